// In what two futures differ: where their logs part, what is other in the objects of the cluster, and how many requests failed in each.
import type { Json } from "#api/meta";
import { parting, type LoggedEntry, type Run } from "#engine";
import { toYaml } from "#kubectl/lines";
import { isServed, isTraffic } from "#tutor";
import { around } from "../summary/summarize.ts";
import type { DiffLine } from "../view-models/editor.ts";
import { lineDiff } from "../views/line-diff.ts";

/** The first entry that is not the same in both. */
export interface Parting {
  readonly atMs: number;
  readonly left: string | null;
  readonly right: string | null;
}

/** `from`: so many entries are known to be the same. */
export const partingOf = (left: Run, right: Run, from = 0): Parting | null => {
  const found = parting(left.branch.entries, right.branch.entries, from);
  if (!found) return null;
  // What happens first, happens in one of them only.
  const textAt = (entry: LoggedEntry | undefined): string | null =>
    entry === undefined || entry.atMs > found.atMs ? null : textOf(entry);
  return { atMs: found.atMs, left: textAt(found.a), right: textAt(found.b) };
};

const textOf = (entry: LoggedEntry): string => {
  switch (entry.type) {
    case "command":
      return commandText(entry);
    case "object":
      return `${entry.change} ${entry.resource}/${entry.key}`;
    case "request":
      return `${entry.client}: ${entry.outcome}`;
    case "terminal":
      return entry.text;
    case "container":
      return `${entry.pod}: ${entry.line}`;
    case "machine":
      return `${entry.node}: ${entry.what}`;
  }
};

const commandText = ({ component, action, data }: Extract<LoggedEntry, { type: "command" }>): string => {
  const { line, path } = data;
  if (typeof line === "string") return `$ ${line}`;
  if (typeof path === "string") return `> ${path}`;
  return `${component} ${action} ${Object.values(data)
    .filter((v) => typeof v !== "object")
    .join(" ")}`;
};

/** Requests of a future by the moment at which they came back. */
export class Requests {
  readonly #servedMs: number[] = [];
  readonly #failedMs: number[] = [];
  #length = 0;

  /** Takes in what the run has got since. */
  update({ branch: { entries } }: Run): void {
    for (; this.#length < entries.length; this.#length++) {
      const entry = entries[this.#length]!;
      if (entry.type === "request" && isTraffic(entry))
        (isServed(entry.outcome) ? this.#servedMs : this.#failedMs).push(entry.atMs);
    }
  }

  /** After one moment and up to another. */
  between(fromMs: number, toMs: number): { readonly served: number; readonly failed: number } {
    const count = (all: readonly number[]): number => upTo(all, toMs) - upTo(all, fromMs - 1);
    return { served: count(this.#servedMs), failed: count(this.#failedMs) };
  }
}

/** How many of them lie up to there. */
const upTo = (all: readonly number[], ms: number): number => {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What people write; what controllers make of it is seen in the graph. */
const WRITTEN = [
  "nodes",
  "deployments",
  "statefulsets",
  "daemonsets",
  "cronjobs",
  "jobs",
  "services",
  "ingresses",
  "configmaps",
  "horizontalpodautoscalers",
  "poddisruptionbudgets",
  "limitranges",
  "resourcequotas",
] as const;

export interface ObjectDiff {
  /** `deployments/default/mynginx`. */
  readonly id: string;
  readonly lines: readonly DiffLine[];
}

/** Of the moment at which both stand: taken out on the left, put in on the right. */
export const yamlDiffs = (left: Run, right: Run): readonly ObjectDiff[] => {
  const [before, after] = [writtenIn(left), writtenIn(right)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return ids.flatMap((id) => {
    const lines = around(lineDiff(before.get(id) ?? "", after.get(id) ?? ""));
    return lines.length > 0 ? [{ id, lines }] : [];
  });
};

const writtenIn = ({ cluster: { sim } }: Run): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const resource of WRITTEN) {
    for (const object of sim.store.list(resource)) {
      const { name, namespace } = object.metadata;
      found.set([resource, namespace, name].filter(Boolean).join("/"), textOfObject(resource, object));
    }
  }
  return found;
};

interface Written {
  readonly metadata: {
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec?: Json;
  readonly data?: Json;
}

/** An object is never changed: its text stands as long as it does. */
const texts = new WeakMap<object, string>();

const textOfObject = (resource: string, object: object): string => {
  const known = texts.get(object);
  if (known !== undefined) return known;
  const { metadata, spec, data } = object as Written;
  const { labels, annotations } = metadata;
  const text = toYaml({
    ...(labels ? { labels } : {}),
    // Ingress controllers read theirs; those of others are the tools' own.
    ...(resource === "ingresses" && annotations ? { annotations } : {}),
    ...(spec === undefined ? {} : { spec }),
    ...(data === undefined ? {} : { data }),
  });
  texts.set(object, text);
  return text;
};
