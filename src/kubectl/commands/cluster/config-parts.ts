// What the subcommands of `kubectl config` share: how they are called wrongly, and the file as it is printed.
import type { JsonObject } from "#api/meta";
import { isJsonObject } from "#api/json";
import { type Call, Refusal } from "../../command.ts";
import { message, plain } from "../../errors.ts";
import { type EntryKind, type Kubeconfig, namesOf } from "../../kubeconfig.ts";
import { obj, text } from "../../object.ts";

/** config.go helpErrorf: the help page, and under it the error. */
export const helpError = (call: Call, said: string): never => {
  throw new Refusal(message(said), call.path);
};

/** With how many words a command may be called. */
export const expectArgs = (call: Call, count: number): void => {
  if (call.args.length !== count) helpError(call, `Unexpected args: [${call.args.join(" ")}]`);
};

/** The help page, and nothing done. */
export const onlyHelp = (call: Call): never => {
  throw new Refusal(plain("", 0), call.path);
};

const OMITTED = "DATA+OMITTED";
const REDACTED = "REDACTED";

/** What ShortenConfig and RedactSecrets leave of these. */
const SECRETS: { readonly [field: string]: string } = {
  "certificate-authority-data": OMITTED,
  "client-certificate-data": OMITTED,
  "client-key-data": OMITTED,
  token: REDACTED,
  password: REDACTED,
};

/** In the order of the Go structs, under their names in the file, where those are others. */
const FIELDS: { readonly [kind in EntryKind]: readonly (readonly [field: string, written: string])[] } = {
  clusters: [
    "server",
    "tls-server-name",
    "insecure-skip-tls-verify",
    "certificate-authority",
    "certificate-authority-data",
    "proxy-url",
    "disable-compression",
  ].map((field) => [field, field] as const),
  contexts: ["cluster", "user", "namespace"].map((field) => [field, field] as const),
  users: [
    ..."client-certificate client-certificate-data client-key client-key-data token tokenFile"
      .split(" ")
      .map((field) => [field, field] as const),
    ["act-as", "as"],
    ["act-as-uid", "as-uid"],
    ["username", "username"],
    ["password", "password"],
    ["auth-provider", "auth-provider"],
    ["exec", "exec"],
  ],
};

/** Written though they are empty. */
const ALWAYS = new Set(["server", "cluster", "user"]);

const NAME_OF: { readonly [kind in EntryKind]: string } = { clusters: "cluster", contexts: "context", users: "user" };

const listed = (config: Kubeconfig, kind: EntryKind, isSecret: boolean): readonly JsonObject[] | null => {
  const names = namesOf(config, kind);
  if (names.length === 0) return null;
  return names.map((name) => {
    const entry = obj(config[kind], name);
    const fields = FIELDS[kind].flatMap(([field, written]) => {
      const value = isJsonObject(entry[field])
        ? entry[field]
        : typeof entry[field] === "boolean"
          ? entry[field]
          : text(entry, field);
      if (value === false || (value === "" && !ALWAYS.has(field))) return [];
      const shown = isSecret && value !== "" ? (SECRETS[field] ?? value) : value;
      return [[written, shown] as const];
    });
    return { name, [NAME_OF[kind]]: Object.fromEntries(fields) };
  });
};

/** The file; without its secrets, unless they are asked for. */
export const printable = (config: Kubeconfig, { isSecret }: { readonly isSecret: boolean }): JsonObject => ({
  kind: "Config",
  apiVersion: "v1",
  ...(config.preferences === undefined ? {} : { preferences: config.preferences }),
  clusters: listed(config, "clusters", isSecret),
  users: listed(config, "users", isSecret),
  contexts: listed(config, "contexts", isSecret),
  "current-context": config["current-context"],
});
