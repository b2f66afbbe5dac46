// The language of goals, hints and feedback: CEL (as in Kubernetes' own validation rules) over the cluster and its recent history.
// What an author may name is the table at the end of lessons/README.md; keep the two together.
import { Environment } from "@marcbachmann/cel-js";
import { controlPlaneOf, LogPlaces, networkOf, type LoggedEntry } from "#engine";
import type { KubeObject } from "#api/meta";
import { isEndlessPattern } from "#api/pattern";
import type { Answer, Expressions, Observed } from "./observed.ts";
import { actedFrom } from "./progress.ts";
import { countRequests } from "./requests.ts";
import { isRolledOut, revisionOf } from "./rollouts.ts";

const HANDSHAKE_MS = 10_000;

/** An evaluator; keeps parsed expressions, nothing else. */
export const createExpressions = (): Expressions => {
  let o: Observed | undefined;
  const environment = defineFunctions(defineVariables(), () => o!);
  const parsed = new Map<string, (context: Record<string, unknown>) => unknown>();
  const parse = (expression: string): ((context: Record<string, unknown>) => unknown) => {
    const found = parsed.get(expression);
    if (found) return found;
    const endless = endlessMatch(expression);
    if (endless !== undefined) throw new Error(endless);
    const made = environment.parse(expression) as (context: Record<string, unknown>) => unknown;
    parsed.set(expression, made);
    return made;
  };
  const evaluate = (expression: string, observed: Observed, pod: unknown): Answer => {
    o = observed;
    try {
      return { ok: true, value: parse(expression)(variables(observed, pod)) };
    } catch (error) {
      return { ok: false, error: firstLine(error) };
    }
  };
  return {
    evaluate: (expression, observed) => evaluate(expression, observed, {}),
    evaluatePod: (expression, observed, pod) => evaluate(expression, observed, pod),
    check: (expression) => {
      try {
        const endless = endlessMatch(expression);
        if (endless !== undefined) return endless;
        const { valid, error } = environment.check(expression);
        return valid ? undefined : firstLine(error);
      } catch (error) {
        return firstLine(error);
      }
    },
  };
};

const ENDLESS = "this pattern may never be done with: no repetition within a repetition";
const MATCHES = /\.\s*matches\s*\(\s*(?:r?"((?:[^"\\]|\\.)*)"\s*\)|r?'((?:[^'\\]|\\.)*)'\s*\))?/g;

/** A lesson comes from anywhere: `matches` takes a pattern that stands there, and none that would make the page stand still. */
const endlessMatch = (expression: string): string | undefined => {
  for (const [, double, single] of expression.matchAll(MATCHES)) {
    const pattern = double ?? single;
    if (pattern === undefined) return "matches() takes a pattern in quotes";
    if (isEndlessPattern(pattern.replaceAll(String.raw`\\`, "\\"))) return `matches(): ${ENDLESS}`;
  }
  return undefined;
};

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;

const defineVariables = (): Environment =>
  new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable("pods", "list")
    .registerVariable("nodes", "map")
    .registerVariable("deployments", "map")
    .registerVariable("services", "map")
    .registerVariable("configmaps", "map")
    .registerVariable("containers", "map")
    .registerVariable("ingresses", "list")
    .registerVariable("clients", "map")
    .registerVariable("openPorts", "double")
    .registerVariable("pod", "map")
    .registerVariable("selected", "string")
    .registerVariable("seconds", "double")
    .registerVariable("answersIn", "double")
    .registerVariable("looked", "list");

const defineFunctions = (environment: Environment, now: () => Observed): Environment =>
  environment
    .registerFunction("requests(string, dyn): map", (client: string, seconds: unknown) =>
      requests(now(), client, Number(seconds)),
    )
    .registerFunction("sinceStep(string): map", (client: string) =>
      requestsFrom(now(), client, now().progress.stepStartedMs),
    )
    .registerFunction("sinceRollout(string, string): map", (client: string, name: string) =>
      requestsFrom(now(), client, now().progress.rollouts[name]?.startedMs ?? Infinity),
    )
    .registerFunction("isRolledOut(string): bool", (name: string) => isRolledOut(now().cluster, name))
    .registerFunction("rolloutSeconds(string): double", (name: string) => rolloutSeconds(now(), name))
    .registerFunction("redeployed(string): bool", (name: string) => redeployed(now(), name))
    .registerFunction("ran(string): bool", (pattern: string) => ran(now(), pattern))
    .registerFunction("said(string): bool", (pattern: string) => said(now(), pattern))
    .registerFunction("hasEvent(string): bool", (reason: string) => hasEvent(now(), reason));

