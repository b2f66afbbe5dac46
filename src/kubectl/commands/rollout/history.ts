// Models kubectl/pkg/cmd/rollout/rollout_history.go and polymorphichelpers/history.go (v1.36).
import type { JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { describePodTemplate } from "../../describe/pod.ts";
import { Writer } from "../../describe/writer.ts";
import { aggregate, message } from "../../errors.ts";
import { selectorString } from "../../go/selector-text.ts";
import { DESCRIBE, tabbed } from "../../go/tabwriter.ts";
import { list, map, num, obj, text, withField } from "../../object.ts";
import { checkFormat, objectPrinter, unknownFormat, OBJECT_FORMATS } from "../../output/format.ts";
import { forEachInfo, type Info, shownName } from "../../resources.ts";
import { replicaSetsOf, revisionOf } from "../../revisions.ts";
import { must } from "../../usage.ts";
import { noneFor, selectRollouts } from "./select.ts";

const CHANGE_CAUSE = "kubernetes.io/change-cause";

/** One revision: what it was made of, and why. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: JsonObject;
  readonly object: JsonObject;
}

const cause = (object: JsonObject): string => map(object, "metadata", "annotations")[CHANGE_CAUSE] ?? "";

const deploymentRevisions = (context: Context, deployment: JsonObject): Revision[] =>
  replicaSetsOf(context.client, deployment).map((set) => ({
    number: revisionOf(set),
    cause: cause(set),
    template: obj(set, "spec", "template"),
    object: set,
  }));

const controlledRevisions = (context: Context, owner: JsonObject): Revision[] => {
  const answer = context.client.list(infoOf("controllerrevisions"), {
    namespace: text(owner, "metadata", "namespace"),
    labelSelector: selectorString(obj(owner, "spec", "selector")),
  });
  if (!answer.ok) return [];
  const uid = text(owner, "metadata", "uid");
  return answer.value
    .filter((item) => list(item, "metadata", "ownerReferences").some((owned) => text(owned, "uid") === uid))
    .map((item) => ({
      number: num(item, "revision"),
      cause: cause(item),
      template: withField(obj(item, "data", "spec", "template"), ["$patch"], undefined),
      object: item,
    }));
};

const SOURCES: { readonly [kind: string]: (context: Context, object: JsonObject) => Revision[] } = {
  Deployment: deploymentRevisions,
  DaemonSet: controlledRevisions,
  StatefulSet: controlledRevisions,
};

/** Revisions in order, or undefined for kinds without a history. */
export const revisionsOf = (context: Context, info: Info): Revision[] | undefined => {
  const source = SOURCES[info.resource.kind];
  if (!source) return undefined;
  // Whoever asks for a history reads the object again.
  return source(context, must(context.client.get(info))).toSorted((a, b) => a.number - b.number);
};

/** A template as history and undo print it: with its tabs. */
export const rawTemplate = (template: JsonObject): string => {
  const raw: string[] = [];
  const writer = new Writer((text_) => void raw.push(text_));
  describePodTemplate(writer, template);
  return raw.join("");
};

const overview = (revisions: readonly Revision[]): string => {
  const byNumber = new Map(revisions.map((revision) => [revision.number, revision]));
  const rows = [...byNumber.values()].map((row) => `${row.number}\t${row.cause === "" ? "<none>" : row.cause}`);
  return `${tabbed(["REVISION\tCHANGE-CAUSE", ...rows].join("\n"), DESCRIBE).text}\n`;
};

const view = (revisions: readonly Revision[], wanted: number): string => {
  if (revisions.length === 0) return "No rollout history found.";
  if (wanted === 0) return overview(revisions);
  const found = revisions.find((revision) => revision.number === wanted);
  if (!found) return fail(message("unable to find the specified revision"));
  const template =
    found.cause === ""
      ? found.template
      : withField(found.template, ["metadata", "annotations", CHANGE_CAUSE], found.cause);
  return rawTemplate(template);
};

export const history: Command = {
  path: "rollout history",
  short: "Show the revisions of a rollout",
  examples: [
    ["All revisions", "kubectl rollout history deployment/web"],
    ["What the third was made of", "kubectl rollout history deployment/web --revision=3"],
  ],
  run(context, call) {
    checkFormat(call);
    const wanted = call.flags.int("revision");
    if (wanted < 0) return fail(message(`revision must be a positive integer: ${wanted}`));
    const error = aggregate(forEachInfo(selectRollouts(context, call), (info) => print(context, call, info)));
    return error ? fail(error) : DONE;
  },
};

const print = (context: Context, call: Call, info: Info): void => {
  const revisions = revisionsOf(context, info);
  if (!revisions) {
    fail(message(noneFor("history", info)));
    return;
  }
  const wanted = call.flags.int("revision");
  const output = call.flags.text("output");
  if (output !== "") {
    const printer = objectPrinter(context, call, output) ?? unknownFormat(output, OBJECT_FORMATS);
    const chosen = revisions.filter((revision) => wanted === 0 || revision.number === wanted);
    if (wanted > 0 && chosen.length === 0) fail(message("unable to find the specified revision"));
    for (const revision of chosen) context.out(printer(revision.object));
    return;
  }
  const shown = view(revisions, wanted);
  context.out(`${shownName(info)} ${wanted > 0 ? `with revision #${wanted}` : ""}\n${shown}\n`);
};
