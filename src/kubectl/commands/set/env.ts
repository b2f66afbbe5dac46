// Models kubectl/pkg/cmd/set/set_env.go (v1.36).
import type { Json, JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { aggregate, message } from "../../errors.ts";
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import { has, list, map, sortedKeys, text, withField } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { forEachInfo, type Info } from "../../resources.ts";
import { must, namespaceFor, refused } from "../../usage.ts";
import { hasPodSpec, matchesName, podSpecOf, selectForSet, writeSpec } from "./pod-specs.ts";
import { MISSING_RESOURCE } from "../../resource-args.ts";

interface EnvChanges {
  readonly resources: readonly string[];
  readonly set: readonly JsonObject[];
  readonly remove: readonly string[];
}

const isChange = (arg: string): boolean => /^[^/=]+=/.test(arg) || (/^[^/]+-$/.test(arg) && arg.length > 1);

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

const readChanges = (call: Call): EnvChanges => {
  const resources = call.args.filter((arg) => !isChange(arg));
  const set: JsonObject[] = [];
  const remove: string[] = [];
  for (const arg of [...call.args.filter(isChange), ...call.flags.list("env")]) {
    const equals = arg.indexOf("=");
    if (equals < 0) {
      remove.push(arg.slice(0, -1));
      continue;
    }
    const name = arg.slice(0, equals);
    if (!NAME.test(name)) {
      fail(
        message(
          `${goQuote(name)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
        ),
      );
    }
    set.push({ name, value: arg.slice(equals + 1) });
  }
  if (set.some(({ name }) => remove.some((gone) => gone === name))) {
    return fail(message("can not both modify and remove the same environment variable in the same command"));
  }
  return { resources, set, remove };
};

export const setEnv: Command = {
  path: "set env",
  short: "Set and remove environment variables of containers",
  about: "NAME=value sets, NAME- removes. --from takes all keys of a config map or secret, --list only shows.",
  examples: [
    ["Set", "kubectl set env deployment/web COLOR=blue"],
    ["Remove", "kubectl set env deployment/web COLOR-"],
    ["Show", "kubectl set env deployment/web --list"],
    ["From a config map", "kubectl set env deployment/web --from=configmap/settings"],
  ],
  run(context, call) {
    checkFormat(call);
    if (call.flags.isOn("resolve")) return refused("--resolve", "values of references are shown by kubectl get");
    const changes = readChanges(call);
    const from = call.flags.text("from");
    const set = from === "" ? changes.set : [...fromObject(context, call, from), ...changes.set];
    if (changes.resources.length === 0 && !namesFiles(fileSourceOf(call))) {
      return fail(message("one or more resources must be specified as <resource> <name> or <resource>/<name>"));
    }
    const errors = forEachInfo(selectForSet(context, call, changes.resources, MISSING_RESOURCE), (info) => {
      if (call.flags.isOn("list")) {
        if (hasPodSpec(info)) listEnv(context, info);
      } else change(context, call, info, { ...changes, set });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

const fromObject = (context: Context, call: Call, from: string): JsonObject[] => {
  const [type = "", name = ""] = from.split("/");
  const isSecret = /^secrets?$/.test(type);
  if (!isSecret && !/^(configmaps?|cm)$/.test(type)) {
    return fail(message(`unsupported resource specified in --from`));
  }
  const resource = infoOf(isSecret ? "secrets" : "configmaps");
  const { namespace } = namespaceFor(context, call);
  const source = must(context.client.get({ resource, namespace, name }));
  const only = call.flags.list("keys");
  const prefix = call.flags.text("prefix");
  return sortedKeys(map(source, "data"))
    .filter((key) => only.length === 0 || only.includes(key))
    .map((key) => ({
      name: prefix + key.toUpperCase().replaceAll(/[^A-Z0-9_]/g, "_"),
      valueFrom: { [isSecret ? "secretKeyRef" : "configMapKeyRef"]: { key, name } },
    }));
};

const listEnv = (context: Context, info: Info): void => {
  const { spec } = podSpecOf(info);
  for (const container of [...list(spec, "containers"), ...list(spec, "initContainers")]) {
    context.out(`# ${info.resource.kind} ${info.name}, container ${text(container, "name")}\n`);
    for (const variable of list(container, "env")) context.out(`${envLine(variable)}\n`);
  }
};

const envLine = (variable: JsonObject): string => {
  const name = text(variable, "name");
  if (!has(variable, "valueFrom")) return `${name}=${text(variable, "value")}`;
  if (has(variable, "valueFrom", "configMapKeyRef")) {
    return `# ${name} from configmap ${text(variable, "valueFrom", "configMapKeyRef", "name")}, key ${text(variable, "valueFrom", "configMapKeyRef", "key")}`;
  }
  if (has(variable, "valueFrom", "secretKeyRef")) {
    return `# ${name} from secret ${text(variable, "valueFrom", "secretKeyRef", "name")}, key ${text(variable, "valueFrom", "secretKeyRef", "key")}`;
  }
  return `# ${name} from field path ${text(variable, "valueFrom", "fieldRef", "fieldPath")}`;
};

interface Owner {
  /** `deployments/web`: stands before what is wrong with it. */
  readonly name: string;
  readonly overwrites: boolean;
}

const updated = (env: readonly JsonObject[], changes: EnvChanges, owner: Owner): readonly JsonObject[] => {
  const out = env.filter((item) => !changes.remove.includes(text(item, "name")));
  for (const next of changes.set) {
    const at = out.findIndex((item) => text(item, "name") === text(next, "name"));
    if (at < 0) out.push(next);
    else if (owner.overwrites) out[at] = next;
    else
      fail(
        message(
          `${owner.name} '${text(next, "name")}' already has a value (${text(out[at], "value")}), and --overwrite is false`,
        ),
      );
  }
  return out;
};

const change = (context: Context, call: Call, info: Info, changes: EnvChanges): void => {
  const pattern = call.flags.text("containers");
  const { spec } = podSpecOf(info);
  let next = spec;
  const owner = { name: `${info.resource.plural}/${info.name}`, overwrites: call.flags.isOn("overwrite") };
  let isMatched = false;
  for (const field of ["initContainers", "containers"]) {
    for (const [index, container] of list(spec, field).entries()) {
      if (!matchesName(pattern, text(container, "name"))) continue;
      isMatched = true;
      const env = updated(list(container, "env"), changes, owner);
      const value: Json | undefined = env.length === 0 ? undefined : env;
      if (value !== undefined || has(container, "env")) next = withField(next, [field, index, "env"], value);
    }
  }
  if (!isMatched) {
    context.err(
      `Warning: ${info.resource.kind}/${info.name} does not have any containers matching ${goQuote(pattern)}\n`,
    );
    return;
  }
  writeSpec(context, call, info, {
    spec: next,
    operation: "env updated",
    failure: "failed to patch env update to pod template:",
  });
};
