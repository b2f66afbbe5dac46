// Models kubectl/pkg/cmd/delete/delete.go (v1.36): deletes, then waits until what was deleted is gone.
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { discoveredByName, qualifiedSingular, qualifiedPlural } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail, type Outcome } from "../command.ts";
import { aggregate, fromStatus, message, withSource } from "../errors.ts";
import { list, num, text } from "../object.ts";
import { namePrinter } from "../output/format.ts";
import { forEachInfo, type Info, type Selection } from "../resources.ts";
import { dryRunOf, dryRunSuffix, isNotFound, refused } from "../usage.ts";
import { selectForCall } from "../select.ts";

interface Gone {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export const deleteCommand: Command = {
  path: "delete",
  short: "Delete objects by files, names or selectors",
  about: `Pods get their grace period to end. The command waits until all is gone, unless --wait=false.
--force with --grace-period=0 does not wait for the machine's word that the pod has ended.`,
  examples: [
    ["By file", "kubectl delete -f web.yaml"],
    ["A pod and a service", "kubectl delete pod/web-0 service/web"],
    ["By label", "kubectl delete pods -l app=web"],
    ["All pods of the namespace", "kubectl delete pods --all"],
  ],
  run(context, call) {
    if (call.flags.text("raw") !== "") return refused("--raw", "name the object instead");
    if (call.flags.isOn("interactive")) return refused("--interactive", "the terminal cannot ask back; leave -i away");
    propagationOf(call); // Judged before anything is asked.
    warnOfBoolean(context, call);
    const grace = graceOf(call);
    const selection = ignoring(call, select(context, call));
    const output = call.flags.text("output");
    if (output !== "" && output !== "name") {
      return fail(message(`unexpected -o output mode: ${output}. We only support '-o name'`));
    }
    if (grace === 0 && call.flags.isOn("force")) {
      context.err(
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n",
      );
    }
    const gone: Gone[] = [];
    const errors = forEachInfo(selection, (info) => void gone.push(...deleteOne(context, call, info, grace)));
    const error = aggregate(errors);
    if (selection.infos.length === 0 && !error && !call.flags.isOn("ignore-not-found"))
      context.out("No resources found\n");
    if (error) return fail(error);
    if (!call.flags.isOn("wait") || dryRunOf(call) !== "none" || isInstant(call)) return DONE;
    const timeout = call.flags.durationMs("timeout");
    return wait(context, gone, timeout > 0 ? context.client.nowMs() + timeout : 0);
  },
  resume(context, _call, state: Json, reason) {
    if (reason.type === "time") {
      const [first] = list(state, "gone").map(readGone);
      const where = first ? ` on ${resourcePart(first.type)}/${first.name}` : "";
      return fail(message(`timed out waiting for the condition${where}`));
    }
    return wait(context, list(state, "gone").map(readGone), num(state, "deadlineMs"));
  },
};

/** A forced deletion is not waited for. */
const isInstant = (call: Call): boolean => call.flags.isOn("force") && graceOf(call) === 0;

/** What is named is not read first: its deletion says whether it is there. */
const select = (context: Context, call: Call): Selection => {
  return selectForCall(context, call, {
    isTypeEnough: false,
    isTrusted: true,
    isAllSelecting: true,
    allAfterSelector: true,
  });
};

const ignoring = (call: Call, selection: Selection): Selection => {
  const ignores = call.flags.isOn("ignore-not-found");
  return ignores
    ? { ...selection, errors: selection.errors.filter((error) => error.type !== "status" || !isNotFound(error.status)) }
    : selection;
};

/** -1: the object's own. Zero without --force means one second. */
const graceOf = (call: Call): number => {
  const isForced = call.flags.isOn("force");
  if (call.flags.isOn("now")) {
    if (call.flags.int("grace-period") !== -1) {
      return fail(message("--now and --grace-period cannot be specified together"));
    }
  }
  const given = call.flags.isOn("now") ? 1 : call.flags.int("grace-period");
  if (given > 0 && isForced) {
    return fail(message("--force and --grace-period greater than 0 cannot be specified together"));
  }
  if (given === 0 && !isForced) return 1;
  return given < 0 && isForced ? 0 : given;
};

/** What is made anew takes its old place at once: what the old object owned goes with it. */
export const refuseCascade = (call: Call): void => {
  if (propagationOf(call) !== "Background") {
    refused("--cascade with --force", "the new object takes the place of the old one at once");
  }
};

const PROPAGATION: { readonly [cascade: string]: "Background" | "Foreground" | "Orphan" } = {
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
  true: "Background",
  false: "Orphan",
};

export const propagationOf = (call: Call): "Background" | "Foreground" | "Orphan" => {
  const cascade = call.flags.text("cascade");
  const known = own(PROPAGATION, cascade);
  const why = `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`;
  return known ?? fail(message(why));
};

/** The flag was a yes or no once. */
const warnOfBoolean = (context: Context, call: Call): void => {
  const cascade = call.flags.text("cascade");
  if (cascade !== "true" && cascade !== "false") return;
  const now = propagationOf(call).toLowerCase();
  context.err(
    `warning: --cascade=${cascade} is deprecated (boolean value) and can be replaced with --cascade=${now}.\n`,
  );
};

const deleteOne = (context: Context, call: Call, info: Info, grace: number): Gone[] => {
  const dryRun = dryRunOf(call);
  let uid = text(info.object, "metadata", "uid");
  if (dryRun !== "client") {
    const answer = context.client.delete(info, {
      ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
      propagationPolicy: propagationOf(call),
      dryRun: dryRun === "server",
    });
    if (!answer.ok) {
      if (isNotFound(answer.status) && call.flags.isOn("ignore-not-found")) return [];
      return fail(withSource("deleting", info.source, fromStatus(answer.status)));
    }
    uid = text(answer.value.object, "metadata", "uid");
  }
  said(context, call, info, grace);
  return [{ type: qualifiedPlural(info.resource), namespace: info.namespace, name: info.name, uid }];
};

const said = (context: Context, call: Call, info: Info, grace: number): void => {
  if (call.flags.text("output") === "name") {
    context.out(namePrinter(info.object));
    return;
  }
  const operation = grace === 0 ? "force deleted" : "deleted";
  const where = info.resource.namespaced ? ` from ${info.namespace} namespace` : "";
  context.out(
    `${qualifiedSingular(info.resource)} "${info.name}" ${operation}${where}${dryRunSuffix(dryRunOf(call))}\n`,
  );
};

/** Blocks until every one is gone, or is another object of the same name. */
const wait = (context: Context, gone: readonly Gone[], deadlineMs: number): Outcome => {
  const left = gone.filter((item) => {
    const resource = discoveredByName(item.type);
    const found = resource ? context.client.get({ resource, namespace: item.namespace, name: item.name }) : undefined;
    return found?.ok === true && (item.uid === "" || text(found.value, "metadata", "uid") === item.uid);
  });
  const [first] = left;
  if (!first) return DONE;
  return {
    state: { gone: left.map((item) => ({ ...item })), deadlineMs },
    wake: {
      watch: {
        resource: resourcePart(first.type),
        ...(first.namespace === "" ? {} : { namespace: first.namespace }),
        name: first.name,
      },
      ...(deadlineMs > 0 ? { atMs: deadlineMs } : {}),
    },
  };
};

/** `deployments` of `deployments.apps`. */
const resourcePart = (type: string): string => type.split(".")[0] ?? type;

const readGone = (item: Json): Gone => ({
  type: text(item, "type"),
  namespace: text(item, "namespace"),
  name: text(item, "name"),
  uid: isJsonObject(item) ? text(item, "uid") : "",
});
