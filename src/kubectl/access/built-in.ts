// What every cluster has before anybody acts, and nobody looks at often: the roles of its own parts and of its users, and how the API
// server answers requests. Made of texts when it is asked for, and kept nowhere.
// Simplified: none of it can be changed, and the API server takes requests without looking at flow schemas.
import type { Json, JsonObject } from "#api/meta";
import { sha256 } from "../go/sha256.ts";
import { BINDINGS, CLUSTER_BINDINGS, CLUSTER_ROLES, ROLES } from "./policy-texts.ts";
import { API_SERVICES, FLOW_SCHEMAS, PRIORITY_LEVELS } from "./server-texts.ts";

const RBAC = "rbac.authorization.k8s.io";
const FLOW_CONTROL = "flowcontrol.apiserver.k8s.io/v1";
const AGGREGATE = `${RBAC}/aggregate-to-`;

const words = (text: string): readonly string[] => (text === "" ? [] : text.split(","));

const fieldsOf = (line: string): readonly string[] => line.split("|");

const placed = (name: string): JsonObject => {
  const [namespace, own] = name.includes("/") ? name.split("/") : [undefined, name];
  return { name: own ?? "", ...(namespace === undefined ? {} : { namespace }) };
};

const defaults = (name: string, labels: JsonObject = {}): JsonObject => ({
  ...placed(name),
  annotations: { "rbac.authorization.kubernetes.io/autoupdate": "true" },
  labels: { "kubernetes.io/bootstrapping": "rbac-defaults", ...labels },
});

const ruleOf = (text: string): JsonObject => {
  const [verbs = "", groups = "", resources, names] = text.split("@");
  if (resources === undefined) return { nonResourceURLs: words(groups), verbs: words(verbs) };
  const named = names === undefined ? {} : { resourceNames: words(names) };
  // The core group has no name.
  return { apiGroups: groups.split(","), resources: words(resources), ...named, verbs: words(verbs) };
};

const selecting = (role: string): JsonObject => ({
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [`${AGGREGATE}${role}`]: "true" } }] },
});

const roleOf =
  (kind: "Role" | "ClusterRole") =>
  (line: string): JsonObject => {
    const [name = "", added = "", adds = "", rules = ""] = fieldsOf(line);
    const labels = Object.fromEntries(words(added).map((role) => [`${AGGREGATE}${role}`, "true"]));
    return {
      ...(adds === "" ? {} : selecting(adds)),
      apiVersion: `${RBAC}/v1`,
      kind,
      metadata: defaults(name, labels),
      rules: rules === "" ? null : rules.split(";").map(ruleOf),
    };
  };

const SUBJECTS: { readonly [letter: string]: string } = { g: "Group", s: "ServiceAccount", u: "User" };

const subjectOf = (text: string): JsonObject => {
  const kind = SUBJECTS[text.charAt(0)] ?? "";
  const place = placed(text.slice(2));
  return kind === "ServiceAccount" ? { kind, ...place } : { apiGroup: RBAC, kind, ...place };
};

const bindingOf =
  (kind: "Role" | "ClusterRole") =>
  (line: string): JsonObject => {
    const [name = "", role = "", subjects = ""] = fieldsOf(line);
    const metadata = defaults(name);
    return {
      apiVersion: `${RBAC}/v1`,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: RBAC, kind, name: role || (metadata["name"] ?? "") },
      subjects: words(subjects).map(subjectOf),
    };
  };

const ALWAYS = {
  message: "Local APIServices are always available",
  reason: "Local",
  status: "True",
  type: "Available",
};

const apiServiceOf = (line: string): JsonObject => {
  const [version = "", group = "", groupPriority, versionPriority] = fieldsOf(line);
  return {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: `${version}.${group}`, labels: { "kube-aggregator.kubernetes.io/automanaged": "onstart" } },
    spec: {
      ...(group === "" ? {} : { group }),
      groupPriorityMinimum: Number(groupPriority),
      version,
      versionPriority: Number(versionPriority),
    },
    status: { conditions: [ALWAYS] },
  };
};

const flowOf =
  (kind: "FlowSchema" | "PriorityLevelConfiguration") =>
  (line: string): JsonObject => {
    const blank = line.indexOf(" ");
    const name = line.slice(0, blank);
    const spec = JSON.parse(line.slice(blank + 1)) as JsonObject;
    const metadata = { name, annotations: { "apf.kubernetes.io/autoupdate-spec": "true" }, generation: 1 };
    return { apiVersion: FLOW_CONTROL, kind, metadata, spec, status: kind === "FlowSchema" ? found(spec) : {} };
  };

const found = (spec: JsonObject): JsonObject => {
  const { name } = spec["priorityLevelConfiguration"] as { readonly name: string };
  const message = `This FlowSchema references the PriorityLevelConfiguration object named "${name}" and it exists`;
  return { conditions: [{ message, reason: "Found", status: "False", type: "Dangling" }] };
};

const KINDS: { readonly [plural: string]: readonly [texts: string, read: (line: string) => JsonObject] } = {
  apiservices: [API_SERVICES, apiServiceOf],
  clusterrolebindings: [CLUSTER_BINDINGS, bindingOf("ClusterRole")],
  clusterroles: [CLUSTER_ROLES, roleOf("ClusterRole")],
  flowschemas: [FLOW_SCHEMAS, flowOf("FlowSchema")],
  prioritylevelconfigurations: [PRIORITY_LEVELS, flowOf("PriorityLevelConfiguration")],
  rolebindings: [BINDINGS, bindingOf("Role")],
  roles: [ROLES, roleOf("Role")],
};

/** All of one kind, as if they had been created at this time. */
export const builtIn = (plural: string, createdAt: string): readonly JsonObject[] => {
  const kind = Object.hasOwn(KINDS, plural) ? KINDS[plural] : undefined;
  if (!kind) return [];
  const [texts, read] = kind;
  return texts
    .trim()
    .split("\n")
    .map((line, index) => stamped(read(line), `${plural}/${line.split(/[| ]/, 1)[0] ?? ""}`, { index, createdAt }));
};

const stamped = (
  object: JsonObject,
  key: string,
  { index, createdAt }: { readonly index: number; readonly createdAt: string },
): JsonObject => {
  const hash = sha256(key);
  const uid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  const metadata = {
    ...(object["metadata"] as JsonObject),
    creationTimestamp: createdAt,
    resourceVersion: String(index + 2),
    uid: uid.join("-"),
  };
  const { status } = object;
  return { ...object, metadata, ...(status === undefined ? {} : { status: dated(status, createdAt) }) };
};

/** Conditions are as old as their object. */
const dated = (status: Json, lastTransitionTime: string): Json => {
  const { conditions } = status as { readonly conditions?: readonly JsonObject[] };
  return conditions ? { conditions: conditions.map((one) => ({ lastTransitionTime, ...one })) } : status;
};
