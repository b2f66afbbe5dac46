// What a person at the prompt waits for: a large table, completion, and the view of a terminal while many lines stream.
import type { Scenario } from "#engine";
import { makePod } from "#engine/testing";
import { Session } from "../../src/app/session/session.ts";
import { namedObject, type ObjectOf } from "../../src/app/views/named-object.ts";
import { TerminalLines } from "../../src/app/views/terminal-lines.ts";
import { benchScenario } from "./clusters.ts";
import { cpuMilliseconds, percentile } from "./measure.ts";

/** A session whose API server keeps that many pods. */
const sessionOf = (pods: number): Session => {
  const scenario: Scenario = benchScenario({ nodes: 4, pods: 0 });
  const session = new Session({ scenario, files: [] });
  const { api } = session.run.cluster.sim;
  for (let i = 0; i < pods; i++) {
    const labels = { app: `web-${i % 50}`, tier: "front" };
    api.createTrusted("pods", makePod(`web-${String(i).padStart(5, "0")}`, { labels }));
  }
  return session;
};

const medianOf = (times: number, work: () => void): number =>
  percentile(
    Array.from({ length: times }, () => cpuMilliseconds(work)),
    0.5,
  );

/** `kubectl get pods -A -o wide` over that many pods. */
export const getMs = (pods: number): number => {
  const session = sessionOf(pods);
  return medianOf(9, () => session.type("kubectl get pods -A -o wide"));
};

/** What Tab is pressed behind, by what it asks for, and the first thing that is offered then. */
const COMPLETED = {
  verbs: ["kubectl ", "create"],
  types: ["kubectl get ", "bindings"],
  names: ["kubectl describe pod web-0", "web-00000"],
  "labels, keys": ["kubectl get pods -l ", "app="],
  "labels, values": ["kubectl get pods -l app=", "web-0"],
  containers: ["kubectl logs web-00007 -c ", "web"],
  "field paths": ["kubectl get pods -o jsonpath={.items[*].spec.", "volumes"],
  flags: ["kubectl get pods --", "--all-namespaces"],
} as const;

/** Tab, through the door that the page uses: the milliseconds, or an error if something else is offered than belongs there. */
export const completionMs = (pods: number): readonly (readonly [what: string, ms: number])[] => {
  const session = sessionOf(pods);
  return Object.entries(COMPLETED).map(([what, [input, first]]) => {
    const offered = session.complete(input, input.length, "1").options[0]?.text;
    if (offered !== first) throw new Error(`${input}: ${offered} is offered first instead of ${first}`);
    return [what, medianOf(51, () => session.complete(input, input.length, "1"))] as const;
  });
};

/** The view of a terminal that has printed much, after each of a hundred lines more: what a key press at that moment waits behind. */
export const streamedViewMs = (): number => {
  const session = sessionOf(0);
  session.type("for i in $(seq 50000); do echo $i web-6f949f6fbd-dmtvq 200 12ms; done");
  session.advance(session.nowMs + 60_000);
  session.type("while true; do echo line; sleep 0.01; done");
  const lines = new TerminalLines();
  const objectOf: ObjectOf = (word, near) => namedObject(session.run, word, near, "default");
  lines.chunks(session.run, "1", objectOf);
  const times = Array.from({ length: 100 }, () => {
    session.advance(session.nowMs + 10);
    return cpuMilliseconds(() => lines.chunks(session.run, "1", objectOf));
  });
  return percentile(times, 0.95);
};
