// Models kubectl/pkg/cmd/config (v1.36) over the one configuration there is: only the namespace of its context can change.
import type { JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { TABLE, tabbed } from "../../go/tabwriter.ts";
import { CLUSTER, CONTEXT, kubeconfigOf, USER } from "../../kubeconfig.ts";
import { OBJECT_FORMATS, objectPrinter, unknownFormat } from "../../output/format.ts";
import { refused } from "../../usage.ts";

const view: Command = {
  path: "config view",
  short: "Show the configuration of kubectl",
  examples: [["The current namespace", "kubectl config view --minify -o jsonpath='{..namespace}'"]],
  run(context, call) {
    if (call.args.length > 0) return fail(message(`unexpected arguments: [${call.args.join(" ")}]`));
    const output = call.flags.text("output");
    const config: JsonObject = kubeconfigOf(context.config.namespace(), !call.flags.isOn("raw"));
    context.out((objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS))(config));
    return DONE;
  },
};

const currentContext: Command = {
  path: "config current-context",
  short: "Show which context is used",
  run(context) {
    context.out(`${CONTEXT}\n`);
    return DONE;
  },
};

const noContext = (name: string): never => fail(message(`no context exists with the name: ${goQuote(name)}`));

const getContexts: Command = {
  path: "config get-contexts",
  short: "List the contexts",
  run(context, call) {
    const names = call.args.length === 0 ? [CONTEXT] : call.args;
    const known = names.filter((name) => name === CONTEXT);
    const unknown = names.filter((name) => name !== CONTEXT);
    if (call.flags.text("output") === "name") context.out(known.map((name) => `${name}\n`).join(""));
    else printContexts(context, call, known);
    const [first] = unknown;
    return first === undefined ? DONE : fail(message(`context ${first} not found`));
  },
};

const printContexts = (context: Context, call: Call, names: readonly string[]): void => {
  const namespace = context.config.namespace();
  const lines = names.map((name) => `*\t${name}\t${CLUSTER}\t${USER}\t${namespace === "default" ? "" : namespace}`);
  if (!call.flags.isOn("no-headers")) lines.unshift("CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE");
  if (lines.length > 0) context.out(`${tabbed(lines.join("\n"), TABLE).text}\n`);
};

const setContext: Command = {
  path: "config set-context",
  short: "Change a context: its namespace",
  examples: [["Work in another namespace", "kubectl config set-context --current --namespace=kube-system"]],
  run(context, call) {
    const { flags, args } = call;
    const isCurrent = flags.isOn("current");
    if (args.length > 1 || (isCurrent && args.length > 0) || (!isCurrent && args.length === 0)) {
      return fail(message("you must specify a non-empty context name or --current"));
    }
    if (!isCurrent && args[0] !== CONTEXT) {
      return refused("a second context", "there is one cluster and one user");
    }
    if (flags.changed("cluster") || flags.changed("user")) {
      return refused("--cluster and --user", "there is one cluster and one user");
    }
    if (flags.changed("namespace")) context.config.setNamespace(flags.text("namespace") || "default");
    context.out(`Context ${goQuote(CONTEXT)} modified.\n`);
    return DONE;
  },
};

const useContext: Command = {
  path: "config use-context",
  short: "Choose the context",
  run(context, call) {
    const [name, ...rest] = call.args;
    if (name === undefined || rest.length > 0) return fail(message("you must specify a context name"));
    if (name !== CONTEXT) return noContext(name);
    context.out(`Switched to context ${goQuote(CONTEXT)}.\n`);
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

const FIXED = "this configuration has one cluster, one user and one context, and only its namespace can change";

const fixed = (path: string, short: string): Command => ({ path, short, run: () => refused(path, FIXED) });

export const configCommands: readonly Command[] = [
  view,
  currentContext,
  getContexts,
  setContext,
  useContext,
  listOf("config get-clusters", "List the clusters", CLUSTER),
  listOf("config get-users", "List the users", USER),
  fixed("config delete-cluster", "Take a cluster out"),
  fixed("config delete-context", "Take a context out"),
  fixed("config delete-user", "Take a user out"),
  fixed("config rename-context", "Give a context another name"),
  fixed("config set", "Set one value of the configuration"),
  fixed("config set-cluster", "Write a cluster"),
  fixed("config set-credentials", "Write a user"),
  fixed("config unset", "Take one value out"),
];
