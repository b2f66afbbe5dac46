// What may stand behind a flag.
import { compareStrings } from "#api/compare";
import { resourceByName } from "#api/scheme";
import type { Pod } from "#api/core-pod";
import type { Cluster } from "#engine";
import type { Flag } from "../flags/flag.ts";

export interface Option {
  readonly text: string;
  readonly detail: string;
}
export const plain = (texts: readonly string[]): readonly Option[] => texts.map((text) => ({ text, detail: "" }));

/** What has been typed of a kubectl line. */
export interface Line {
  readonly cluster: Cluster;
  readonly path: string;
  readonly args: readonly string[];
  readonly namespace: string;
}

interface FlagAt {
  readonly name: string;
  /** What is there of its value. */
  readonly value: string;
  /** Letters of the word before the value. */
  readonly skip: number;
}

/** The flag whose value the word is, or is a part of: `-o w`, `--output=w`, `-ow`. */
export const flagAt = (flags: readonly Flag[], last: string | undefined, word: string): FlagAt | undefined => {
  const equals = /^--([\w-]+)=/.exec(word);
  if (equals) return { name: equals[1]!, value: word.slice(equals[0].length), skip: equals[0].length };
  const short = /^-([A-Za-z])=?(?=.)/.exec(word);
  const joined = short && flags.find((f) => f.shorthand === short[1] && f.bare === undefined);
  if (joined) return { name: joined.name, value: word.slice(short[0].length), skip: short[0].length };
  const named = flags.find((f) => last === `--${f.name}` || (f.shorthand !== "" && last === `-${f.shorthand}`));
  return named && named.bare === undefined ? { name: named.name, value: word, skip: 0 } : undefined;
};

interface Values {
  readonly options: readonly Option[];
  readonly skip?: number;
}

const OUTPUTS = "wide yaml json name jsonpath= jsonpath-file= custom-columns= custom-columns-file= go-template=".split(
  " ",
);
const FIXED: Readonly<Record<string, readonly string[]>> = {
  "dry-run": ["client", "server", "none"],
  cascade: ["background", "foreground", "orphan"],
  validate: ["strict", "warn", "ignore"],
  type: ["strategic", "merge", "json"],
  for: [
    "condition=Ready",
    "condition=Available",
    "condition=Complete",
    "condition=Failed",
    "delete",
    "create",
    "jsonpath=",
  ],
  restart: ["Always", "OnFailure", "Never"],
  "sort-by": [".metadata.name", ".metadata.creationTimestamp", ".status.startTime"],
  "field-selector": [
    "metadata.name=",
    "metadata.namespace=",
    "spec.nodeName=",
    "status.phase=",
    "involvedObject.name=",
    "type=",
    "reason=",
  ],
};
const PHASES = ["Pending", "Running", "Succeeded", "Failed", "Unknown"];

export const valuesOf = (line: Line, name: string, value: string): Values => {
  switch (name) {
    case "output":
      return {
        options: plain(line.path === "get" || line.path === "" ? OUTPUTS : OUTPUTS.filter((o) => o !== "wide")),
      };
    case "selector":
    case "label-columns":
      return labels(line, value, name === "selector");
    case "container":
      return { options: plain(containers(line)) };
    case "field-selector":
      if (value.startsWith("status.phase=")) return { options: plain(PHASES), skip: "status.phase=".length };
      return { options: plain(FIXED["field-selector"]!) };
    default:
      return { options: plain(Object.hasOwn(FIXED, name) ? FIXED[name]! : []) };
  }
};

/** Keys that objects of the kind have; behind `=` their values. */
const labels = ({ cluster, args, namespace }: Line, value: string, hasValues: boolean): Values => {
  const info = resourceByName(args[0] ?? "pods");
  const objects = info ? cluster.sim.store.list(info.plural, info.namespaced ? namespace : undefined) : [];
  const from = value.lastIndexOf(",") + 1;
  const equals = value.indexOf("=", from);
  const texts = new Set<string>();
  if (equals < 0) {
    for (const { metadata } of objects)
      for (const key of Object.keys(metadata.labels ?? {})) texts.add(hasValues ? `${key}=` : key);
    return { options: plain([...texts].toSorted(compareStrings)), skip: from };
  }
  const key = value.slice(from, equals).replace(/!$/, "");
  const start = equals + (value[equals + 1] === "=" ? 2 : 1);
  for (const { metadata } of objects) {
    const found = metadata.labels?.[key];
    if (found !== undefined) texts.add(found);
  }
  return { options: plain([...texts].toSorted(compareStrings)), skip: start };
};

/** Of the pod that the line names, or of a workload's template. */
const containers = ({ cluster, args, namespace }: Line): readonly string[] => {
  const { store } = cluster.sim;
  const [target = ""] = args;
  const pod = store.get("pods", `${namespace}/${target.replace(/^(?:pods?|po)\//, "")}`);
  if (pod) return containerNames(pod.spec);
  const [type = "", name = ""] = target.split("/");
  if (resourceByName(type)?.plural !== "deployments") return [];
  const template = store.get("deployments", `${namespace}/${name}`)?.spec.template.spec;
  return template ? containerNames(template) : [];
};

const containerNames = ({ containers: own, initContainers = [] }: Pod["spec"]): readonly string[] =>
  [...own, ...initContainers].map(({ name }) => name);
