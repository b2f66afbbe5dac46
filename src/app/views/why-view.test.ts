import { describe, expect, it } from "vitest";
import { why } from "../i18n/why-en.ts";
import { words } from "../i18n/words-en.ts";
import { sandboxFiles, sandboxScenario } from "../session/sandbox.ts";
import { Session } from "../session/session.ts";
import type { RichText } from "../view-models/text.ts";
import { whyView } from "./why-view.ts";

const APPLY = "kubectl apply -f deployment.yaml -f service.yaml -f ingress.yaml";
const textOf = (text: RichText): string => text.map((x) => (typeof x === "string" ? x : x.text)).join("");

/** The sandbox, its files applied at 00:00, at 00:30. */
const sandbox = (): Session => {
  const scenario = sandboxScenario({ workers: 3, cpu: "2", memory: "4Gi", seed: 1 });
  const session = new Session({ scenario, files: sandboxFiles });
  session.type(APPLY);
  session.advance(60_000);
  return session;
};
const podsOf = ({ run }: Session) => run.cluster.sim.store.list("pods", "default");
const FIRST = "the first pod";
const NEWEST = "the newest pod";

interface Given {
  readonly name: string;
  /** A line, or a fault with `{pod}` and `{node}` of the first pod. */
  readonly does: string | { readonly component: string; readonly action: string; readonly data: object };
  readonly afterMs: number;
  readonly of: string;
  readonly sentence: string;
  /** Each with its time, from what is seen back to what began it. */
  readonly causes: readonly string[];
}

const BIRTH = [
  "00:00 ReplicaSet web-d754485b5 made it.",
  "00:00 Scaled up replica set web-d754485b5 from 0 to 3",
  `00:00 Typed: ${APPLY}`,
];
const UNKNOWN = "Ready=Unknown nothing was heard from worker-2 for 50 s, so the node controller says so.";
const lost = (seconds: number): string =>
  `00:24 its lease was renewed for the last time ${seconds} s ago. A kubelet renews it every 10 s.`;
const hang = { component: "apps", action: "hang", data: { pod: "{pod}" } };
const powerOff = { component: "node", action: "power", data: { node: "{node}", on: false } };

const rows: readonly Given[] = [
  {
    name: "where it is",
    does: "kubectl get pods",
    afterMs: 0,
    of: FIRST,
    sentence: why.here,
    causes: ["00:00 Successfully assigned default/web-d754485b5-d4qxr to worker-2", ...BIRTH],
  },
  {
    name: "hung, and still ready",
    does: hang,
    afterMs: 4000,
    of: FIRST,
    sentence: why.silent,
    causes: [
      ` ${why.hung}`,
      "00:30 By hand: Let the application hang",
      `00:11 Ready=True ${why.probePassed}`,
      ...BIRTH,
    ],
  },
  {
    name: "a request that waited at it",
    does: hang,
    afterMs: 4000,
    of: "clients/clients",
    sentence: `${why.reasons.hung} ${why.likeIt(1, 1, 55)}`,
    causes: [
      "00:33 It ended with timeout",
      "00:30 It went to web-d754485b5-d4qxr.",
      ` ${why.hung}`,
      "00:30 By hand: Let the application hang",
    ],
  },
  {
    name: "made to crash",
    does: { component: "apps", action: "exit", data: { pod: "{pod}", code: 1 } },
    afterMs: 2000,
    of: FIRST,
    sentence: why.restarts("Error", 1),
    causes: [`00:30 ${why.restarts("Error", 1)}`, "00:30 By hand: Let the application crash", ...BIRTH],
  },
  {
    name: "out of memory",
    does: { component: "apps", action: "hold", data: { pod: "{pod}", memoryMi: 300 } },
    afterMs: 12_000,
    of: FIRST,
    sentence: why.restarts("OOMKilled", 137),
    causes: [`00:30 ${why.restarts("OOMKilled", 137)}`, "00:30 By hand: hold 300Mi", ...BIRTH],
  },
  {
    name: "a machine without power, of which Kubernetes knows nothing yet",
    does: powerOff,
    afterMs: 10_000,
    of: "nodes/worker-2",
    sentence: why.nodeSilentYet,
    causes: ["00:30 worker-2 has no power."],
  },
  {
    name: "a pod on it, when Kubernetes knows",
    does: powerOff,
    afterMs: 70_000,
    of: FIRST,
    sentence: why.notReadyNode,
    causes: [`01:19 ${UNKNOWN}`, lost(75), "00:30 worker-2 has no power.", ...BIRTH],
  },
  {
    name: "the same pod, after five minutes",
    does: powerOff,
    afterMs: 390_000,
    of: FIRST,
    sentence: why.leavesTaint,
    causes: [
      "06:19 It was marked for deletion.",
      "06:19 Marking for deletion Pod default/web-d754485b5-d4qxr",
      `01:19 ${UNKNOWN}`,
      lost(395),
      "00:30 worker-2 has no power.",
    ],
  },
  {
    name: "the one that stands in for it",
    does: powerOff,
    afterMs: 390_000,
    of: NEWEST,
    sentence: why.here,
    causes: [
      "06:19 Successfully assigned default/web-d754485b5-jgxjk to worker-3",
      "06:19 ReplicaSet web-d754485b5 made it.",
      "06:19 It stands in for web-d754485b5-d4qxr, which had to go (TaintManagerEviction).",
    ],
  },
  {
    name: "a rollout of an image that is not there",
    does: "kubectl set image deployment web web=demo/none:1",
    afterMs: 30_000,
    of: "deployments/default/web",
    sentence: why.rolloutWaits(1),
    causes: [
      "00:30 web-66b847b67-jgxjk is not ready.",
      "00:30 The template changed: ReplicaSet web-66b847b67 began.",
      "00:30 Typed: kubectl set image deployment web web=demo/none:1",
    ],
  },
  {
    name: "a port of the firewall that was closed",
    does: { component: "firewall", action: "set", data: { port: 80, action: "deny" } },
    afterMs: 10_000,
    of: "clients/clients",
    sentence: `${why.reasons.firewall} ${why.likeIt(32, 32, 53)}`,
    causes: ["00:39 It ended with timeout", "00:30 The firewall drops everything to port 80."],
  },
  {
    name: "a service that selects nobody",
    does: `kubectl patch service web -p '{"spec":{"selector":{"app":"wob"}}}'`,
    afterMs: 10_000,
    of: "services/default/web",
    sentence: why.selectsNone("app=wob"),
    causes: [" Its selector, app=wob, matches no pod."],
  },
  {
    name: "scaled away",
    does: "kubectl scale deployment web --replicas=1",
    afterMs: 200,
    of: FIRST,
    sentence: why.leavesScaled,
    causes: [
      "00:30 It was marked for deletion.",
      "00:30 Scaled down replica set web-d754485b5 from 3 to 1",
      "00:30 Typed: kubectl scale deployment web --replicas=1",
    ],
  },
  {
    name: "no master: nobody to say that a node is lost",
    does: { component: "node", action: "power", data: { node: "master", on: false } },
    afterMs: 60_000,
    of: "nodes/worker-1",
    sentence: why.nodeUnwatched,
    causes: ["00:30 master, with the API server on it, cannot be reached.", "00:30 master has no power."],
  },
];

