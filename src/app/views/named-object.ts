// Which object of the page a word in a terminal's output means: its kind by the word itself (`service/web`) or by what was typed, its
// namespace by the row it stands in.
import { resourceByName } from "#api/scheme";
import type { Run } from "#engine";

/** Where the word stands. */
export interface Near {
  readonly terminal: string;
  readonly command: string;
  readonly line: string;
}

export type ObjectOf = (word: string, near: Near) => string | undefined;

const ALL = /(?:^|\s)(?:-A|--all-namespaces)\b/;
const NAMESPACE = /(?:^|\s)(?:-n|--namespace)[= ]?([^\s-]\S*)/;
const TYPE =
  /\b(?:get|describe|edit|delete|scale|expose|patch|label|annotate|rollout\s+\w+)\s+([a-z][a-z.]*)(?=[\s/,]|$)/;

/** `fallback`: the namespace that the terminal stands in. */
export const namedObject = (run: Run, word: string, near: Near, fallback: string): string | undefined => {
  const slash = word.indexOf("/");
  const name = word.slice(word.lastIndexOf("/") + 1);
  const namespace = ALL.test(near.command)
    ? (/^\s*(\S+)/.exec(near.line)?.[1] ?? fallback)
    : (NAMESPACE.exec(near.command)?.[1] ?? fallback);
  const typed = slash > 0 ? word.slice(0, slash) : TYPE.exec(near.command)?.[1];
  const kind = typed === undefined ? undefined : resourceByName(typed.replace(/\..*$/, ""))?.plural;
  for (const plural of [kind, ...(slash > 0 ? [] : ["pods", "nodes"])]) {
    const found = plural && idOf(run, plural, namespace, name);
    if (found) return found;
  }
  return undefined;
};

/** By the ids of the graph. */
const idOf = (run: Run, plural: string, namespace: string, name: string): string | undefined => {
  const { store } = run.cluster.sim;
  const key = `${namespace}/${name}`;
  switch (plural) {
    case "pods":
      return store.get("pods", key)?.metadata.uid;
    case "nodes":
      return store.get("nodes", name) && `nodes/${name}`;
    case "services":
      return store.get("services", key) && `services/${key}`;
    case "deployments":
      return store.get("deployments", key) && `deployments/${key}`;
    case "ingresses": {
      const ingress = store.get("ingresses", key);
      return ingress && `ingresses/${key}/${ingress.spec?.rules?.[0]?.host ?? ""}/0`;
    }
    default:
      return undefined;
  }
};
