// Models the describers of roles and their bindings of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { inGroup } from "#api/scheme";
import { list, nameOf, strings, text } from "../object.ts";
import type { Describer } from "./describer.ts";
import { metadataLabels } from "./parts.ts";
import type { Writer } from "./writer.ts";

interface Rule {
  readonly resource: string;
  readonly group: string;
  readonly urls: readonly string[];
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

const goList = (values: readonly string[]): string => `[${values.join(" ")}]`;

/** `deployments.apps/scale`: the resource with its group. */
const combined = (resource: string, group: string): string => {
  const [name = "", sub] = resource.split("/", 2);
  return `${inGroup(name, group)}${sub === undefined ? "" : `/${sub}`}`;
};

/** A row for each verb of each thing (rbac.BreakdownRule). */
const single = (rule: JsonObject): readonly Rule[] => {
  const verbs = strings(rule, "verbs").map((verb) => [verb]);
  const named = strings(rule, "resourceNames").map((name) => [name]);
  const names = named.length === 0 ? [[]] : named;
  const resources = strings(rule, "apiGroups").flatMap((group) =>
    strings(rule, "resources").map((resource) => ({ group, resource, urls: [] })),
  );
  const paths = strings(rule, "nonResourceURLs").map((url) => ({ group: "", resource: "", urls: [url], names: [] }));
  return [
    ...resources.flatMap((thing) => verbs.flatMap((of) => names.map((name) => ({ ...thing, names: name, verbs: of })))),
    ...paths.flatMap((path) => verbs.map((of) => ({ ...path, verbs: of }))),
  ];
};

/** One row a resource, verbs of equal rows together. */
const breakdown = (rules: readonly JsonObject[]): Rule[] => {
  const rows = new Map<string, Rule>();
  const add = (rule: Rule): void => {
    // Rules of paths are never put together.
    const key = [rule.group, rule.resource, rule.names.join(","), rule.urls.length > 0 ? rows.size : ""].join("|");
    const old = rows.get(key);
    rows.set(key, old ? { ...old, verbs: [...new Set([...old.verbs, ...rule.verbs])] } : rule);
  };
  for (const rule of rules) for (const one of single(rule)) add(one);
  return [...rows.values()].toSorted((a, b) => compareStrings(goText(a), goText(b)));
};

/** As Go writes a PolicyRule out: rows are in the order of this text (rbacv1helpers.SortableRuleSlice), so that of their verbs first. */
const goText = ({ verbs, group, resource, names, urls }: Rule): string =>
  `Verbs:${goList(verbs)},APIGroups:[${group}],Resources:[${resource}],ResourceNames:${goList(names)},NonResourceURLs:${goList(urls)}`;

const head = (w: Writer, object: JsonObject): void => {
  w.field(0, "Name", nameOf(object));
  metadataLabels(w, object);
};

export const describeRole: Describer = (w, object) => {
  head(w, object);
  w.line(0, "PolicyRule:");
  w.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
  w.line(1, "---------\t-----------------\t--------------\t-----");
  for (const row of ruleRows(list(object, "rules"))) w.line(1, row);
};

/** `pods	[]	[web]	[get list]` */
export const ruleRows = (rules: readonly JsonObject[]): readonly string[] =>
  breakdown(rules).map(
    (rule) =>
      `${combined(rule.resource, rule.group)}\t${goList(rule.urls)}\t${goList(rule.names)}\t${goList(rule.verbs)}`,
  );

export const describeRoleBinding: Describer = (w, object) => {
  head(w, object);
  w.line(0, "Role:");
  w.field(1, "Kind", text(object, "roleRef", "kind"));
  w.field(1, "Name", text(object, "roleRef", "name"));
  w.line(0, "Subjects:");
  w.line(1, "Kind\tName\tNamespace");
  w.line(1, "----\t----\t---------");
  for (const subject of list(object, "subjects")) {
    w.line(1, `${text(subject, "kind")}\t${text(subject, "name")}\t${text(subject, "namespace")}`);
  }
};