const run = ({ does, afterMs, of }: Given) => {
  const session = sandbox();
  const pod = podsOf(session)[0]!;
  const place = (text: string): string =>
    text.replace("{pod}", `default/${pod.metadata.name}`).replace("{node}", pod.spec.nodeName ?? "");
  if (typeof does === "string") session.type(does);
  else session.act(JSON.parse(place(JSON.stringify(does))) as Parameters<Session["act"]>[0]);
  session.advance(session.run.nowMs + afterMs);
  const newest = podsOf(session).at(-1)?.metadata.uid ?? "";
  const id = of === FIRST ? (pod.metadata.uid ?? "") : of === NEWEST ? newest : of;
  return whyView(session.run, id, { words, why, zeroMs: 30_000, lineOf: () => null })!;
};

describe("why, in the sandbox", () => {
  it.each(rows)("$name", (given) => {
    const view = run(given);
    expect(textOf(view.sentence)).toBe(given.sentence);
    expect(view.causes.map((c) => `${c.timeText} ${textOf(c.text)}`)).toEqual(given.causes);
  });

  it("names the room that a node lacks, and what would change that", () => {
    const view = run({
      ...rows[0]!,
      does: "kubectl set resources deployment web --requests=cpu=3",
      afterMs: 10_000,
      of: NEWEST,
    });
    expect(view.verdicts.map(({ nodeName, detail }) => [nodeName, detail])).toEqual([
      ["master", "TaintToleration: it has a taint that the pod does not tolerate"],
      ["worker-1", "NodeResourcesFit: asks for 3 CPU; 1.9 of 2 is not requested yet"],
      ["worker-2", "NodeResourcesFit: asks for 3 CPU; 1.9 of 2 is not requested yet"],
      ["worker-3", "NodeResourcesFit: asks for 3 CPU; 1.9 of 2 is not requested yet"],
    ]);
    expect(view.changes.map(textOf)).toEqual([why.changes.NodeResourcesFit, why.changes.TaintToleration]);
  });

  it("tells in which order a kubelet would have evicted", () => {
    const session = sandbox();
    session.type("kubectl run greedy --image=demo/web:1.0");
    session.advance(70_000);
    const greedy = podsOf(session).find((pod) => pod.metadata.name === "greedy")!;
    const node = greedy.spec.nodeName!;
    session.act({ component: "apps", action: "hold", data: { pod: "default/greedy", memoryMi: 3800 } });
    session.advance(90_000);
    const view = whyView(session.run, greedy.metadata.uid!, { words, why, zeroMs: 30_000, lineOf: () => null })!;
    expect(textOf(view.sentence)).toBe(why.evictedMemory(node));
    const ranks = view.evidence.slice(1).map(({ text }) => textOf(text).replace(/web-\S+-\w{5}:/, "web:"));
    expect(ranks).toEqual(["1. greedy: 3.8Gi, 3.8Gi over its request.", "2. web: 64Mi, below its request of 128Mi."]);
    expect(view.causes.slice(1, 3).map((c) => textOf(c.text))).toEqual([
      expect.stringMatching(new RegExp(`^${node} had only \\d+Mi of memory left; the threshold is 100Mi.$`)),
      "greedy holds most: 3.8Gi.",
    ]);
  });
});
