// Models kubectl/pkg/cmd/diff/diff.go (v1.36): what an apply would change, by the server's own dry run.
import { compareStrings } from "#api/compare";
import { parseJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { formatMicroTime } from "#api/time";
import { createThreeWayMergePatch } from "#engine/checks";
import { type Call, type Command, type Context, DONE, fail, type Outcome, Refusal } from "../command.ts";
import { fromStatus, message, reportError } from "../errors.ts";
import { unifiedDiff } from "../go/unified-diff.ts";
import { toYaml } from "../go/yaml.ts";
import { BAD_DOCUMENT, LAST_APPLIED, lastAppliedOf } from "../last-applied.ts";
import { fileSourceOf, namesFiles, readManifests } from "../manifests.ts";
import { map, text, withField } from "../object.ts";
import { withoutManagedFields } from "../output/format.ts";
import { chosenOf, type Info, selectorsOf } from "../resources.ts";
import { isNotFound, klog, namespaceFor, refused, usageError } from "../usage.ts";

export const diff: Command = {
  path: "diff",
  short: "Show what apply would change",
  about: "Exits with 0 if nothing would change, with 1 if something would, with more if it failed.",
  examples: [["One file", "kubectl diff -f web.yaml"]],
  run(context, call) {
    try {
      return diffAll(context, call);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // One is taken: it says that there are differences.
      const report = reportError(error.error);
      context.err(report.text);
      return { exit: report.exit + 1 };
    }
  },
};

const diffAll = (context: Context, call: Call): Outcome => {
  if (call.args.length > 0) usageError("diff", `Unexpected args: [${call.args.join(" ")}]`);
  if (call.flags.isOn("prune")) return refused("diff --prune", "it shows only what the given files change");
  const files = fileSourceOf(call);
  if (!namesFiles(files)) return fail(message("must specify one of -f and -k"));
  const { namespace, isExplicit } = namespaceFor(context, call);
  const read = readManifests(context, files, { namespace, isNamespaceExplicit: isExplicit });
  const [error] = read.errors;
  // Each object is asked for as it is read, and the first error ends it.
  const before = error ? read.infos.slice(0, read.at[0]) : read.infos;
  const infos = chosenOf(before, selectorsOf(call.flags).labelSelector);
  const changes = infos.map((info) => ({ name: fileName(info), text: changeOf(context, call, info) }));
  if (error) return fail(error);
  // Two folders are compared, file by file.
  const texts = changes.toSorted((a, b) => compareStrings(a.name, b.name)).map((change) => change.text);
  context.out(texts.join(""));
  return texts.every((change) => change === "") ? DONE : { exit: 1 };
};

const changeOf = (context: Context, call: Call, info: Info): string => {
  const found = context.client.get(info);
  if (!found.ok && !isNotFound(found.status)) return fail(fromStatus(found.status));
  const live = found.ok ? found.value : undefined;
  const merged = call.flags.isOn("server-side")
    ? applied(context, call, info)
    : live
      ? patched(context, info, live)
      : created(context, info);
  const print = (object: JsonObject): string =>
    toYaml(
      masked(call.flags.isOn("show-managed-fields") ? object : withoutManagedFields(object), {
        live,
        merged,
        isShown: call.flags.isOn("show-secrets"),
      }),
    );
  // The masker makes something of the Secret that is not there.
  const none = isMasked(merged, call.flags.isOn("show-secrets")) ? "null\n" : "";
  const hunks = unifiedDiff(live ? print(live) : none, print(merged));
  if (hunks === "") return "";
  const name = fileName(info);
  const [from, to] = [
    `/tmp/LIVE-${folder(context, "LIVE")}/${name}`,
    `/tmp/MERGED-${folder(context, "MERGED")}/${name}`,
  ];
  const stamp = `${formatMicroTime(context.client.nowMs()).replace("T", " ").replace("Z", "000")} +0000`;
  return `diff -u -N ${from} ${to}\n--- ${from}\t${stamp}\n+++ ${to}\t${stamp}\n${hunks}`;
};

/** Who owns what it would change is told after it was tried without the lock, too. */
const applied = (context: Context, call: Call, info: Info): JsonObject => {
  const answer = context.client.apply(info, info.object, {
    dryRun: true,
    isForced: call.flags.isOn("force-conflicts"),
  });
  if (answer.ok) return answer.value.object;
  if (answer.status.reason === "Conflict") {
    const { group, version, kind } = info.resource;
    const what = `Object (${group}/${version}, Kind=${kind}: ${info.name})`;
    klog(context, "diff.go:723", `${what} keeps changing, diffing without lock`);
  }
  return fail(fromStatus(answer.status));
};

const created = (context: Context, info: Info): JsonObject => {
  const answer = context.client.create(info, info.object, { dryRun: true });
  return answer.ok ? answer.value.object : fail(fromStatus(answer.status));
};

const patched = (context: Context, info: Info, live: JsonObject): JsonObject => {
  const kept = lastAppliedOf(live);
  const original = kept === undefined ? {} : parseJsonObject(kept);
  if (!original) return fail(message(BAD_DOCUMENT));
  const patch = createThreeWayMergePatch(original, plainly(info.object), live);
  if (!patch.ok) return fail(message(patch.error));
  const answer = context.client.patch(info, { type: "strategic", body: patch.value }, { dryRun: true });
  return answer.ok ? answer.value.object : fail(fromStatus(answer.status));
};

/** The manifest with annotations, be there none, as what was applied last holds them. */
const plainly = (object: JsonObject): JsonObject => {
  const { [LAST_APPLIED]: _, ...annotations } = map(object, "metadata", "annotations");
  return withField(object, ["metadata", "annotations"], annotations);
};

const fileName = ({ resource, namespace, name }: Info): string =>
  [resource.group, resource.version, resource.kind, namespace, name].filter((part) => part !== "").join(".");

/** A number in a folder's name, as mktemp gives it. */
const folder = (context: Context, word: string): number => {
  const at = Math.trunc(context.client.nowMs());
  return Math.abs(Math.imul(at, word.length * 2_654_435) ^ at);
};

interface Masking {
  readonly live: JsonObject | undefined;
  readonly merged: JsonObject;
  readonly isShown: boolean;
}

const isMasked = (object: JsonObject, isShown: boolean): boolean => !isShown && text(object, "kind") === "Secret";

/** What a Secret holds is not shown; whether it changes is. */
const masked = (object: JsonObject, { live, merged, isShown }: Masking): JsonObject => {
  if (!isMasked(object, isShown)) return object;
  const before = map(live ?? {}, "data");
  const after = map(merged, "data");
  const own = map(object, "data");
  const isLive = object === live || (live !== undefined && own === before);
  const shown = Object.create(null) as { [key: string]: string };
  for (const key of Object.keys(own)) {
    const isChanged =
      live !== undefined && before[key] !== undefined && after[key] !== undefined && before[key] !== after[key];
    shown[key] = isChanged ? (isLive ? "*** (before)" : "*** (after)") : "***";
  }
  return withField(object, ["data"], shown);
};
