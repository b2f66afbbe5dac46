// Models create role, clusterrole and their bindings of kubectl/pkg/cmd/create (v1.36).
import { compareStrings } from "#api/compare";
import type { DiscoveredResource } from "#api/discovered";
import { own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { discoveredByName } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, fail } from "../../command.ts";
import { message, plain } from "../../errors.ts";
import { refused } from "../../usage.ts";
import { generator } from "./generate.ts";

const RBAC = "rbac.authorization.k8s.io";

/** Verbs that mean something for these resources alone (create_role.go specialVerbs). */
const SPECIAL: { readonly [verb: string]: readonly string[] } = {
  use: ["podsecuritypolicies"],
  bind: ["roles", "clusterroles"],
  escalate: ["roles", "clusterroles"],
  impersonate: ["users", "serviceaccounts", "groups", "userextras"],
};

const checkVerbs = (verbs: readonly string[], resource: DiscoveredResource | undefined): void => {
  if (!resource) return;
  const bad = verbs.find((verb) => own(SPECIAL, verb)?.includes(resource.plural) === false);
  if (bad !== undefined) fail(message(`can not perform '${bad}' on '${resource.plural}' in group '${resource.group}'`));
};

/** One rule a group: resources of a group are allowed together. */
const rulesOf = (call: Call): Json[] => {
  const verbs = [...new Set(call.flags.list("verb"))];
  if (verbs.length === 0) return fail(message("at least one verb must be specified"));
  const resources = call.flags.list("resource");
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
  const byGroup = new Map<string, string[]>();
  for (const text of resources) {
    const [type = "", sub] = text.split("/", 2);
    const found = discoveredByName(type);
    if (!found && type !== "*") return fail(plain(`the server doesn't have a resource type ${goQuote(type)}`));
    checkVerbs(verbs, found);
    const group = found?.group ?? "*";
    const name = `${found?.plural ?? "*"}${sub === undefined ? "" : `/${sub}`}`;
    byGroup.set(group, [...(byGroup.get(group) ?? []), name]);
  }
  const resourceNames = call.flags.list("resource-name");
  const groups = [...byGroup].toSorted(([a], [b]) => compareStrings(a, b));
  const rules: Json[] = groups.map(([group, names]) => ({
    apiGroups: [group],
    ...(resourceNames.length === 0 ? {} : { resourceNames }),
    resources: [...new Set(names)],
    verbs,
  }));
  return urls.length === 0 ? rules : [...rules, { nonResourceURLs: urls, verbs }];
};

const role = (kind: string, name: string, call: Call): JsonObject => ({
  apiVersion: `${RBAC}/v1`,
  kind,
  metadata: { name },
  rules: rulesOf(call),
});

const named = (kind: string, names: readonly string[]): Json[] => names.map((name) => ({ apiGroup: RBAC, kind, name }));

const subjectsOf = (call: Call): Json[] => {
  const accounts = call.flags.list("serviceaccount").map((text): Json => {
    const [namespace = "", name = ""] = text.split(":");
    if (namespace === "" || name === "") return fail(message("serviceaccount must be <namespace>:<name>"));
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
    failure: "failed to create role",
    make: (name, call) => role("Role", name, call),
  }),
  generator({
    path: "create clusterrole",
    short: "Create a cluster role",
    examples: [["Read nodes", "kubectl create clusterrole reader --verb=get,list --resource=nodes"]],
    failure: "failed to create clusterrole",
    make: (name, call) => role("ClusterRole", name, call),
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
  {
    path: "create token",
    short: "Ask for a token of a service account",
    examples: [["A token", "kubectl create token robot"]],
    run: () => refused("kubectl create token", "there is nothing here that a token would open"),
  },
];
