// The cause of each case, not only its symptom: what the engine itself knows where it fails, and what it knows under the same load once the
// lesson is mended. A lesson that failed for another reason than its prose tells would teach a wrong one.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compareStrings } from "#api/compare";
import type { Pod } from "#api/core-pod";
import { LogPlaces, networkOf, nodeTruth, podTruth, type LoggedEntry } from "#engine";
import { isStepDone, type CompiledLesson } from "#tutor";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { Session } from "../../src/app/session/session.ts";
import { starvationOf } from "../../src/app/views/starvation.ts";

type Facts = { readonly [fact: string]: unknown };

interface Cause {
  readonly of: (session: Session) => Facts;
  readonly broken: Facts;
  readonly mended: Facts;
}

const requests = new LogPlaces("request");

const podsOf = ({ run }: Session, app: string): readonly Pod[] =>
  run.cluster.sim.store.list("pods", "default").filter((pod) => pod.metadata.labels?.["app"] === app);

const each = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted(compareStrings);

/** Why requests of a client came to nothing in the last five seconds, and "served" for those that did not: each once. */
const ends = ({ run, nowMs }: Session, client: string): readonly string[] => {
  const { at, count } = requests.before(run.branch.entries, run.logLength);
  const all = at.slice(0, count).map((i) => run.branch.entries[i] as Extract<LoggedEntry, { type: "request" }>);
  const late = all.filter((entry) => entry.client === client && entry.atMs > nowMs - 5000);
  return each(late.map(({ data }) => (typeof data["reason"] === "string" ? data["reason"] : "served")));
};

/** Applications of the pods that take the CPU from those of `app`. */
const starvedBy = (session: Session, app: string): readonly string[] =>
  each(podsOf(session, app).flatMap((pod) => starvationOf(session.run, pod)?.taker.pod.split("-")[0] ?? []));

/** What the scheduler says of the nodes, to pods that have none. */
const refusals = ({ run }: Session, app: string): readonly string[] => {
  const { store } = run.cluster.sim;
  const waiting = store
    .list("pods", "default")
    .filter((pod) => pod.metadata.labels?.["app"] === app && pod.spec.nodeName === undefined)
    .map((pod) => pod.metadata.name);
  return store
    .list("events", "default")
    .filter((event) => event.reason === "FailedScheduling" && waiting.includes(event.involvedObject?.name ?? ""))
    .map((event) => (event.message ?? "").split(". ")[0]!);
};

const isReady = (pod: Pod): boolean =>
  pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;

