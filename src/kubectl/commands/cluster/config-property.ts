// Models kubectl/pkg/cmd/config/set.go, unset.go and navigation_step_parser.go (v1.36): one value, by its path.
import { corruptByte, encodeBase64 } from "#api/base64";
import { goQuote } from "#api/go-quote";
import type { Json, JsonObject } from "#api/meta";
import { isJsonObject, own } from "#api/json";
import { type Command, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import type { Kubeconfig } from "../../kubeconfig.ts";
import { text } from "../../object.ts";
import { expectArgs } from "./config-parts.ts";

/** What a field of clientcmdapi.Config is. */
type Type =
  | { readonly type: "string" | "bool" | "bytes" | "other"; readonly go: string }
  | { readonly type: "struct"; readonly go: string; readonly fields: { readonly [name: string]: Type } }
  | { readonly type: "map"; readonly go: string; readonly items: Type };

const STRING: Type = { type: "string", go: "string" };
const BOOL: Type = { type: "bool", go: "bool" };
const BYTES: Type = { type: "bytes", go: "[]uint8" };
const other = (go: string): Type => ({ type: "other", go });

const struct = (name: string, fields: { readonly [name: string]: Type }): Type => ({
  type: "struct",
  go: `api.${name}`,
  fields: { ...fields, extensions: other("map[string]runtime.Object") },
});
const mapOf = (items: Type): Type => ({ type: "map", go: `map[string]*${items.go}`, items });

const CONFIG = struct("Config", {
  kind: STRING,
  apiVersion: STRING,
  preferences: struct("Preferences", { colors: BOOL }),
  clusters: mapOf(
    struct("Cluster", {
      server: STRING,
      "tls-server-name": STRING,
      "insecure-skip-tls-verify": BOOL,
      "certificate-authority": STRING,
      "certificate-authority-data": BYTES,
      "proxy-url": STRING,
      "disable-compression": BOOL,
    }),
  ),
  users: mapOf(
    struct("AuthInfo", {
      "client-certificate": STRING,
      "client-certificate-data": BYTES,
      "client-key": STRING,
      "client-key-data": BYTES,
      token: STRING,
      tokenFile: STRING,
      "act-as": STRING,
      "act-as-uid": STRING,
      "act-as-groups": other("[]string"),
      "act-as-user-extra": other("map[string][]string"),
      username: STRING,
      password: STRING,
      "auth-provider": other("*api.AuthProviderConfig"),
      exec: other("*api.ExecConfig"),
    }),
  ),
  contexts: mapOf(struct("Context", { cluster: STRING, user: STRING, namespace: STRING })),
  "current-context": STRING,
});

interface Step {
  readonly name: string;
  readonly type: Type;
  /** It is a key of a map, not a field. */
  readonly isKey: boolean;
}

/** A name may hold dots: it goes as far as a word that what it names has a field of. */
const nameStep = (words: readonly string[], items: Type): readonly string[] => {
  const known = items.type === "struct" ? items.fields : {};
  const next = words.findIndex((word, index) => index > 0 && own(known, word) !== undefined);
  return next < 0 ? words : words.slice(0, next);
};

const stepsOf = (path: string): readonly Step[] => {
  const steps: Step[] = [];
  let words: readonly string[] = path.split(".");
  let now = CONFIG;
  while (words.length > 0) {
    if (now.type === "map") {
      const name = nameStep(words, now.items);
      now = now.items;
      steps.push({ name: name.join("."), type: now, isKey: true });
      words = words.slice(name.length);
    } else if (now.type === "struct") {
      const [name = "", ...rest] = words;
      const field = own(now.fields, name);
      const walked = steps.map((step) => `{${step.name} ${step.type.go}}`).join(" ");
      if (!field) return fail(message(`unable to parse ${path} after [${walked}] at ${now.go}`));
      now = field;
      steps.push({ name, type: now, isKey: false });
      words = rest;
    } else {
      return fail(message(`unable to parse one or more field values of ${path}`));
    }
  }
  return steps;
};

interface Change {
  /** Absent: the property is to be unset. */
  readonly value?: string;
  readonly isRaw: boolean;
}

const changed = (entry: JsonObject, [step, ...rest]: readonly Step[], change: Change): JsonObject => {
  if (!step) return entry;
  const { name, type, isKey } = step;
  const before = entry[name];
  if (rest.length > 0) {
    if (change.value === undefined && isKey && before === undefined) {
      return fail(message(`current map key \`${name}\` is invalid`));
    }
    return { ...entry, [name]: changed(isJsonObject(before) ? before : {}, rest, change) };
  }
  if (change.value !== undefined) return { ...entry, [name]: valueFor(step, entry, change) };
  const kept = Object.fromEntries(Object.entries(entry).filter(([key]) => key !== name));
  return type.type === "map" ? { ...kept, [name]: {} } : kept;
};

const YES = /^(1|t|T|TRUE|true|True)$/;
const NO = /^(0|f|F|FALSE|false|False|)$/;

const valueFor = ({ name, type }: Step, entry: JsonObject, { value = "", isRaw }: Change): Json => {
  switch (type.type) {
    case "string":
      return value;
    case "bool":
      if (YES.test(value)) return true;
      return NO.test(value) ? false : fail(message(`strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`));
    case "bytes":
      return isRaw ? encodeBase64(value) : decodable(value);
    case "struct":
    case "map":
      return fail(
        message(
          `can't set a map to a value: ${mapText(isJsonObject(entry[name]) && type.type === "map" ? entry[name] : entry)}`,
        ),
      );
    case "other":
      return fail(message(`unrecognized slice type. ${type.go.replace("[]", "")}`));
  }
};

const decodable = (value: string): string => {
  const at = corruptByte(value);
  if (at === undefined) return value;
  return fail(message(`error decoding input value: illegal base64 data at input byte ${at}`));
};

/** A Go map of pointers, printed: names with addresses. */
const mapText = (entries: JsonObject): string =>
  `map[${Object.keys(entries)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name, index) => `${name}:0xc000${(0x54a000 + index * 0x140).toString(16)}`)
    .join(" ")}]`;

const write = (config: Kubeconfig, path: string, change: Change): Kubeconfig => {
  if (path === "") return fail(message("you must specify a property"));
  const after = changed(config as unknown as JsonObject, stepsOf(path), change);
  return { ...after, "current-context": text(after, "current-context") } as unknown as Kubeconfig;
};

const set: Command = {
  path: "config set",
  short: "Set one value of the configuration",
  examples: [["Another address of the server", "kubectl config set clusters.kubernetes.server https://1.2.3.4"]],
  run(context, call) {
    expectArgs(call, 2);
    const [path = "", value = ""] = call.args;
    if (value === "") return fail(message("you cannot use set to unset a property"));
    context.config.write(write(context.config.read(), path, { value, isRaw: call.flags.isOn("set-raw-bytes") }));
    context.out(`Property ${goQuote(path)} set.\n`);
    return DONE;
  },
};

const unset: Command = {
  path: "config unset",
  short: "Take one value out",
  examples: [["No context is current", "kubectl config unset current-context"]],
  run(context, call) {
    expectArgs(call, 1);
    const [path = ""] = call.args;
    context.config.write(write(context.config.read(), path, { isRaw: true }));
    context.out(`Property ${goQuote(path)} unset.\n`);
    return DONE;
  },
};

export const propertyCommands: readonly Command[] = [set, unset];
