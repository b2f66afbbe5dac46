// Models kubectl/pkg/cmd/config/set_cluster.go, set_credentials.go, delete_*.go and get_*.go (v1.36): clusters and users of the configuration.
import { encodeBase64 } from "#api/base64";
import { goQuote } from "#api/go-quote";
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { CONFIG_FILE, entryNamed, namesOf, withEntry } from "../../kubeconfig.ts";
import { list, obj, text } from "../../object.ts";
import { usageError } from "../../usage.ts";
import { parsePairs, type Pairs } from "./config-pairs.ts";
import { expectArgs, helpError, onlyHelp } from "./config-parts.ts";

type Fields = { [field: string]: Json };

const absolute = (context: Context, path: string): string => {
  if (path === "" || path.startsWith("/")) return path;
  return `${context.files.directory ?? "/home/learner"}/${path}`.replaceAll("/./", "/");
};

/** A file that is to be embedded has to be there. */
const checkFile = (context: Context, flag: string, path: string): void => {
  if (context.files.read(path) !== undefined) return;
  fail(message(`could not stat ${flag} file ${path}: stat ${path}: no such file or directory`));
};

const setCluster: Command = {
  path: "config set-cluster",
  short: "Write a cluster, or change one",
  examples: [["Another address of a server", "kubectl config set-cluster e2e --server=https://1.2.3.4"]],
  run(context, call) {
    expectArgs(call, 1);
    const [name = ""] = call.args;
    checkCluster(context, call, name);
    const config = context.config.read();
    const cluster = withClusterFlags(context, call, entryNamed(config, "clusters", name) ?? {});
    context.config.write(withEntry(config, "clusters", [name, cluster]));
    context.out(`Cluster ${goQuote(name)} set.\n`);
    return DONE;
  },
};

const checkCluster = (context: Context, { flags }: Call, name: string): void => {
  if (name === "") fail(message("you must specify a non-empty cluster name"));
  const authority = flags.text("certificate-authority");
  if (flags.isOn("insecure-skip-tls-verify") && authority !== "") {
    fail(message("you cannot specify a certificate authority and insecure mode at the same time"));
  }
  if (!flags.isOn("embed-certs")) return;
  if (authority === "") fail(message("you must specify a --certificate-authority to embed"));
  checkFile(context, "certificate-authority", authority);
};

const withClusterFlags = (context: Context, { flags }: Call, before: JsonObject): JsonObject => {
  const cluster: Fields = { ...before };
  if (flags.changed("server")) {
    cluster["server"] = flags.text("server");
    cluster["tls-server-name"] = "";
  }
  for (const field of ["tls-server-name", "proxy-url"]) if (flags.changed(field)) cluster[field] = flags.text(field);
  if (flags.changed("insecure-skip-tls-verify")) {
    cluster["insecure-skip-tls-verify"] = flags.isOn("insecure-skip-tls-verify");
    if (flags.isOn("insecure-skip-tls-verify")) {
      cluster["certificate-authority"] = "";
      cluster["certificate-authority-data"] = "";
    }
  }
  if (flags.changed("certificate-authority")) embed(context, cluster, "certificate-authority", flags);
  return cluster;
};

/** A file by its path, or, to be embedded, by what is in it; one takes the other's place. */
const embed = (context: Context, entry: Fields, field: string, flags: Call["flags"]): void => {
  const path = flags.text(field);
  const isEmbedded = flags.isOn("embed-certs");
  const data = `${field}-data`;
  if (isEmbedded) entry[data] = encodeBase64(context.files.read(path) ?? "");
  entry[field] = isEmbedded ? "" : absolute(context, path);
  if (!isEmbedded && path !== "") entry[data] = "";
  if (field === "certificate-authority" && (isEmbedded || path !== "")) entry["insecure-skip-tls-verify"] = false;
};

const setCredentials: Command = {
  path: "config set-credentials",
  short: "Write a user, or change one",
  examples: [["With a token", "kubectl config set-credentials robot --token=$(kubectl create token robot)"]],
  run(context, call) {
    if (call.args.length !== 1) {
      return helpError(call, `unexpected args: [${call.args.join(" ")}]`);
    }
    const [name = ""] = call.args;
    const pairs = {
      provider: pairsOf(call, "auth-provider-arg"),
      env: pairsOf(call, "exec-env"),
    };
    checkUser(context, call, name);
    const config = context.config.read();
    const user = withUserFlags(context, call, entryNamed(config, "users", name) ?? {}, pairs);
    context.config.write(withEntry(config, "users", [name, user]));
    context.out(`User ${goQuote(name)} set.\n`);
    return DONE;
  },
};

const pairsOf = (call: Call, flag: string): Pairs => {
  const pairs = parsePairs(call.flags.list(flag), flag);
  return "error" in pairs ? helpError(call, pairs.error) : pairs;
};

const MODES = ["IfAvailable", "Never", "Always"];

