// Models kubectl/pkg/cmd/describe/describe.go (v1.36).
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { describeObject } from "../describe/registry.ts";
import { aggregateOfVisit, type CliError, message } from "../errors.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { readResourceArgs, resourceOfType } from "../resource-args.ts";
import type { Info, Selection } from "../resources.ts";
import { namespaceFor } from "../usage.ts";
import { selectForCall } from "../select.ts";

export const describe: Command = {
  path: "describe",
  short: "Show the details of objects, and what happened to them",
  about: `Prints a page for each object: its fields, what belongs to it, and its recent events. A name that is not
there is taken as the beginning of names.`,
  examples: [
    ["A node", "kubectl describe node worker-1"],
    ["A pod", "kubectl describe pod web-5749b78657-nmf8s"],
    ["All pods whose names begin with web", "kubectl describe pod web"],
    ["Pods by label", "kubectl describe pods -l app=web"],
  ],
  run(context, call) {
    if (call.args.length === 0 && !namesFiles(fileSourceOf(call))) {
      return fail(
        message(
          'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
        ),
      );
    }
    const selection = selectForCall(context, call, { isTypeEnough: true, isLive: true });
    const [only] = selection.errors;
    if (only && selection.errors.length === 1 && isMissing(only) && call.args.length === 2) {
      return matching(context, call, only);
    }
    return pages(context, call, selection);
  },
};

const isMissing = (error: CliError): boolean => error.type === "status" && error.status.reason === "NotFound";

/** Unless the flag says so, events are shown of an object that was asked for alone. */
const page = (context: Context, call: Call, info: Info, isAlone: boolean): string => {
  // The describer of a kind reads the object for itself, whoever found it.
  const found = context.client.get(info);
  return describeObject(found.ok ? found.value : info.object, {
    client: context.client,
    nowMs: context.client.nowMs(),
    showEvents: call.flags.changed("show-events") ? call.flags.isOn("show-events") : isAlone,
  });
};

const pages = (context: Context, call: Call, selection: Selection): Outcome => {
  for (const [index, info] of selection.infos.entries()) {
    context.out(`${index === 0 ? "" : "\n\n"}${page(context, call, info, selection.infos.length === 1)}`);
  }
  if (selection.infos.length === 0 && selection.errors.length === 0) {
    const { namespace } = namespaceFor(context, call);
    context.err(
      call.flags.isOn("all-namespaces") ? "No resources found\n" : `No resources found in ${namespace} namespace.\n`,
    );
  }
  const error = aggregateOfVisit(selection.errors);
  return error ? fail(error) : DONE;
};

/** Every object whose name begins with what was given. */
const matching = (context: Context, call: Call, original: CliError): Outcome => {
  const args = readResourceArgs(call.args);
  const prefix = args.names[0];
  if (prefix === undefined) return fail(original);
  const resource = resourceOfType(args.types[0] ?? "");
  const { namespace } = namespaceFor(context, call);
  const answer = context.client.list(resource, resource.namespaced ? { namespace } : {});
  const infos = answer.ok
    ? answer.value
        .map((object): Info => ({ resource, namespace, name: nameIn(object), object, source: "" }))
        .filter((info) => info.name.startsWith(prefix))
    : [];
  if (infos.length === 0) return fail(original);
  for (const info of infos) context.out(`${page(context, call, info, false)}\n`);
  return DONE;
};

const nameIn = (object: Info["object"]): string => (object["metadata"] as { readonly name: string }).name;
