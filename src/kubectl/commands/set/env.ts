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
import { dryRunOf, isLocal, must, namespaceFor } from "../../usage.ts";
import { listEnv } from "./env-list.ts";
import { type EnvChanges, readChanges } from "./env-words.ts";
import { hasPodSpec, matchesName, podSpecOf, selectForSet, writeSpec } from "./pod-specs.ts";
import { MISSING_RESOURCE, resourceOfType } from "../../resource-args.ts";

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
    const { flags } = call;
    if (flags.isOn("all") && flags.text("selector") !== "") {
      return fail(message("cannot set --all and --selector at the same time"));
    }
    const changes = readChanges(context, call);
    checkFormat(call);
    checkFlags(call, changes);
    const from = flags.text("from");
    const prefix = flags.text("prefix");
    const set = [...changes.set, ...(from === "" ? [] : fromObject(context, call, from))].map((one) => ({
      ...one,
      name: prefix + text(one, "name"),
    }));
    const selection = selectForSet(context, call, changes.resources, MISSING_RESOURCE);
    const isListed = flags.isOn("list");
    const errors = forEachInfo(selection, (info) => {
      if (!isListed) change(context, call, info, { ...changes, set });
      else if (hasPodSpec(info)) listChanged(context, call, info, { ...changes, set });
    });
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

const checkFlags = (call: Call, { resources }: EnvChanges): void => {
  const { flags } = call;
  if (isLocal(call) && dryRunOf(call) === "server") {
    fail(message("cannot specify --local and --dry-run=server - did you mean --dry-run=client?"));
  }
  if (resources.length === 0 && !namesFiles(fileSourceOf(call))) {
    fail(message("one or more resources must be specified as <resource> <name> or <resource>/<name>"));
  }
  if (flags.isOn("list") && flags.text("output") !== "") {
    fail(message("--list and --output may not be specified together"));
  }
  if (flags.list("keys").length > 0 && flags.text("from") === "") {
    fail(message("when specifying --keys, a configmap or secret must be provided with --from"));
  }
};

/** Each container with what the changes make of its variables. */
const listChanged = (context: Context, call: Call, info: Info, changes: EnvChanges): void => {
  const { spec } = podSpecOf(info, isLocal(call));
  const pattern = call.flags.text("containers");
  const containers = [...list(spec, "containers"), ...list(spec, "initContainers")];
  const chosen = containers.filter((container) => matchesName(pattern, text(container, "name")));
  if (chosen.length === 0) warnOfNone(context, info, pattern);
  listEnv(context, info, {
    isResolved: call.flags.isOn("resolve"),
    namespace: namespaceFor(context, call).namespace,
    containers: chosen.map((container) => ({
      ...container,
      env: updated(list(container, "env"), changes, OVERWRITING),
    })),
  });
};

const OVERWRITING: Owner = { name: "", overwrites: true };

const fromObject = (context: Context, call: Call, from: string): JsonObject[] => {
  const [type = "", name = ""] = from.split("/");
  const isSecret = /^secrets?$/.test(type);
  if (!isSecret && !/^(configmaps?|cm)$/.test(type)) {
    must(
      context.client.get({ resource: resourceOfType(type), namespace: namespaceFor(context, call).namespace, name }),
    );
    return fail(message(`unsupported resource specified in --from`));
  }
  const resource = infoOf(isSecret ? "secrets" : "configmaps");
  const { namespace } = namespaceFor(context, call);
  const source = must(context.client.get({ resource, namespace, name }));
  const only = call.flags.list("keys");
  return sortedKeys(map(source, "data"))
    .filter((key) => only.length === 0 || only.includes(key))
    .map((key) => ({
      name: environmentName(context, key),
      valueFrom: { [isSecret ? "secretKeyRef" : "configMapKeyRef"]: { key, name } },
    }));
};

const environmentName = (context: Context, key: string): string => {
  const name = key.replaceAll(/[^a-zA-Z0-9_]/g, "_").toUpperCase();
  if (name !== key) context.err(`Warning: key ${key} transferred to ${name}\n`);
  return name;
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
  const { spec } = podSpecOf(info, isLocal(call));
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
    warnOfNone(context, info, pattern);
    return;
  }
  writeSpec(context, call, info, {
    spec: next,
    operation: "env updated",
    failure: "failed to patch env update to pod template:",
  });
};

const warnOfNone = (context: Context, { resource, name }: Info, pattern: string): void =>
  context.err(`Warning: ${resource.kind}/${name} does not have any containers matching ${goQuote(pattern)}\n`);
