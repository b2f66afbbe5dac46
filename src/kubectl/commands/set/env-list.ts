// Models `set env --list` of kubectl/pkg/cmd/set/set_env.go and env/env_resolve.go (v1.36): variables as they are, or as they would be.
import { decodeBase64 } from "#api/base64";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";
import type { JsonObject } from "#api/meta";
import { milliValue, parseQuantity } from "#api/quantity";
import type { Result } from "#api/result";
import { infoOf } from "#api/scheme";
import type { Context } from "../../command.ts";
import { has, list, map, obj, text } from "../../object.ts";
import type { Info } from "../../resources.ts";

interface Listed {
  readonly isResolved: boolean;
  /** Where references are looked up. */
  readonly namespace: string;
  readonly containers: readonly JsonObject[];
}

export const listEnv = (context: Context, info: Info, { isResolved, namespace, containers }: Listed): void => {
  for (const container of containers) {
    context.out(`# ${info.resource.kind} ${info.name}, container ${text(container, "name")}\n`);
    const missed = new Map<string, string[]>();
    for (const variable of list(container, "env")) {
      const name = text(variable, "name");
      const source = obj(variable, "valueFrom");
      const found = has(variable, "valueFrom")
        ? isResolved && valueOf(context, { namespace, source, object: info.object, container })
        : { value: text(variable, "value") };
      if (found && "value" in found) context.out(`${name}=${found.value}\n`);
      else context.out(`# ${name} from ${sourceText(source)}\n`);
      if (found && "error" in found) missed.set(found.error, [...(missed.get(found.error) ?? []), name]);
    }
    const lines = [...missed].map(
      ([why, names]) => `error retrieving reference for ${names.toSorted(compareStrings).join(", ")}: ${why}\n`,
    );
    context.err(lines.toSorted(compareStrings).join(""));
  }
};

/** GetEnvVarRefString. */
const sourceText = (source: JsonObject): string => {
  for (const [field, what] of [
    ["configMapKeyRef", "configmap"],
    ["secretKeyRef", "secret"],
  ] as const) {
    if (has(source, field)) return `${what} ${text(source, field, "name")}, key ${text(source, field, "key")}`;
  }
  if (has(source, "fieldRef")) return `field path ${text(source, "fieldRef", "fieldPath")}`;
  if (!has(source, "resourceFieldRef")) return "invalid valueFrom";
  const container = text(source, "resourceFieldRef", "containerName");
  return `resource field ${container === "" ? "" : `${container}/`}${text(source, "resourceFieldRef", "resource")}`;
};

type Found = { readonly value: string } | { readonly error: string };

interface Reference {
  readonly namespace: string;
  readonly source: JsonObject;
  readonly object: JsonObject;
  readonly container: JsonObject;
}

const valueOf = (context: Context, { namespace, source, object, container }: Reference): Found => {
  const get = (plural: "secrets" | "configmaps", name: string): Result<JsonObject> =>
    context.client.get({ resource: infoOf(plural), namespace, name });
  if (has(source, "secretKeyRef")) {
    const { name, key } = obj(source, "secretKeyRef") as { name: string; key: string };
    return keyOf(get("secrets", name), { what: "secret", name, key });
  }
  if (has(source, "configMapKeyRef")) {
    const { name, key } = obj(source, "configMapKeyRef") as { name: string; key: string };
    return keyOf(get("configmaps", name), { what: "config map", name, key });
  }
  if (has(source, "fieldRef")) return fieldOf(object, text(source, "fieldRef", "fieldPath"));
  if (has(source, "resourceFieldRef")) return amountOf(container, obj(source, "resourceFieldRef"));
  return { error: "invalid valueFrom" };
};

const keyOf = (
  read: Result<JsonObject>,
  { what, name, key }: { readonly what: "secret" | "config map"; readonly name: string; readonly key: string },
): Found => {
  if (!read.ok) return { error: read.status.message };
  const value = map(read.value, "data")[key];
  if (value === undefined) return { error: `key ${key} not found in ${what} ${name}` };
  return { value: what === "secret" ? decodeBase64(value) : value };
};

/** Of the object that is listed, not of the pods that it makes. */
const fieldOf = (object: JsonObject, path: string): Found => {
  const [, field, key] = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path) ?? [];
  if (field !== undefined) return { value: map(object, ...field.split("."))[key ?? ""] ?? "" };
  if (path === "metadata.labels" || path === "metadata.annotations") {
    const entries = Object.entries(map(object, ...path.split("."))).toSorted(([a], [b]) => compareStrings(a, b));
    return { value: entries.map(([name, value]) => `${name}=${goQuote(value)}`).join("\n") };
  }
  if (["metadata.name", "metadata.namespace", "metadata.uid"].includes(path))
    return { value: text(object, ...path.split(".")) };
  return { error: `unsupported fieldPath: ${path}` };
};

const milli = (given: string): number => {
  const quantity = parseQuantity(given === "" ? "0" : given);
  return quantity.ok ? Number(milliValue(quantity.value)) : 0;
};

const amountOf = (container: JsonObject, source: JsonObject): Found => {
  const resource = text(source, "resource");
  const [, side = "", name = ""] = /^(limits|requests)\.(cpu|memory|ephemeral-storage)$/.exec(resource) ?? [];
  if (name === "") return { error: `Unsupported container resource : ${resource}` };
  const divisor = milli(text(source, "divisor")) || milli("1");
  return { value: String(Math.ceil(milli(text(container, "resources", side, name)) / divisor)) };
};
