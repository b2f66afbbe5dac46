// What Tab offers: commands, verbs, types, names, namespaces, flags, files. From the same tables that run the commands.
import { own } from "#api/json";
import { compareStrings } from "#api/compare";
import { discovered } from "#api/discovered";
import { resourceByName } from "#api/scheme";
import type { Cluster } from "#engine";
import { everywhereFlags, flagsOf } from "../flags/flag.ts";
import { COMMAND_ROWS } from "../flags/tables.ts";
import type { TerminalRow } from "../terminal/terminals.ts";

export interface Completion {
  /** Where in the input the word begins that an option replaces. */
  readonly from: number;
  readonly options: readonly { readonly text: string; readonly detail: string }[];
}

export interface CompletionRequest {
  readonly terminal: string;
  readonly input: string;
  readonly cursor: number;
}

const PROGRAMS =
  "kubectl stern curl ping ssh watch cat ls clear help history sleep echo printf grep awk sed jq head tail sort xargs vi".split(
    " ",
  );
const MOST = 40;

export const completeLine = (cluster: Cluster, { terminal, input, cursor }: CompletionRequest): Completion => {
  const typed = input.slice(0, cursor);
  const word = /[^\s|;&()]*$/.exec(typed)?.[0] ?? "";
  const from = cursor - word.length;
  const start =
    Math.max(typed.lastIndexOf("|"), typed.lastIndexOf(";"), typed.lastIndexOf("&"), typed.lastIndexOf("(")) + 1;
  const before = typed
    .slice(start, from)
    .trim()
    .split(/\s+/)
    .filter((w) => w !== "");
  const row = cluster.sim.table<TerminalRow>("shell/terminals").get(terminal);
  const options = candidates(cluster, before, { word, row });
  return {
    from,
    options: options.filter(({ text }) => text.startsWith(word)).slice(0, MOST),
  };
};

interface Prompt {
  readonly word: string;
  readonly row: TerminalRow | undefined;
}

const plain = (texts: readonly string[]): Completion["options"] => texts.map((text) => ({ text, detail: "" }));

const FILE_FLAGS: ReadonlySet<string> = new Set(["-f", "--filename"]);
const NAMESPACE_FLAGS: ReadonlySet<string> = new Set(["-n", "--namespace"]);

const isKubectl = (word: string, row: TerminalRow | undefined): boolean =>
  word === "kubectl" || own(row?.aliases ?? {}, word) === "kubectl";

const candidates = (cluster: Cluster, before: readonly string[], prompt: Prompt): Completion["options"] => {
  const [first, ...rest] = before[0] === "watch" ? before.slice(1) : before;
  if (first === undefined) return plain([...PROGRAMS, ...Object.keys(prompt.row?.aliases ?? {})]);
  const last = rest.at(-1) ?? "";
  if (!isKubectl(first, prompt.row) || FILE_FLAGS.has(last)) return files(cluster);
  if (NAMESPACE_FLAGS.has(last)) return names(cluster, "namespaces", undefined);
  return afterKubectl(cluster, rest, prompt);
};

const afterKubectl = (cluster: Cluster, rest: readonly string[], { word, row }: Prompt): Completion["options"] => {
  const path = pathOf(rest);
  if (word.startsWith("-")) return flagOptions(path);
  const words = rest.slice(path === "" ? 0 : path.split(" ").length).filter((w) => !w.startsWith("-"));
  const children = own(COMMAND_ROWS, path)?.commands;
  if (children?.length && words.length === 0) return plain(children.map((c) => c.split(" ").at(-1)!));
  return argumentsOf(cluster, path, { words, word, namespace: namespaceOf(rest) ?? row?.namespace ?? "default" });
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

const namespaceOf = (words: readonly string[]): string | undefined => {
  const at = words.findIndex((w) => NAMESPACE_FLAGS.has(w));
  return at < 0 ? words.find((w) => w.startsWith("--namespace="))?.slice(12) : words[at + 1];
};

const flagOptions = (path: string): Completion["options"] =>
  [...flagsOf(path), ...everywhereFlags].map((f) => ({ text: `--${f.name}`, detail: "" }));

interface ArgumentsRequest {
  readonly words: readonly string[];
  readonly word: string;
  readonly namespace: string;
}

/** Verbs whose first argument is a pod. */
const OF_PODS: ReadonlySet<string> = new Set(["logs", "exec", "port-forward"]);
const OF_NODES: ReadonlySet<string> = new Set(["drain", "cordon", "uncordon"]);

const argumentsOf = (
  cluster: Cluster,
  path: string,
  { words, word, namespace }: ArgumentsRequest,
): Completion["options"] => {
  if (OF_PODS.has(path)) return names(cluster, "pods", namespace);
  if (OF_NODES.has(path)) return names(cluster, "nodes", undefined);
  const slash = word.indexOf("/");
  if (slash > 0) {
    const type = word.slice(0, slash);
    return names(cluster, type, namespace).map((o) => ({ ...o, text: `${type}/${o.text}` }));
  }
  const [type] = words;
  if (type === undefined) return types();
  return type.includes("/") ? [] : names(cluster, type, namespace);
};

const types = (): Completion["options"] =>
  discovered.map((info) => ({ text: info.plural, detail: info.shortNames.join(",") }));

const names = (cluster: Cluster, type: string, namespace: string | undefined): Completion["options"] => {
  const info = resourceByName(type);
  if (!info) return [];
  const found = cluster.sim.store.list(info.plural, info.namespaced ? namespace : undefined);
  return plain(found.map((o) => o.metadata.name).toSorted(compareStrings));
};

const files = (cluster: Cluster): Completion["options"] =>
  plain([...cluster.sim.table<string>("shell/files").keys()].toSorted(compareStrings));
