// Whether a command's context leads to a server. Which words it has when it does not depends on what the command asks first of its configuration:
// the namespace (clientcmd ClientConfig.Namespace), or the way to the server (ToRESTConfig); k8s.io/client-go/tools/clientcmd (v1.36).
import type { JsonObject } from "#api/meta";
import { type Call, type Context, fail } from "./command.ts";
import { errorsOfCluster, errorsOfUser, noServer, reachServer, subjectOf } from "./connection.ts";
import { message, plain } from "./errors.ts";
import { flagsOf } from "./flags/flag.ts";
import { CONFIG_FILE, contextNamed, entryNamed, type KubeContext } from "./kubeconfig.ts";

/** These ask no server. */
const LOCAL = new Set(["completion", "config", "kuberc", "kustomize", "plugin"]);

const NAMESPACE_FIRST = new Set(
  `annotate attach cp debug delete describe edit events exec get label logs
   patch port-forward rollout scale set taint`.split(/\s+/),
);
const asksNamespaceFirst = (path: string): boolean =>
  path === "top pod" || (NAMESPACE_FIRST.has(path.split(" ")[0]!) && path !== "set env");

/**
 * Fails with kubectl's words where the command's context leads to no server. Whom that takes the command for: undefined is the
 * administrator.
 */
export const checkContext = (context: Context, call: Call): string | undefined => {
  const { path, flags } = call;
  if (LOCAL.has(path.split(" ")[0]!) || flags.isOn("client")) return undefined;
  const file = flags.text("kubeconfig");
  if (file !== "" && file !== CONFIG_FILE) fail(message(`stat ${file}: no such file or directory`));
  if (hasNone(context, call)) noServer(context);
  const found = contextOf(context, call);
  checkOverrides(context, call);
  const config = context.config.read();
  const isOwn = flagsOf(path).some(({ name }) => name === "server" || name === "token");
  const given = isOwn ? undefined : flags;
  const cluster = withFlags(
    entryNamed(config, "clusters", flags.text("cluster") || found.cluster),
    given,
    CLUSTER_FLAGS,
  );
  const user = withFlags(entryNamed(config, "users", userOf(flags, path) || found.user), given, USER_FLAGS);
  const names = { cluster: flags.text("cluster") || found.cluster, user: userOf(flags, path) || found.user };
  if (!cluster) return noServer(context);
  checkUsable([...errorsOfUser(context, names.user, user ?? {}), ...errorsOfCluster(context, names.cluster, cluster)]);
  reachServer(context, cluster);
  return subjectOf(context, user ?? {});
};

const CLUSTER_FLAGS = ["server", "insecure-skip-tls-verify"];
const USER_FLAGS = ["token"];

/** What flags say beside the entry; nothing at all stays nothing. */
const withFlags = (
  entry: JsonObject | undefined,
  flags: Call["flags"] | undefined,
  names: readonly string[],
): JsonObject | undefined => {
  const given = names.flatMap((name) => {
    if (!flags?.has(name) || !flags.changed(name)) return [];
    return [[name, name.startsWith("insecure") ? flags.isOn(name) : flags.text(name)] as const];
  });
  return given.length === 0 ? entry : { ...entry, ...Object.fromEntries(given) };
};

/** clientcmd.DirectClientConfig ConfirmUsable. */
const checkUsable = (errors: readonly string[]): void => {
  const [first] = errors;
  if (first === undefined) return;
  if (errors.length === 1) fail(message(first));
  fail(plain(`Error in configuration: \n${errors.map((error) => `* ${error}`).join("\n")}`));
};

/** No configuration at all, as root has none on this machine. */
const hasNone = ({ config }: Context, { flags }: Call): boolean =>
  config.read()["current-context"] === "" && ["context", "cluster", "server"].every((name) => flags.text(name) === "");

const contextOf = (context: Context, { path, flags }: Call): KubeContext => {
  const config = context.config.read();
  const wanted = flags.text("context");
  const name = wanted || config["current-context"];
  const found = contextNamed(config, name);
  if (found) return found;
  if (name === "") return { name, cluster: "", user: "", namespace: "" };
  if (wanted !== "" && !asksNamespaceFirst(path)) return fail(message(`context "${wanted}" does not exist`));
  return fail(plain(`Error in configuration: context was not found for specified context: ${name}`));
};

const checkOverrides = (context: Context, { path, flags }: Call): void => {
  const config = context.config.read();
  const cluster = flags.text("cluster");
  if (cluster !== "" && !entryNamed(config, "clusters", cluster)) {
    const first = asksNamespaceFirst(path);
    fail(message(first ? `no server found for cluster "${cluster}"` : `cluster "${cluster}" does not exist`));
  }
  const user = userOf(flags, path);
  if (user !== "" && !entryNamed(config, "users", user)) fail(message(`auth info "${user}" does not exist`));
};

/** Who asks; where a command has a `--user` of its own, that is somebody else. */
const userOf = (flags: Call["flags"], path: string): string =>
  flagsOf(path).some(({ name }) => name === "user") ? "" : flags.text("user");
