// Models plugin/pkg/auth/authorizer/rbac and pkg/registry/rbac/validation (v1.36): what a user may do, by the roles bound to it.
// Simplified: a role that adds others up has what it had from the beginning.
import type { JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import type { KubeClient } from "../client.ts";
import { list, nameOf, strings, text } from "../object.ts";
import type { UserInfo } from "../rare-parts.ts";
import { MASTERS } from "./user.ts";

/** One question; `namespace` is "" at the cluster scope. */
export interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export interface Rules {
  readonly rules: readonly JsonObject[];
  /** Roles that are bound and are not there. */
  readonly missing: readonly string[];
}

const isSubject = (subject: JsonObject, user: UserInfo, namespace: string): boolean => {
  const name = text(subject, "name");
  switch (text(subject, "kind")) {
    case "User":
      return name === user.username;
    case "Group":
      return user.groups.includes(name);
    default:
      return user.username === `system:serviceaccount:${text(subject, "namespace") || namespace}:${name}`;
  }
};

const boundRules = (client: KubeClient, user: UserInfo, bindings: readonly JsonObject[]): Rules => {
  const rules: JsonObject[] = [];
  const missing: string[] = [];
  for (const binding of bindings) {
    const namespace = text(binding, "metadata", "namespace");
    if (!list(binding, "subjects").some((subject) => isSubject(subject, user, namespace))) continue;
    const isRole = text(binding, "roleRef", "kind") === "Role";
    const name = text(binding, "roleRef", "name");
    const resource = infoOf(isRole ? "roles" : "clusterroles");
    const role = client.get({ resource, namespace: isRole ? namespace : "", name });
    if (role.ok) rules.push(...list(role.value, "rules"));
    else missing.push(`${resource.singular}.${resource.group} "${name}" not found`);
  }
  return { rules, missing };
};

/** Those of the whole cluster, then those of the namespace. */
export const rulesFor = (client: KubeClient, user: UserInfo, namespace: string): Rules => {
  const bindingsIn = (plural: "clusterrolebindings" | "rolebindings", options: object): readonly JsonObject[] => {
    const found = client.list(infoOf(plural), options);
    return found.ok ? found.value.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) : [];
  };
  const wide = boundRules(client, user, bindingsIn("clusterrolebindings", {}));
  const own = namespace === "" ? [] : bindingsIn("rolebindings", { namespace });
  const inside = boundRules(client, user, own);
  return { rules: [...wide.rules, ...inside.rules], missing: [...wide.missing, ...inside.missing] };
};

const has = (values: readonly string[], wanted: string): boolean => values.includes("*") || values.includes(wanted);

const covers = (rule: JsonObject, { verb, group, resource, subresource, name }: Asked): boolean => {
  const resources = strings(rule, "resources");
  const whole = subresource === "" ? resource : `${resource}/${subresource}`;
  const names = strings(rule, "resourceNames");
  return (
    has(strings(rule, "verbs"), verb) &&
    has(strings(rule, "apiGroups"), group) &&
    (has(resources, whole) || (subresource !== "" && resources.includes(`*/${subresource}`))) &&
    (names.length === 0 || names.includes(name))
  );
};

const coversPath = (rule: JsonObject, verb: string, path: string): boolean =>
  has(strings(rule, "verbs"), verb) &&
  strings(rule, "nonResourceURLs").some((url) =>
    url.endsWith("*") ? path.startsWith(url.slice(0, -1)) : url === path,
  );

/** The answer, and why a no may be one. */
export interface Verdict {
  readonly isAllowed: boolean;
  readonly reason: string;
}

const YES: Verdict = { isAllowed: true, reason: "" };

const judged = ({ rules, missing }: Rules, isIn: (rule: JsonObject) => boolean): Verdict => {
  if (rules.some(isIn)) return YES;
  if (missing.length === 0) return { isAllowed: false, reason: "" };
  return { isAllowed: false, reason: `RBAC: ${missing.length > 1 ? `[${missing.join(", ")}]` : missing.join("")}` };
};

export const judge = (client: KubeClient, user: UserInfo, asked: Asked): Verdict =>
  user.groups.includes(MASTERS) ? YES : judged(rulesFor(client, user, asked.namespace), (rule) => covers(rule, asked));

export const judgePath = (client: KubeClient, user: UserInfo, verb: string, path: string): Verdict =>
  user.groups.includes(MASTERS) ? YES : judged(rulesFor(client, user, ""), (rule) => coversPath(rule, verb, path));
