// Models create role, clusterrole and their bindings of kubectl/pkg/cmd/create (v1.36).
import { compareStrings } from "#api/compare";
import { own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, fail } from "../../command.ts";
import { message, plain } from "../../errors.ts";
import { warn } from "../../usage.ts";
import { generator } from "./generate.ts";
import { createToken } from "./token.ts";

const RBAC = "rbac.authorization.k8s.io";

/** Verbs that mean something for these resources alone (create_role.go specialVerbs). */
const SPECIAL: { readonly [verb: string]: readonly string[] } = {
  use: [],
  bind: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  escalate: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  impersonate: ["users", "serviceaccounts", "groups", "userextras.authentication.k8s.io"],
};

const VERBS = "* get delete list create update patch watch proxy deletecollection use bind escalate impersonate".split(
  " ",
);

const URL_VERBS = "* get post put delete patch head options".split(" ");

/** One of --resource: `deployments.apps/scale`. */
interface Wanted {
  readonly plural: string;
  readonly group: string;
  readonly sub: string;
}

const wantedOf = (given: string): Wanted => {
  const slash = given.indexOf("/");
  const whole = slash < 0 ? given : given.slice(0, slash);
  const dot = whole.indexOf(".");
  return {
    plural: dot < 0 ? whole : whole.slice(0, dot),
    group: dot < 0 ? "" : whole.slice(dot + 1),
    sub: slash < 0 ? "" : given.slice(slash + 1),
  };
};

/** A star alone stands for all that are named beside it. */
const wantedResources = (call: Call): readonly Wanted[] => {
  const given = call.flags.list("resource");
  return given.includes("*") ? [wantedOf("*")] : given.map(wantedOf);
};

/** The group and the plural of what is known; of what is not, as it was written. */
const resolved = ({ plural, group, sub }: Wanted): Wanted & { readonly isKnown: boolean } => {
  const found = plural === "*" ? undefined : discoveredByName(group === "" ? plural : `${plural}.${group}`);
  return { plural: found?.plural ?? plural, group: found?.group ?? group, sub, isKnown: found !== undefined };
};

const checkResources = (resources: readonly Wanted[], verbs: readonly string[]): void => {
  for (const wanted of resources) {
    if (wanted.plural === "") fail(message("resource must be specified if apiGroup/subresource specified"));
    if (wanted.plural === "*") return;
    const { plural, group, isKnown } = resolved(wanted);
    const special = verbs.flatMap((verb) => {
      const allowed = own(SPECIAL, verb);
      return allowed ? [{ verb, isAllowed: allowed.includes(group === "" ? plural : `${plural}.${group}`) }] : [];
    });
    const bad = special.find(({ isAllowed }) => !isAllowed);
    if (bad) fail(message(`can not perform '${bad.verb}' on '${plural}' in group '${group}'`));
    // Users and groups are no resources of the server, and may be impersonated all the same.
    if (!isKnown && special.length === 0) {
      const where = group === "" ? "" : ` in group ${goQuote(group)}`;
      fail(plain(`the server doesn't have a resource type ${goQuote(plural)}${where}`));
    }
  }
};

const checkUrls = (urls: readonly string[], verbs: readonly string[]): void => {
  if (urls.length === 0) return;
  const bad = verbs.find((verb) => !URL_VERBS.includes(verb));
  if (bad !== undefined) fail(message(`invalid verb: '${bad}' for nonResourceURL`));
  for (const url of urls) {
    if (url === "*") continue;
    if (!url.startsWith("/")) fail(message("nonResourceURL should start with /"));
    if (url.slice(0, -1).includes("*")) {
      fail(message("nonResourceURL only supports wildcard matches when '*' is at the end"));
    }
  }
};

