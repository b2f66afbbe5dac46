// Models set selector, serviceaccount and subject of kubectl/pkg/cmd/set (v1.36).
import type { JsonObject, StringMap } from "#api/meta";
import type { Requirement } from "#api/selector";
import { parseSelector } from "#api/selector-parse";
import { type Command, DONE, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import { equalJson, list, withField } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { forEachInfo } from "../../resources.ts";
import { dryRunOf, isLocal } from "../../usage.ts";
import { MISSING_RESOURCE } from "../../resource-args.ts";
import { podSpecOf, selectForSet, writeChange, writeSpec } from "./pod-specs.ts";

export const setSelector: Command = {
  path: "set selector",
  short: "Set the selector of a service",
  about: "Only services can get another selector once they exist.",
  examples: [["A service", "kubectl set selector service web app=web,tier=front"]],
  run(context, call) {
    checkFormat(call);
    const expression = call.args.at(-1) ?? "";
    const resources = call.args.slice(0, -1);
    if (call.args.length === 0) return fail(message("one selector is required"));
    if (resources.length === 0 && !namesFiles(fileSourceOf(call))) return fail(message(MISSING_RESOURCE));
    const wanted = readSelector(expression);
    const errors = forEachInfo(selectForSet(context, call, resources), (info) => {
      if (info.resource.kind !== "Service") fail(message(`setting a selector is only supported for Services`));
      const version = call.flags.text("resource-version");
      const at = version === "" ? info.object : withField(info.object, ["metadata", "resourceVersion"], version);
      writeChange(context, call, info, {
        object: withField(at, ["spec", "selector"], simpleSelector(wanted)),
        operation: "selector updated",
        isAlwaysSent: true,
      });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

export const LABEL_OPERATORS: { readonly [operator: string]: string } = {
  in: "In",
  notin: "NotIn",
  exists: "Exists",
  "!": "DoesNotExist",
};

/** Models metav1.ParseToLabelSelector: a selector of an object knows no unequal, no more and no less. */
export const readSelector = (expression: string): readonly Requirement[] => {
  const parsed = parseSelector(expression);
  if (!parsed.ok) return fail(message(`couldn't parse the selector string "${expression}": ${parsed.error}`));
  for (const { operator } of parsed.value) {
    if (operator === "!=") return fail(message(`"!=" is not a valid label selector operator`));
    const isOrder = operator === "gt" || operator === "lt";
    if (isOrder) return fail(message(`"${operator}" isn't supported in label selectors`));
  }
  return parsed.value;
};

/** Services select by equal labels alone. */
const simpleSelector = (requirements: readonly Requirement[]): StringMap => {
  const others = requirements.filter(({ operator }) => operator !== "=" && operator !== "==");
  if (others.length > 0) {
    const shown = others.map(
      ({ key, operator, values }) => `{${key} ${LABEL_OPERATORS[operator] ?? operator} [${values.join(" ")}]}`,
    );
    return fail(message(`match expression [${shown.join(" ")}] not supported on this object`));
  }
  return Object.fromEntries(requirements.map(({ key, values }) => [key, values[0] ?? ""]));
};

export const setServiceAccount: Command = {
  path: "set serviceaccount",
  short: "Set the service account of pods",
  examples: [["A deployment", "kubectl set serviceaccount deployment web robot"]],
  run(context, call) {
    checkFormat(call);
    const account = call.args.at(-1);
    if (account === undefined) return fail(message("serviceaccount is required"));
    const errors = forEachInfo(selectForSet(context, call, call.args.slice(0, -1), MISSING_RESOURCE), (info) => {
      const { spec } = podSpecOf(info, isLocal(call));
      // The field's old name is the server's to fill in.
      const old = dryRunOf(call) === "client" ? {} : { serviceAccount: account };
      const next: JsonObject = { ...spec, serviceAccountName: account, ...old };
      writeSpec(context, call, info, {
        spec: next,
        operation: "serviceaccount updated",
        isAlwaysSent: true,
        failure: "failed to patch ServiceAccountName",
      });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

const named = (kind: string, names: readonly string[]): JsonObject[] =>
  names.map((name) => ({ kind, apiGroup: "rbac.authorization.k8s.io", name }));

export const setSubject: Command = {
  path: "set subject",
  short: "Set whom a role binding is for",
  examples: [["A user", "kubectl set subject rolebinding admins --user=kim"]],
  run(context, call) {
    checkFormat(call);
    if (call.args.length === 0 && !namesFiles(fileSourceOf(call))) return fail(message(MISSING_RESOURCE));
    const accounts = call.flags.list("serviceaccount").map((item): JsonObject => {
      const [namespace = "", name = ""] = item.split(":");
      if (name === "") fail(message("serviceaccount must be <namespace>:<name>"));
      return { kind: "ServiceAccount", namespace, name };
    });
    const subjects = [
      ...named("User", call.flags.list("user")),
      ...named("Group", call.flags.list("group")),
      ...accounts,
    ];
    if (subjects.length === 0) {
      return fail(message("you must specify at least one value of user, group or serviceaccount"));
    }
    const errors = forEachInfo(selectForSet(context, call, call.args), (info) => {
      if (!info.resource.kind.endsWith("RoleBinding"))
        fail(
          message(
            `${info.resource.plural}/${info.name} setting subjects is only supported for RoleBinding/ClusterRoleBinding`,
          ),
        );
      const old = list(info.object, "subjects");
      const added = subjects.filter((item) => !old.some((other) => equalJson(other, item)));
      writeChange(context, call, info, {
        object: withField(info.object, ["subjects"], [...old, ...added]),
        operation: "subjects updated",
      });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};
