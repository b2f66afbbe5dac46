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
  entryNamed,
  type KubeContext,
  type Kubeconfig,
  namesOf,
  USER,
  withEntry,
} from "../../kubeconfig.ts";
import { text } from "../../object.ts";
import { OBJECT_FORMATS, objectPrinter, unknownFormat } from "../../output/format.ts";
import { usageError } from "../../usage.ts";
import { entryCommands } from "./config-entries.ts";
import { expectArgs, helpError, onlyHelp, printable } from "./config-parts.ts";
import { propertyCommands } from "./config-property.ts";

const view: Command = {
  path: "config view",
  short: "Show the configuration of kubectl",
  examples: [["The current namespace", "kubectl config view --minify -o jsonpath='{..namespace}'"]],
  run(context, call) {
    const { flags, args } = call;
    if (args.length > 0) return usageError(call.path, `unexpected arguments: [${args.join(" ")}]`);
    const isMerged = !flags.changed("merge") || flags.isOn("merge");
    if (!isMerged && flags.text("kubeconfig") === "") {
      return fail(message("if merge==false a precise file must be specified"));
    }
    const output = flags.text("output");
    const print = objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS);
    const whole = context.config.read();
    const shown = flags.isOn("minify") ? minified(whole, flags.text("context")) : whole;
    context.out(print(printable(shown, { isSecret: !flags.isOn("raw") && !flags.isOn("flatten") })));
    return DONE;
  },
};

/** clientcmd api.MinifyConfig: what the current context needs, or the one that is asked for. */
const minified = (whole: Kubeconfig, asked: string): Kubeconfig => {
  const current = asked || whole["current-context"];
  if (current === "") return fail(message("current-context must exist in order to minify"));
  const found = entryNamed(whole, "contexts", current);
  if (!found) return fail(message(`cannot locate context ${current}`));
  const only = (kind: "clusters" | "users", what: "cluster" | "user"): { readonly [name: string]: JsonObject } => {
    const name = text(found, what);
    if (name === "") return {};
    const entry = entryNamed(whole, kind, name) ?? fail(message(`cannot locate ${what} ${name}`));
    return { [name]: entry };
  };
  return {
    ...whole,
    "current-context": current,
    clusters: only("clusters", "cluster"),
    contexts: { [current]: found },
    users: only("users", "user"),
  };
};

const currentContext: Command = {
  path: "config current-context",
  short: "Show which context is used",
  run(context) {
    const current = context.config.read()["current-context"];
    if (current === "") return fail(message("current-context is not set"));
    context.out(`${current}\n`);
    return DONE;
  },
};

const getContexts: Command = {
  path: "config get-contexts",
  short: "List the contexts",
  run(context, call) {
    const config = context.config.read();
    const names = call.args.length === 0 ? namesOf(config, "contexts") : call.args;
    const found = names.map((name) => contextNamed(config, name));
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
  const current = context.config.read()["current-context"];
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
    const config = context.config.read();
    const name = contextToSet(call, config);
    const before = entryNamed(config, "contexts", name);
    const given = ["cluster", "user", "namespace"].flatMap((field) =>
      flags.changed(field) ? [[field, flags.text(field)] as const] : [],
    );
    context.config.write(withEntry(config, "contexts", [name, { ...before, ...Object.fromEntries(given) }]));
    context.out(`Context ${goQuote(name)} ${before ? "modified" : "created"}.\n`);
    return DONE;
  },
};

const contextToSet = (call: Call, config: Kubeconfig): string => {
  const isCurrent = call.flags.isOn("current");
  const current = config["current-context"];
  if (call.args.length > 1) helpError(call, `Unexpected args: [${call.args.join(" ")}]`);
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
    const config = context.config.read();
    if (name === "") return fail(message("empty context names are not allowed"));
    if (!contextNamed(config, name)) return fail(message(`no context exists with the name: ${goQuote(name)}`));
    context.config.write({ ...config, "current-context": name });
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
    const config = context.config.read();
    if (to === "") return fail(message("You must specify a new non-empty context name"));
    const one = entryNamed(config, "contexts", from);
    if (!one) return fail(message(`cannot rename the context ${goQuote(from)}, it's not in ${CONFIG_FILE}`));
    if (contextNamed(config, to)) {
      const why = `the context ${goQuote(to)} already exists in ${CONFIG_FILE}`;
      return fail(message(`cannot rename the context ${goQuote(from)}, ${why}`));
    }
    const current = config["current-context"] === from ? to : config["current-context"];
    const renamed = withEntry(withEntry(config, "contexts", [from, undefined]), "contexts", [to, one]);
    context.config.write({ ...renamed, "current-context": current });
    context.out(`Context ${goQuote(from)} renamed to ${goQuote(to)}.\n`);
    return DONE;
  },
};

const deleteContext: Command = {
  path: "config delete-context",
  short: "Take a context out",
  run(context, call) {
    const [name, ...rest] = call.args;
    if (name === undefined || rest.length > 0) return onlyHelp(call);
    const config = context.config.read();
    if (!contextNamed(config, name)) {
      return fail(message(`cannot delete context ${name}, not in ${CONFIG_FILE}`));
    }
    if (config["current-context"] === name) {
      context.err(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
      );
    }
    context.config.write(withEntry(config, "contexts", [name, undefined]));
    context.out(`deleted context ${name} from ${CONFIG_FILE}\n`);
    return DONE;
  },
};

export const configCommands: readonly Command[] = [
  view,
  currentContext,
  getContexts,
  setContext,
  useContext,
  renameContext,
  deleteContext,
  ...entryCommands,
  ...propertyCommands,
];