const causes: { readonly [folder: string]: Cause } = {
  // Heaps take the room of the running code, so all wait for their own pages. No process dies, and nothing is said of it.
  "01-silent-master": {
    of: (s) => {
      const { sim } = s.run.cluster;
      const { codeBytes, cacheRoomBytes, codeMissingShare, isFrozen } = nodeTruth(sim, "master")!;
      const programs = sim.store.list("pods", "kube-system").flatMap((pod) => pod.status?.containerStatuses ?? []);
      return {
        hasRoomForCode: cacheRoomBytes >= codeBytes,
        isCodeDropped: codeMissingShare > 0.3,
        isFrozen,
        ordersOnMaster: podsOf(s, "order").filter((pod) => pod.spec.nodeName === "master").length,
        restarts: programs.reduce((n, { restartCount }) => n + restartCount, 0),
        warnings: sim.store.list("events").filter(({ type }) => type === "Warning").length,
      };
    },
    broken: {
      hasRoomForCode: false,
      isCodeDropped: true,
      isFrozen: true,
      ordersOnMaster: 2,
      restarts: 0,
      warnings: 0,
    },
    mended: {
      hasRoomForCode: true,
      isCodeDropped: false,
      isFrozen: false,
      ordersOnMaster: 0,
      restarts: 0,
      warnings: 0,
    },
  },
  // One pod takes the CPU of a machine, and neighbours without a request get next to none.
  "02-frozen-node": {
    of: (s) => ({
      takersFromOrder: starvedBy(s, "order"),
      takersFromMember: starvedBy(s, "member"),
      order: ends(s, "order"),
      member: ends(s, "member"),
    }),
    broken: {
      takersFromOrder: ["report"],
      takersFromMember: ["report"],
      order: ["served", "slow"],
      member: ["served", "slow"],
    },
    mended: { takersFromOrder: [], takersFromMember: [], order: ["served"], member: ["served"] },
  },
  // The ConfigMap is another one, and the hash of the template is not: no second ReplicaSet.
  "03-nothing-rolls-out": {
    of: (s) => ({
      replicaSets: s.run.cluster.sim.store.list("replicasets", "default").length,
      hashes: each(podsOf(s, "mynginx").map((pod) => pod.metadata.labels?.["pod-template-hash"] ?? "")).length,
      payers: ends(s, "payers"),
    }),
    broken: { replicaSets: 1, hashes: 1, payers: ["status"] },
    mended: { replicaSets: 2, hashes: 1, payers: ["served"] },
  },
  // The batch takes the CPU of every machine on which payment is.
  "04-batch-hours": {
    of: (s) => ({ takers: starvedBy(s, "payment"), isSlow: ends(s, "clients").includes("slow") }),
    broken: { takers: ["settlement"], isSlow: true },
    mended: { takers: [], isSlow: false },
  },
  // All replicas are on the machine that has no power, and Kubernetes still lists them.
  "05-all-on-one-node": {
    of: (s) => {
      const nodes = each(podsOf(s, "mynginx").map((pod) => pod.spec.nodeName ?? ""));
      const isOn = (node: string): boolean => nodeTruth(s.run.cluster.sim, node)!.isOn;
      return { machines: nodes.length, powered: nodes.filter(isOn).length, clients: ends(s, "clients") };
    },
    broken: { machines: 1, powered: 0, clients: ["no-answer"] },
    mended: { machines: 2, powered: 2, clients: ["served"] },
  },
  // Each node has its own reason.
  "06-redeploy-hangs": {
    of: (s) => ({ refusals: refusals(s, "pay"), clients: ends(s, "clients") }),
    broken: {
      refusals: [
        "0/5 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 3 node(s) didn't match pod anti-affinity rules",
      ],
      clients: ["served"],
    },
    mended: { refusals: [], clients: ["served"] },
  },
  // The firewall drops what another caller's rule lets through.
  "07-holes-in-the-wall": {
    of: (s) => ({
      app: ends(s, "app"),
      shop: ends(s, "shop"),
      openPorts: networkOf(s.run.cluster.sim).firewall.openPorts(),
    }),
    broken: { app: ["firewall"], shop: ["served"], openPorts: 2 },
    mended: { app: ["served"], shop: ["served"], openPorts: 1 },
  },
  // The number that web calls belongs to another Service, whose application has no such page.
  "08-was-it-30020": {
    of: (s) => {
      const services = s.run.cluster.sim.store.list("services", "default");
      const owner = services.find(({ spec }) => spec.ports?.some(({ nodePort }) => nodePort === 30020));
      return { owner: owner?.metadata.name, web: ends(s, "web"), store: ends(s, "store") };
    },
    broken: { owner: "yournginx", web: ["status"], store: ["served"] },
    mended: { owner: "yournginx", web: ["served"], store: ["served"] },
  },
  // One process accepts and never answers, and its pod reads Ready.
  "09-running-not-alive": {
    of: (s) => {
      const pods = podsOf(s, "order");
      const hung = pods.filter((pod) => podTruth(s.run.cluster.sim, pod)?.isHung);
      return {
        pods: pods.length,
        hung: hung.length,
        hungAndReady: hung.filter(isReady).length,
        clients: ends(s, "clients"),
      };
    },
    broken: { pods: 3, hung: 1, hungAndReady: 1, clients: ["hung", "served"] },
    mended: { pods: 3, hung: 0, hungAndReady: 0, clients: ["served"] },
  },
  // A pod reads Ready before anybody listens in it.
  "10-brief-outage": {
    of: (s) => {
      const deaf = podsOf(s, "mynginx").filter((pod) => podTruth(s.run.cluster.sim, pod)?.isListening === false);
      return { isReadyAndDeaf: deaf.some(isReady), isLost: ends(s, "clients").includes("bad-gateway") };
    },
    broken: { isReadyAndDeaf: true, isLost: true },
    mended: { isReadyAndDeaf: false, isLost: false },
  },
};

const newSession = ({ scenario, files, lesson }: CompiledLesson): Session => new Session({ scenario, files, lesson });

/** As somebody finds it who opens the lesson and watches. */
const broken = (compiled: CompiledLesson): Session => {
  const session = newSession(compiled);
  const { when, within } = compiled.lesson.symptom!;
  const untilMs = session.nowMs + within;
  const isSeen = (): boolean => {
    const answer = session.evaluate(when);
    return answer.ok && answer.value === true;
  };
  while (!isSeen() && session.nowMs < untilMs) session.advance(session.nowMs + 500);
  return session;
};

/** At the end of the step that mends, by the first way that is right. */
const mended = (compiled: CompiledLesson): Session => {
  const { lesson } = compiled;
  const session = newSession(compiled);
  session.advance(session.nowMs + 30_000);
  session.goToStep(lesson.steps.findIndex(({ mends }) => mends));
  session.perform(lesson.fixes.accepted[0]!.does);
  const untilMs = session.nowMs + 900_000;
  while (!isStepDone(lesson, session.progress!) && session.nowMs < untilMs) session.advance(session.nowMs + 500);
  return session;
};

describe("the cause of", () => {
  const cases = lessonFolders("lessons").filter((folder) => path.dirname(folder).endsWith("cases"));

  it.each(cases.map((folder) => ({ name: path.basename(folder), folder })))("$name", ({ name, folder }) => {
    const { compiled } = readLesson(folder);
    const cause = causes[name]!;
    expect(cause.of(broken(compiled!))).toEqual(cause.broken);
    expect(cause.of(mended(compiled!))).toEqual(cause.mended);
  });
});
