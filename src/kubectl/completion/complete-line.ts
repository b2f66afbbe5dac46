// What Tab offers: commands, verbs, types, names, namespaces, flags and their values, containers, labels, field paths, files. From the same
// tables that run the commands.
import { compareStrings } from "#api/compare";
import { discovered } from "#api/discovered";
import { own } from "#api/json";
import { resourceByName } from "#api/scheme";
import { applicationsOf, type Cluster, networkOf } from "#engine";
import { everywhereFlags, flagsOf } from "../flags/flag.ts";
import { COMMAND_ROWS } from "../flags/tables.ts";
import { FIRST_CONFIG, namesOf } from "../kubeconfig.ts";
import { nameSeenFrom } from "../terminal/paths.ts";
import { type PodPlace, podPlaceOf } from "../terminal/pod-host.ts";
import { newTerminal, Rows, type TerminalRow } from "../terminal/terminals.ts";
import { explainPaths, outputPaths } from "./field-paths.ts";
import { flagAt, type Line, type Option, plain, valuesOf } from "./flag-values.ts";

export interface Completion {
  /** Where in the input the word begins that an option replaces. */
  readonly from: number;
  readonly options: readonly Option[];
}

export interface CompletionRequest {
  readonly terminal: string;
  readonly input: string;
  readonly cursor: number;
}

const PROGRAMS =
  "kubectl stern curl ping ssh watch cat ls clear help history sleep echo printf grep awk sed jq head tail sort xargs vi jobs fg bg kill wait time timeout bash env diff".split(
    " ",
  );
const ON_NODES =
  "crictl systemctl journalctl top free df ps uptime dmesg iptables curl ping cat ls reboot poweroff exit help history grep head tail".split(
    " ",
  );
const NODE_VERBS: Readonly<Record<string, readonly string[]>> = {
  crictl: ["ps", "pods", "images", "logs", "inspect", "stats", "stop"],
  systemctl: ["status", "stop", "start", "restart", "is-active"],
};
const UNITS = ["kubelet", "containerd"];
const MOST = 40;
/** Words of the shell's grammar behind which a command begins. */
const BEFORE_COMMANDS: ReadonlySet<string> = new Set("if then elif else while until do { !".split(" "));

export const completeLine = (cluster: Cluster, { terminal, input, cursor }: CompletionRequest): Completion => {
  // A line that ends with a backslash goes on in the next one.
  const typed = input.slice(0, cursor).replaceAll("\\\n", "  ");
  const word = /[^\s|;&()]*$/.exec(typed)?.[0] ?? "";
  const start = Math.max(...["|", ";", "&", "(", "\n"].map((sign) => typed.lastIndexOf(sign))) + 1;
  const words = typed
    .slice(start, cursor - word.length)
    .trim()
    .split(/\s+/)
    .filter((w) => w !== "");
  const begins = words.findIndex((w) => !BEFORE_COMMANDS.has(w));
  const before = begins < 0 ? [] : words.slice(begins);
  const row = cluster.sim.table<TerminalRow>("shell/terminals").get(terminal) ?? newTerminal(terminal);
  const { options, skip = 0 } = candidates(cluster, before, { word, row });
  const rest = word.slice(skip);
  return {
    from: cursor - rest.length,
    options: options.filter(({ text }) => text.startsWith(rest) && text !== rest).slice(0, MOST),
  };
};

/** `skip`: how much of the word stays as it is. */
interface Candidates {
  readonly options: readonly Option[];
  readonly skip?: number;
}

interface Prompt {
  readonly word: string;
  readonly row: TerminalRow;
}

const isKubectl = (word: string, { aliases }: TerminalRow): boolean =>
  word === "kubectl" || own(aliases, word) === "kubectl";