const byName = (objects: readonly KubeObject[]): Record<string, KubeObject> =>
  Object.fromEntries(objects.map((x) => [x.metadata.name, x]));

const variables = ({ cluster, progress, selection }: Observed, pod: unknown): Record<string, unknown> => {
  const { store } = cluster.sim;
  return {
    pod,
    // Read when an expression asks: most ask for one of them.
    get pods() {
      return store.list("pods", "default");
    },
    get nodes() {
      return byName(store.list("nodes"));
    },
    get deployments() {
      return byName(store.list("deployments", "default"));
    },
    /** The first container of each Deployment. */
    get containers() {
      const deployments = store.list("deployments", "default");
      return Object.fromEntries(deployments.map((d) => [d.metadata.name, d.spec.template.spec.containers[0] ?? {}]));
    },
    get services() {
      return byName(store.list("services", "default"));
    },
    get configmaps() {
      return byName(store.list("configmaps", "default"));
    },
    get ingresses() {
      return store.list("ingresses", "default");
    },
    /** Who asks from outside, by name: `clients.shop.url`. */
    get clients() {
      return Object.fromEntries([...networkOf(cluster.sim).clients()].map(({ spec }) => [spec.name, spec]));
    },
    /** How many ports the firewall lets through. */
    get openPorts() {
      return networkOf(cluster.sim).firewall.openPorts();
    },
    selected: selection.slice(selection.lastIndexOf("/") + 1),
    /** Seconds that a request to the API server takes: 10 if it is given up. */
    get answersIn() {
      const answer = controlPlaneOf(cluster.sim).answer();
      return (answer.kind === "answers" ? answer.ms : HANDSHAKE_MS) / 1000;
    },
    seconds: (cluster.nowMs - progress.stepStartedMs) / 1000,
    looked: progress.looked,
  };
};

const requests = (o: Observed, client: string, seconds: number): object =>
  requestsFrom(o, client, o.cluster.nowMs - seconds * 1000);

const requestsFrom = (o: Observed, client: string, fromMs: number): object =>
  countRequests(o.entries, o.length, { client, fromMs });

/** How long the newest rollout of a Deployment has taken, or takes so far. */
const rolloutSeconds = ({ cluster, progress }: Observed, name: string): number => {
  const rollout = progress.rollouts[name];
  return rollout ? ((rollout.doneMs ?? cluster.nowMs) - rollout.startedMs) / 1000 : 0;
};

/** A new revision has appeared since the step began. */
const redeployed = (o: Observed, name: string): boolean => {
  const revision = revisionOf(o.cluster, name);
  const before = o.progress.atStart[name];
  return revision !== undefined && before !== undefined && revision !== before;
};

const commands = new LogPlaces("command");
const printed = new LogPlaces("terminal");

/** A line that matches was typed since the step began. What was typed after `ssh HOST` counts as `ssh HOST LINE` too: it does the same. */
const ran = (o: Observed, pattern: string): boolean => {
  const expression = matcher("ran", pattern);
  return (
    someSinceStep(o, commands, expression, (entry) =>
      entry.type === "command" && entry.action === "line" ? entry.data["line"] : undefined,
    ) ||
    someSinceStep(o, printed, expression, (entry) =>
      entry.type === "terminal" && entry.host !== undefined ? `ssh ${entry.host} ${entry.text}` : undefined,
    )
  );
};

/** What a terminal has printed since the step began. */
const said = (o: Observed, pattern: string): boolean =>
  someSinceStep(o, printed, matcher("said", pattern), (entry) =>
    entry.type === "terminal" && (entry.stream === "stdout" || entry.stream === "stderr") ? entry.text : undefined,
  );

const matcher = (name: string, pattern: string): RegExp => {
  if (isEndlessPattern(pattern)) throw new Error(`${name}(): ${ENDLESS}: ${pattern}`);
  return new RegExp(pattern);
};

/** Does a text of the entries that stand at these places match, looked at from the newest back to the step's beginning? */
const someSinceStep = (
  { entries, length, progress }: Observed,
  places: LogPlaces,
  expression: RegExp,
  textOf: (entry: LoggedEntry) => unknown,
): boolean => {
  const { at, count } = places.before(entries, length);
  const sinceMs = actedFrom(progress);
  for (let i = count - 1; i >= 0; i--) {
    const entry = entries[at[i]!]!;
    if (entry.atMs < sinceMs) return false;
    const text = textOf(entry);
    if (typeof text === "string" && expression.test(text)) return true;
  }
  return false;
};

const hasEvent = (o: Observed, reason: string): boolean =>
  o.cluster.sim.store.list("events").some((e) => e.reason === reason);