/** One rule a group: resources of a group are allowed together. */
const rulesOf = (call: Call, context: Context): Json[] => {
  const given = [...new Set(call.flags.list("verb"))];
  const verbs = given.includes("*") ? ["*"] : given;
  if (verbs.length === 0) return fail(message("at least one verb must be specified"));
  const resources = wantedResources(call);
  const urls = call.flags.has("non-resource-url") ? call.flags.list("non-resource-url") : [];
  if (resources.length + urls.length === 0) {
    return fail(
      message(
        call.flags.has("non-resource-url")
          ? "one of resource or nonResourceURL must be specified"
          : "at least one resource must be specified",
      ),
    );
  }
  if (resources.length > 0) {
    const unusual = verbs.filter((verb) => !VERBS.includes(verb));
    warn(
      context,
      unusual.map((verb) => `'${verb}' is not a standard resource verb`),
    );
  }
  checkResources(resources, verbs);
  checkUrls(urls, verbs);
  const byGroup = new Map<string, string[]>();
  for (const { plural, group, sub } of resources.map(resolved)) {
    byGroup.set(group, [...(byGroup.get(group) ?? []), sub === "" ? plural : `${plural}/${sub}`]);
  }
  const resourceNames = [...new Set(call.flags.list("resource-name"))];
  const groups = [...byGroup].toSorted(([a], [b]) => compareStrings(a, b));
  const rules: Json[] = groups.map(([group, names]) => ({
    apiGroups: [group],
    ...(resourceNames.length === 0 ? {} : { resourceNames }),
    resources: [...new Set(names)],
    verbs,
  }));
  return urls.length === 0 ? rules : [...rules, { nonResourceURLs: urls, verbs }];
};

const role = (kind: string, name: string, call: Call, context: Context): JsonObject => ({
  apiVersion: `${RBAC}/v1`,
  kind,
  metadata: { name },
  rules: rulesOf(call, context),
});

const named = (kind: string, names: readonly string[]): Json[] => names.map((name) => ({ apiGroup: RBAC, kind, name }));

const subjectsOf = (call: Call): Json[] => {
  const accounts = call.flags.list("serviceaccount").map((text): Json => {
    const [namespace = "", name = "", ...rest] = text.split(":");
    if (namespace === "" || name === "" || rest.length > 0)
      return fail(message("serviceaccount must be <namespace>:<name>"));
    return { kind: "ServiceAccount", name, namespace };
  });
  return [...named("User", call.flags.list("user")), ...named("Group", call.flags.list("group")), ...accounts];
};

const binding = (kind: string, name: string, call: Call): JsonObject => {
  const cluster = call.flags.text("clusterrole");
  const inNamespace = call.flags.has("role") ? call.flags.text("role") : "";
  if ((cluster === "") === (inNamespace === ""))
    return fail(message("exactly one of clusterrole or role must be specified"));
  const subjects = subjectsOf(call);
  return {
    apiVersion: `${RBAC}/v1`,
    kind,
    metadata: { name },
    roleRef: {
      apiGroup: RBAC,
      kind: cluster === "" ? "Role" : "ClusterRole",
      name: cluster === "" ? inNamespace : cluster,
    },
    ...(subjects.length === 0 ? {} : { subjects }),
  };
};

export const accessGenerators: readonly Command[] = [
  generator({
    path: "create role",
    short: "Create a role",
    examples: [["Read pods", "kubectl create role reader --verb=get,list --resource=pods"]],
    make: (name, call, context) => role("Role", name, call, context),
  }),
  generator({
    path: "create clusterrole",
    short: "Create a cluster role",
    examples: [["Read nodes", "kubectl create clusterrole reader --verb=get,list --resource=nodes"]],
    make: (name, call, context) => role("ClusterRole", name, call, context),
  }),
  generator({
    path: "create rolebinding",
    short: "Give a role to somebody in a namespace",
    examples: [["A user", "kubectl create rolebinding kim-reads --role=reader --user=kim"]],
    failure: "failed to create rolebinding",
    make: (name, call) => binding("RoleBinding", name, call),
  }),
  generator({
    path: "create clusterrolebinding",
    short: "Give a cluster role to somebody",
    examples: [["A user", "kubectl create clusterrolebinding kim-reads --clusterrole=reader --user=kim"]],
    required: ["clusterrole"],
    failure: "failed to create clusterrolebinding",
    make: (name, call) => binding("ClusterRoleBinding", name, call),
  }),
  createToken,
];