const candidates = (cluster: Cluster, before: readonly string[], prompt: Prompt): Candidates => {
  const [first, ...rest] = before.slice(WRAPPERS.get(before[0] ?? "") ?? 0);
  const { row } = prompt;
  const isRemote = row.login !== undefined;
  const ofThis = ofShell(cluster, first, row);
  if (ofThis) return { options: plain(ofThis) };
  if (first === undefined)
    return { options: plain([...(isRemote ? ON_NODES : PROGRAMS), ...Object.keys(row.aliases)]) };
  if (first === "ssh" && rest.length === 0) return { options: plain(machines(cluster)) };
  if (first === "systemctl" && rest.length === 1) return { options: plain(UNITS) };
  if (first === "journalctl" && rest.at(-1) === "-u") return { options: plain(UNITS) };
  const verbs = rest.length === 0 ? own(NODE_VERBS, first) : undefined;
  if (verbs && isRemote) return { options: plain(verbs) };
  return isKubectl(first, row) ? afterKubectl(cluster, rest, prompt) : { options: files(cluster, row) };
};

/** How many words stand before the command that they run. */
const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ["watch", 1],
  ["sudo", 1],
  ["time", 1],
  ["nohup", 1],
  ["timeout", 2],
]);
const ON_JOBS: ReadonlySet<string> = new Set(["fg", "bg", "kill", "wait", "disown"]);

/** Jobs, and what is in a container. */
const ofShell = (cluster: Cluster, first: string | undefined, row: TerminalRow): readonly string[] | undefined => {
  const place = podPlaceOf(row.login?.host);
  if (first === undefined) return place && toolsIn(cluster, place);
  return ON_JOBS.has(first) ? jobsOf(cluster, row.id) : undefined;
};

const jobsOf = ({ sim }: Cluster, owner: string): readonly string[] =>
  [...new Rows(sim).jobs.values()].flatMap(({ job }) => (job?.owner === owner ? [`%${job.number}`] : []));

/** What a container's image has, beside the builtins of its shell. */
const toolsIn = ({ sim }: Cluster, { id }: PodPlace): readonly string[] => {
  const apps = applicationsOf(sim);
  const row = apps.get(id);
  return ["cd", "echo", "exit", "pwd", ...(row ? (apps.imageOf(row).tools ?? []) : [])];
};

const afterKubectl = (cluster: Cluster, rest: readonly string[], { word, row }: Prompt): Candidates => {
  const path = pathOf(rest);
  const flags = [...flagsOf(path), ...everywhereFlags];
  const args = argumentsIn(rest.slice(path === "" ? 0 : path.split(" ").length), flags);
  const namespace = namespaceOf(rest) ?? row.namespace;
  const line: Line = { cluster, path, args, namespace };
  const flag = flagAt(flags, rest.at(-1), word);
  if (flag) return ofFlag(line, flag, row);
  if (word.startsWith("-")) return { options: plain(flags.map(({ name }) => `--${name}`)) };
  const children = own(COMMAND_ROWS, path)?.commands;
  if (children?.length && args.length === 0) return { options: plain(children.map((c) => c.split(" ").at(-1)!)) };
  if (path === "explain" && word.includes(".")) return { options: plain(explainPaths(word)) };
  if (OF_CONTEXTS.test(path)) return { options: args.length === 0 ? contexts(row) : [] };
  return { options: argumentsOf(line, word) };
};

const OF_CONTEXTS = /^config (?:use|rename|delete|set|get)-contexts?$/;

const contexts = (row: TerminalRow): readonly Option[] => plain(namesOf(row.kubeconfig ?? FIRST_CONFIG, "contexts"));

const ofFlag = (
  line: Line,
  { name, value, skip }: NonNullable<ReturnType<typeof flagAt>>,
  row: TerminalRow,
): Candidates => {
  if (name === "filename") return { options: files(line.cluster, row), skip };
  if (name === "context") return { options: contexts(row), skip };
  if (name === "namespace") return { options: names(line.cluster, "namespaces", undefined), skip };
  const paths = name === "output" || name === "sort-by" ? outputPaths(line.args[0] ?? "", value) : undefined;
  if (paths) return { options: plain(paths.texts), skip: skip + paths.skip };
  const found = valuesOf(line, name, value);
  return { options: found.options, skip: skip + (found.skip ?? 0) };
};

