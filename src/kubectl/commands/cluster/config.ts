// Models kubectl/pkg/cmd/config (v1.36) over the one configuration there is: contexts come and go; its cluster and its user stay.
import { goQuote } from "#api/go-quote";
import type { JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { TABLE, tabbed } from "../../go/tabwriter.ts";
import {
  CLUSTER,
  CONFIG_FILE,
  contextNamed,
  kubeconfigOf,
  USER,
  withContext,
  type KubeContext,
  type KubeContexts,
} from "../../kubeconfig.ts";
import { OBJECT_FORMATS, objectPrinter, unknownFormat } from "../../output/format.ts";
import { refused, usageError } from "../../usage.ts";

const ONE = "there is one cluster and one user";

/** With how many words a command may be called. */
const expectArgs = (call: Call, count: number): void => {
  if (call.args.length !== count) fail(message(`Unexpected args: [${call.args.join(" ")}]`));
};

const view: Command = {
  path: "config view",
  short: "Show the configuration of kubectl",
  examples: [["The current namespace", "kubectl config view --minify -o jsonpath='{..namespace}'"]],
  run(context, call) {
    if (call.args.length > 0) return fail(message(`unexpected arguments: [${call.args.join(" ")}]`));
    const output = call.flags.text("output");
    const contexts = context.config.contexts();
    const whole = kubeconfigOf(contexts, { isSecret: !call.flags.isOn("raw") });
    const config = call.flags.isOn("minify") ? minified(whole, contexts, call.flags.text("context")) : whole;
    context.out((objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS))(config));
    return DONE;
  },
};

/** clientcmd api.MinifyConfig: what the current context needs, or the one that is asked for. */
const minified = (whole: JsonObject, contexts: KubeContexts, asked: string): JsonObject => {
  const current = asked || contexts.current;
  if (current === "") return fail(message("current-context must exist in order to minify"));
  const found = contextNamed(contexts, current);
  if (!found) return fail(message(`cannot locate context ${current}`));
  const { contexts: named } = kubeconfigOf({ current, all: [found] }, { isSecret: true });
  return {
    ...whole,
    clusters: found.cluster === "" ? null : whole["clusters"]!,
    contexts: named!,
    "current-context": current,
    users: found.user === "" ? null : whole["users"]!,
  };
};

const currentContext: Command = {
  path: "config current-context",
  short: "Show which context is used",
  run(context) {
    const { current } = context.config.contexts();
    if (current === "") return fail(message("current-context is not set"));
    context.out(`${current}\n`);
    return DONE;
  },
};

const getContexts: Command = {
  path: "config get-contexts",
  short: "List the contexts",
  run(context, call) {
    const contexts = context.config.contexts();
    const names = call.args.length === 0 ? contexts.all.map(({ name }) => name) : call.args;
    const found = names.map((name) => contextNamed(contexts, name));
    const known = found.filter((one) => one !== undefined);
    const output = call.flags.text("output");
    if (output !== "" && output !== "name") {
      const says = "is not available in kubectl config get-contexts; resetting to default output format";
      return fail(message(`--output ${output} ${says}`));
    }
    if (output === "name") context.out(known.map(({ name }) => `${name}\n`).join(""));
    else printContexts(context, call, known);
    const first = names[found.indexOf(undefined)];
    return first === undefined ? DONE : fail(message(`context ${first} not found`));
  },
};

const printContexts = (context: Context, call: Call, contexts: readonly KubeContext[]): void => {
  const { current } = context.config.contexts();
  const lines = contexts.map(({ name, cluster, user, namespace }) =>
    [name === current ? "*" : "", name, cluster, user, namespace].join("\t"),
  );
  if (!call.flags.isOn("no-headers")) lines.unshift("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE");
  context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
};

const setContext: Command = {
  path: "config set-context",
  short: "Write a context, or change one",
  examples: [
    ["Work in another namespace", "kubectl config set-context --current --namespace=kube-system"],
    ["A context for a namespace", `kubectl config set-context dev --namespace=dev --cluster=${CLUSTER} --user=${USER}`],
  ],
  run(context, call) {
    const { flags } = call;
    const contexts = context.config.contexts();
    const name = contextToSet(call, contexts);
    if (flags.changed("cluster") && flags.text("cluster") !== CLUSTER) return refused("another --cluster", ONE);
    if (flags.changed("user") && flags.text("user") !== USER) return refused("another --user", ONE);
    const before = contextNamed(contexts, name);
    const valueOf = (field: "cluster" | "user" | "namespace"): string =>
      flags.changed(field) ? flags.text(field) : (before?.[field] ?? "");
    const changed = { name, cluster: valueOf("cluster"), user: valueOf("user"), namespace: valueOf("namespace") };
    context.config.setContexts(withContext(contexts, changed));
    context.out(`Context ${goQuote(name)} ${before ? "modified" : "created"}.\n`);
    return DONE;
  },
};

