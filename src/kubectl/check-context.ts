// Whether a command's context leads to a server. Which words it has when it does not depends on what the command asks first of its configuration:
// the namespace (clientcmd ClientConfig.Namespace), or the way to the server (ToRESTConfig); k8s.io/client-go/tools/clientcmd (v1.36).
import { type Call, type Context, fail } from "./command.ts";
import { message, plain } from "./errors.ts";
import { flagsOf } from "./flags/flag.ts";
import { CLUSTER, CONFIG_FILE, contextNamed, type KubeContext, USER } from "./kubeconfig.ts";
import { klogLine } from "./usage.ts";

/** These ask no server. */
const LOCAL = new Set(["completion", "config", "kuberc", "kustomize", "plugin"]);

const NAMESPACE_FIRST = new Set(
  `annotate attach cp debug delete describe edit events exec get label logs
   patch port-forward rollout scale set taint`.split(/\s+/),
);
const asksNamespaceFirst = (path: string): boolean =>
  path === "top pod" || (NAMESPACE_FIRST.has(path.split(" ")[0]!) && path !== "set env");

/** Fails with kubectl's words where the command's context leads to no server. */
export const checkContext = (context: Context, call: Call): void => {
  const { path, flags } = call;
  if (LOCAL.has(path.split(" ")[0]!) || flags.isOn("client")) return;
  const file = flags.text("kubeconfig");
  if (file !== "" && file !== CONFIG_FILE) fail(message(`stat ${file}: no such file or directory`));
  if (hasNone(context, call)) noServer(context);
  const found = contextOf(context, call);
  checkOverrides(call);
  if (flags.text("cluster") === "" && found.cluster === "") noServer(context);
  // Simplified: the real one asks for a name and a password first.
  if (userOf(flags, path) === "" && found.user === "") {
    fail(message("You must be logged in to the server (Unauthorized)"));
  }
};

/** No configuration at all, as root has none on this machine. */
const hasNone = ({ config }: Context, { flags }: Call): boolean =>
  config.contexts().current === "" && flags.text("context") === "";

const contextOf = (context: Context, { path, flags }: Call): KubeContext => {
  const contexts = context.config.contexts();
  const wanted = flags.text("context");
  const name = wanted || contexts.current;
  const found = contextNamed(contexts, name);
  if (found) return found;
  if (wanted !== "" && !asksNamespaceFirst(path)) return fail(message(`context "${wanted}" does not exist`));
  return fail(plain(`Error in configuration: context was not found for specified context: ${name}`));
};

const checkOverrides = ({ path, flags }: Call): void => {
  const cluster = flags.text("cluster");
  if (cluster !== "" && cluster !== CLUSTER) {
    const first = asksNamespaceFirst(path);
    fail(message(first ? `no server found for cluster "${cluster}"` : `cluster "${cluster}" does not exist`));
  }
  const user = userOf(flags, path);
  if (user !== "" && user !== USER) fail(message(`auth info "${user}" does not exist`));
};

/** Who asks; where a command has a `--user` of its own, that is somebody else. */
const userOf = (flags: Call["flags"], path: string): string =>
  flagsOf(path).some(({ name }) => name === "user") ? "" : flags.text("user");

const LOCALHOST = "localhost:8080";
const TRIES = 5;

/** Simplified: a command that validates first names the schema that it could not get. */
const noServer = (context: Context): void => {
  const url = `http://${LOCALHOST}/api?timeout=32s`;
  const why = `Get \\"${url}\\": dial tcp 127.0.0.1:8080: connect: connection refused`;
  const text = `"Unhandled Error" err="couldn't get current server API group list: ${why}"`;
  for (let i = 0; i < TRIES; i++) klogLine(context, "E", { place: "memcache.go:265", text });
  fail(plain(`The connection to the server ${LOCALHOST} was refused - did you specify the right host or port?`));
};