const pathOf = (words: readonly string[]): string => {
  let path = "";
  for (const w of words.filter((x) => !x.startsWith("-"))) {
    const next = path === "" ? w : `${path} ${w}`;
    if (own(COMMAND_ROWS, next) === undefined) break;
    path = next;
  }
  return path;
};

/** Words that are no flags, nor values of flags. */
const argumentsIn = (words: readonly string[], flags: ReturnType<typeof flagsOf>): readonly string[] =>
  words.filter((word, i) => {
    if (word.startsWith("-")) return false;
    const last = words[i - 1] ?? "";
    const flag = flags.find(
      ({ name, shorthand }) => last === `--${name}` || (shorthand !== "" && last === `-${shorthand}`),
    );
    return flag === undefined || flag.bare !== undefined;
  });

const namespaceOf = (words: readonly string[]): string | undefined => {
  const at = words.findIndex((w) => w === "-n" || w === "--namespace");
  return at < 0 ? words.find((w) => w.startsWith("--namespace="))?.slice(12) : words[at + 1];
};

/** Verbs whose first argument is a pod. */
const OF_PODS: ReadonlySet<string> = new Set(["logs", "exec", "port-forward"]);
const OF_NODES: ReadonlySet<string> = new Set(["drain", "cordon", "uncordon"]);
const OF_ONE: Readonly<Record<string, string>> = { "top pod": "pods", "top node": "nodes" };
/** Verbs that take `type/name` or `type name` of what has a pod template, or replicas. */
const OF_WORKLOADS = /^(?:rollout |set |scale$|autoscale$)/;
const WORKLOADS = ["deployment", "statefulset", "daemonset", "replicaset"];

const argumentsOf = ({ cluster, path, args, namespace }: Line, word: string): readonly Option[] => {
  const slash = word.indexOf("/");
  if (slash > 0) {
    const type = word.slice(0, slash);
    return names(cluster, type, namespace).map((o) => ({ ...o, text: `${type}/${o.text}` }));
  }
  if (OF_PODS.has(path)) return args.length === 0 ? names(cluster, "pods", namespace) : [];
  const single = OF_NODES.has(path) ? "nodes" : own(OF_ONE, path);
  if (single !== undefined) return names(cluster, single, namespace);
  const [type, ...taken] = args;
  if (type === undefined) return OF_WORKLOADS.test(path) ? plain(WORKLOADS) : types();
  if (type.includes("/")) return [];
  // Those that stand there already are not asked for again.
  return names(cluster, type, namespace).filter(({ text }) => !taken.includes(text));
};

const types = (): readonly Option[] =>
  discovered.map((info) => ({ text: info.plural, detail: info.shortNames.join(",") }));

const names = (cluster: Cluster, type: string, namespace: string | undefined): readonly Option[] => {
  const info = resourceByName(type);
  if (!info) return [];
  const found = cluster.sim.store.list(info.plural, info.namespaced ? namespace : undefined);
  return plain(found.map((o) => o.metadata.name).toSorted(compareStrings));
};

const files = (cluster: Cluster, { login, directory }: TerminalRow): readonly Option[] =>
  login
    ? []
    : plain(
        [...cluster.sim.table<string>("shell/files").keys()]
          .map((file) => nameSeenFrom(directory, file))
          .toSorted(compareStrings),
      );

const machines = ({ sim }: Cluster): readonly string[] => {
  const network = networkOf(sim);
  const clients = [...network.clients()].map(({ spec }) => spec.name);
  return [...sim.scenario.nodes.map(({ name }) => name), ...(network.firewall.isBuilt ? ["firewall"] : []), ...clients];
};