const contextToSet = (call: Call, { current }: KubeContexts): string => {
  const isCurrent = call.flags.isOn("current");
  if (call.args.length > 1) expectArgs(call, 1);
  const [name = ""] = call.args;
  if (isCurrent && name !== "") return fail(message("you cannot specify both a context name and --current"));
  if (!isCurrent && name === "") return fail(message("you must specify a non-empty context name or --current"));
  if (isCurrent && current === "") return fail(message("no current context is set"));
  return isCurrent ? current : name;
};

const useContext: Command = {
  path: "config use-context",
  short: "Choose the context",
  run(context, call) {
    expectArgs(call, 1);
    const [name = ""] = call.args;
    const contexts = context.config.contexts();
    if (!contextNamed(contexts, name)) return fail(message(`no context exists with the name: ${goQuote(name)}`));
    context.config.setContexts({ ...contexts, current: name });
    context.out(`Switched to context ${goQuote(name)}.\n`);
    return DONE;
  },
};

const renameContext: Command = {
  path: "config rename-context",
  short: "Give a context another name",
  run(context, call) {
    expectArgs(call, 2);
    const [from = "", to = ""] = call.args;
    const contexts = context.config.contexts();
    if (to === "") return fail(message("You must specify a new non-empty context name"));
    const one = contextNamed(contexts, from);
    if (!one) return fail(message(`cannot rename the context ${goQuote(from)}, it's not in ${CONFIG_FILE}`));
    if (contextNamed(contexts, to)) {
      const why = `the context ${goQuote(to)} already exists in ${CONFIG_FILE}`;
      return fail(message(`cannot rename the context ${goQuote(from)}, ${why}`));
    }
    const current = contexts.current === from ? to : contexts.current;
    context.config.setContexts(withContext({ current, all: without(contexts, from) }, { ...one, name: to }));
    context.out(`Context ${goQuote(from)} renamed to ${goQuote(to)}.\n`);
    return DONE;
  },
};

const without = ({ all }: KubeContexts, taken: string): readonly KubeContext[] =>
  all.filter(({ name }) => name !== taken);

const deleteContext: Command = {
  path: "config delete-context",
  short: "Take a context out",
  run(context, call) {
    const [name, ...rest] = call.args;
    if (name === undefined || rest.length > 0) return usageError(call.path, "exactly one context is to be named");
    const contexts = context.config.contexts();
    if (!contextNamed(contexts, name)) {
      return fail(message(`cannot delete context ${name}, not in ${CONFIG_FILE}`));
    }
    if (contexts.current === name) {
      context.err(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
      );
    }
    context.config.setContexts({ ...contexts, all: without(contexts, name) });
    context.out(`deleted context ${name} from ${CONFIG_FILE}\n`);
    return DONE;
  },
};

const listOf = (path: string, short: string, name: string): Command => ({
  path,
  short,
  run(context) {
    context.out(`NAME\n${name}\n`);
    return DONE;
  },
});

const FIXED = "this configuration has one cluster and one user, and only its contexts can change";

const fixed = (path: string, short: string): Command => ({ path, short, run: () => refused(path, FIXED) });

/** What is not there cannot be taken out; what is there stays. */
const staying = (what: "cluster" | "user", short: string, only: string): Command => ({
  path: `config delete-${what}`,
  short,
  run(_, call) {
    const [name] = call.args;
    if (name === undefined || name === only) return refused(call.path, FIXED);
    return fail(message(`cannot delete ${what} ${name}, not in ${CONFIG_FILE}`));
  },
});

export const configCommands: readonly Command[] = [
  view,
  currentContext,
  getContexts,
  setContext,
  useContext,
  renameContext,
  deleteContext,
  listOf("config get-clusters", "List the clusters", CLUSTER),
  listOf("config get-users", "List the users", USER),
  staying("cluster", "Take a cluster out", CLUSTER),
  staying("user", "Take a user out", USER),
  fixed("config set", "Set one value of the configuration"),
  fixed("config set-cluster", "Write a cluster"),
  fixed("config set-credentials", "Write a user"),
  fixed("config unset", "Take one value out"),
];