const checkUser = (context: Context, { flags }: Call, name: string): void => {
  if (name === "") fail(message("you must specify a non-empty user name"));
  const isBasic = flags.text("username") !== "" || flags.text("password") !== "";
  if (flags.text("token") !== "" && isBasic) {
    const both = "--token, --username/--password";
    fail(message(`you cannot specify more than one authentication method at the same time: ${both}`));
  }
  if (flags.isOn("embed-certs")) {
    const given = ["client-certificate", "client-key"].filter((flag) => flags.text(flag) !== "");
    if (given.length === 0) fail(message("you must specify a --client-certificate or --client-key to embed"));
    for (const flag of given) checkFile(context, flag, flags.text(flag));
  }
  if (flags.changed("exec-interactive-mode") && !MODES.includes(flags.text("exec-interactive-mode"))) {
    fail(message("invalid interactive mode type, can be only IfAvailable, Never, Always"));
  }
};

const withUserFlags = (
  context: Context,
  { flags }: Call,
  before: JsonObject,
  pairs: { readonly provider: Pairs; readonly env: Pairs },
): JsonObject => {
  const user: Fields = { ...before };
  for (const field of ["client-certificate", "client-key"]) {
    if (flags.changed(field)) embed(context, user, field, flags);
  }
  for (const field of ["token", "username", "password"]) if (flags.changed(field)) user[field] = flags.text(field);
  const hasToken = flags.text("token") !== "";
  const isBasic = flags.text("username") !== "" || flags.text("password") !== "";
  if (hasToken || isBasic) {
    for (const field of hasToken ? ["username", "password"] : ["token"]) user[field] = "";
  }
  const provider = providerOf(flags, user["auth-provider"], pairs.provider);
  if (provider) user["auth-provider"] = provider;
  const exec = execOf(flags, user["exec"], pairs.env);
  if (exec) user["exec"] = exec;
  return user;
};

const providerOf = (
  flags: Call["flags"],
  before: Json | undefined,
  { set, removed }: Pairs,
): JsonObject | undefined => {
  const old = isJsonObject(before) ? before : undefined;
  const name = flags.changed("auth-provider") ? flags.text("auth-provider") : text(old, "name");
  if (!flags.changed("auth-provider") && !old) return undefined;
  const kept = text(old, "name") === name ? Object.entries(obj(old, "config")) : [];
  const config = Object.fromEntries([...kept.filter(([key]) => !removed.includes(key)), ...set]);
  return { ...(Object.keys(config).length === 0 ? {} : { config }), name };
};

const execOf = (flags: Call["flags"], before: Json | undefined, { set, removed }: Pairs): JsonObject | undefined => {
  const old = isJsonObject(before) ? before : undefined;
  if (!flags.changed("exec-command") && !old) return undefined;
  const named = (field: string, flag: string): JsonObject => {
    const value = flags.changed(flag) ? flags.text(flag) : text(old, field);
    return value === "" ? {} : { [field]: value };
  };
  const args = flags.changed("exec-arg")
    ? flags.list("exec-arg")
    : flags.changed("exec-command")
      ? null
      : old?.["args"];
  const others = list(old, "env").filter((one) => !removed.includes(text(one, "name")));
  const values = new Map(set);
  const env = [
    ...others.map((one) => ({ ...one, value: values.get(text(one, "name")) ?? text(one, "value") })),
    ...set
      .filter(([name]) => !others.some((one) => text(one, "name") === name))
      .map(([name, value]) => ({ name, value })),
  ];
  return {
    ...named("apiVersion", "exec-api-version"),
    args: args ?? null,
    command: flags.changed("exec-command") ? flags.text("exec-command") : text(old, "command"),
    env: env.length === 0 ? null : env,
    ...named("interactiveMode", "exec-interactive-mode"),
    provideClusterInfo: flags.changed("exec-provide-cluster-info")
      ? flags.isOn("exec-provide-cluster-info")
      : old?.["provideClusterInfo"] === true,
  };
};

const listOf = (kind: "clusters" | "users", short: string): Command => ({
  path: `config get-${kind}`,
  short,
  run(context) {
    context.out(["NAME", ...namesOf(context.config.read(), kind)].map((name) => `${name}\n`).join(""));
    return DONE;
  },
});

const deleteOf = (kind: "clusters" | "users", what: "cluster" | "user", short: string): Command => ({
  path: `config delete-${what}`,
  short,
  run(context, call) {
    const [name, ...rest] = call.args;
    if (name === undefined || rest.length > 0) {
      return what === "user" ? usageError(call.path, "user to delete is required") : onlyHelp(call);
    }
    const config = context.config.read();
    if (!entryNamed(config, kind, name)) return fail(message(`cannot delete ${what} ${name}, not in ${CONFIG_FILE}`));
    context.config.write(withEntry(config, kind, [name, undefined]));
    context.out(`deleted ${what} ${name} from ${CONFIG_FILE}\n`);
    return DONE;
  },
});

export const entryCommands: readonly Command[] = [
  listOf("clusters", "List the clusters"),
  listOf("users", "List the users"),
  deleteOf("clusters", "cluster", "Take a cluster out"),
  deleteOf("users", "user", "Take a user out"),
  setCluster,
  setCredentials,
];
