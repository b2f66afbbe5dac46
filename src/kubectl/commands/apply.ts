// Models kubectl/pkg/cmd/apply/apply.go and patcher.go (v1.36): create what is not there, patch what is.
import { isJsonObject, parseJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { goQuote } from "#api/go-quote";
import { createThreeWayMergePatch } from "#engine/checks";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, type CliError, errorText, fromStatus, message, plain, withSource } from "../errors.ts";
import { compactJson } from "../go/json-text.ts";
import { BAD_DOCUMENT, lastAppliedOf, LAST_APPLIED, withLastApplied } from "../last-applied.ts";
import { fileSourceOf, namesFiles, readManifests } from "../manifests.ts";

import { chosenOf, type Info, selectorsOf } from "../resources.ts";
import type { KubeClient } from "../client.ts";
import { dryRunOf, fieldValidationOf, isNotFound, namespaceFor, refusal, usageError, warn } from "../usage.ts";
import { propagationOf, refuseCascade } from "./delete.ts";
import { applyPruned, prunedKindsOf } from "./apply-prune.ts";
import { printWritten } from "../write.ts";

export const apply: Command = {
  path: "apply",
  short: "Make objects be as files say",
  about: `Creates what is not there yet and patches what is. What a file no longer says is removed, what others
have set is left alone: an annotation remembers what was applied last.`,
  examples: [
    ["One file", "kubectl apply -f web.yaml"],
    ["All manifests of a folder", "kubectl apply -f manifests/"],
    ["From standard input", "cat web.yaml | kubectl apply -f -"],
    ["Only ask the server", "kubectl apply -f web.yaml --dry-run=server"],
  ],
  run(context, call) {
    if (call.args.length > 0) usageError("apply", `Unexpected args: [${call.args.join(" ")}]`);
    const files = fileSourceOf(call);
    if (!namesFiles(files)) return fail(message("must specify one of -f and -k"));
    validate(call);
    const { namespace, isExplicit } = namespaceFor(context, call);
    const read = readManifests(context, files, { namespace, isNamespaceExplicit: isExplicit });
    const errors: CliError[] = [...read.errors];
    const { labelSelector } = selectorsOf(call.flags);
    const infos = chosenOf(read.infos, labelSelector);
    if (infos.length === 0 && read.errors.length === 0) return fail(message("no objects passed to apply"));
    for (const info of infos) {
      const problem = applyOne(context, call, info);
      if (problem) errors.push(problem);
    }
    if (errors.length === 0 && call.flags.isOn("prune")) applyPruned(context, call, infos);
    const error = aggregate(errors);
    return error ? fail(error) : DONE;
  },
};

const validate = (call: Call): void => {
  const { flags } = call;
  const dryRun = dryRunOf(call);
  propagationOf(call);
  fieldValidationOf(call);
  const [isServerSide, isForced] = [flags.isOn("server-side"), flags.isOn("force")];
  if (flags.isOn("prune")) prunedKindsOf(call);
  const wrong: readonly (readonly [isSo: boolean, why: string])[] = [
    [flags.isOn("force-conflicts") && !isServerSide, "--force-conflicts only works with --server-side"],
    [
      dryRun === "client" && isServerSide,
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    [flags.text("subresource") !== "" && !isServerSide, "--subresource can only be specified for --server-side"],
    [isForced && isServerSide, "--force cannot be used with --server-side"],
    [dryRun === "server" && isForced, "--dry-run=server cannot be used with --force"],
    [flags.isOn("all") && flags.text("selector") !== "", "cannot set --all and --selector at the same time"],
    [flags.isOn("prune") && isForced, "--force cannot be used with --prune"],
    [flags.isOn("prune") && !flags.isOn("all") && flags.text("selector") === "", PRUNES_ALL],
  ];
  const found = wrong.find(([isSo]) => isSo);
  if (found) fail(message(found[1]));
};

const PRUNES_ALL =
  "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector";

const described = (info: Info): string => {
  const { group, version, plural, kind } = info.resource;
  return `Resource: "${group}/${version}, Resource=${plural}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\nName: ${goQuote(info.name)}, Namespace: ${goQuote(info.namespace)}`;
};

const applyOne = (context: Context, call: Call, info: Info): CliError | undefined => {
  if (info.name === "") {
    const { metadata } = info.object;
    const base = isJsonObject(metadata) ? metadata["generateName"] : undefined;
    if (typeof base === "string" && base !== "") return message(`from ${base}: cannot use generate name with apply`);
    return message(
      `error when retrieving current configuration of:\n${described(info)}\nfrom server for: ${goQuote(info.source)}: resource name may not be empty`,
    );
  }
  if (call.flags.isOn("server-side")) return applyServerSide(context, call, info);
  const live = context.client.get(info);
  if (live.ok) return patch(context, call, info, live.value);
  if (!isNotFound(live.status)) {
    const what = `retrieving current configuration of:\n${described(info)}\nfrom server for:`;
    return withSource(what, info.source, fromStatus(live.status));
  }
  return create(context, call, info);
};

const create = (context: Context, call: Call, info: Info): CliError | undefined => {
  const object = withLastApplied(info.object);
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, object, { operation: "created", dryRun });
    return undefined;
  }
  const written = context.client.create(info, object, {
    dryRun: dryRun === "server",
    fieldValidation: fieldValidationOf(call),
  });
  if (!written.ok) return withSource("creating", info.source, refusal(context, written));
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "created", dryRun });
  return undefined;
};

const CONFLICT_ADVICE = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

const KUBECTL = "kubectl";
/** Who keeps the annotation of client-side applies from then on. */
const LAST_APPLIED_MANAGER = "kubectl-last-applied";

/** Simplified: who owns the fields of a subresource is not asked. */
const applyPart = (context: Context, call: Call, info: Info): CliError | undefined => {
  const dryRun = dryRunOf(call);
  const patch = { type: "strategic", body: info.object } as const;
  const written = context.client.patch(info, patch, { dryRun: dryRun === "server" });
  if (!written.ok) return refusal(context, written);
  printWritten(context, call, written.value.object, { operation: "serverside-applied", dryRun });
  return undefined;
};

/** apply.go applyOneObject: the server merges. What a client-side apply owned before is taken over, and applied once more. */
const applyServerSide = (context: Context, call: Call, info: Info): CliError | undefined => {
  const { client } = context;
  const dryRun = dryRunOf(call);
  const subresource = call.flags.text("subresource");
  if (call.flags.changed("field-manager") && call.flags.text("field-manager") === "") {
    return plain('The PatchOptions "" is invalid: fieldManager: Required value: is required for apply patch');
  }
  if (subresource !== "") return applyPart(context, call, { ...info, subresource });
  const options = {
    dryRun: dryRun === "server",
    fieldValidation: fieldValidationOf(call),
    isForced: call.flags.isOn("force-conflicts"),
  };
  let written = client.apply(info, info.object, options);
  if (!written.ok) {
    const { status } = written;
    return status.reason === "Conflict" ? message(status.message + CONFLICT_ADVICE) : fromStatus(status);
  }
  if (!options.dryRun) {
    const manager = call.flags.changed("field-manager") ? call.flags.text("field-manager") : KUBECTL;
    keepAnnotation(client, info, written.value.object, manager);
    if (client.upgradeManagedFields(info, manager)) {
      const again = client.apply(info, info.object, options);
      if (again.ok) written = again;
    }
  }
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "serverside-applied", dryRun });
  return undefined;
};

/** apply.go saveLastApplyAnnotationIfNecessary: the server keeps the annotation as long as somebody has applied it. */
const keepAnnotation = (client: KubeClient, info: Info, object: JsonObject, manager: string): void => {
  const annotation = lastAppliedOf(object);
  if (manager !== KUBECTL || annotation === undefined) return;
  const isKept = client
    .managedFields(info)
    .some((entry) => entry["operation"] === "Apply" && JSON.stringify(entry["fieldsV1"]).includes(`f:${LAST_APPLIED}`));
  if (isKept) return;
  const { apiVersion = "", kind = "" } = object;
  const metadata = {
    name: info.name,
    ...(info.namespace === "" ? {} : { namespace: info.namespace }),
    annotations: { [LAST_APPLIED]: annotation },
  };
  client.apply(info, { apiVersion, kind, metadata }, { fieldManager: LAST_APPLIED_MANAGER, isForced: false });
};

/** What was applied last; undefined if the annotation holds something else. */
const original = (live: JsonObject): JsonObject | undefined => {
  const kept = lastAppliedOf(live);
  return kept === undefined ? {} : parseJsonObject(kept);
};

/** kubectl/pkg/cmd/apply/patcher.go createPatchErrFormat. */
const unreadable = (info: Info, { live, modified }: { readonly live: JsonObject; readonly modified: JsonObject }) => {
  const creating = `creating patch with:\noriginal:\n${lastAppliedOf(live) ?? ""}\nmodified:\n${compactJson(modified)}\ncurrent:\n${compactJson(live)}\nfor:`;
  const applying = `applying patch:\n\nto:\n${described(info)}\nfor:`;
  return withSource(applying, info.source, withSource(creating, info.source, message(BAD_DOCUMENT)));
};

const patch = (context: Context, call: Call, info: Info, live: JsonObject): CliError | undefined => {
  const dryRun = dryRunOf(call);
  if (lastAppliedOf(live) === undefined) warnMissing(context, info);
  const modified = withLastApplied(info.object);
  const before = original(live);
  if (!before) return unreadable(info, { live, modified });
  const computed = createThreeWayMergePatch(before, modified, live);
  const applying = `applying patch:\n${computed.ok ? compactJson(computed.value) : ""}\nto:\n${described(info)}\nfor:`;
  if (!computed.ok) return withSource(applying, info.source, message(computed.error));
  if (Object.keys(computed.value).length === 0) {
    printWritten(context, call, live, { operation: "unchanged", dryRun });
    return undefined;
  }
  if (dryRun === "client") {
    printWritten(context, call, live, { operation: "configured", dryRun });
    return undefined;
  }
  const written = context.client.patch(
    info,
    { type: "strategic", body: computed.value },
    {
      dryRun: dryRun === "server",
      fieldValidation: fieldValidationOf(call),
    },
  );
  if (!written.ok && call.flags.isOn("force") && ["Conflict", "Invalid"].includes(written.status.reason ?? "")) {
    return anew(context, call, info, modified);
  }
  if (!written.ok) return withSource(applying, info.source, refusal(context, written));
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "configured", dryRun });
  return undefined;
};

/** patcher.deleteAndCreate. Simplified: the old object goes at once, whatever its grace period. */
const anew = (context: Context, call: Call, info: Info, modified: JsonObject): CliError | undefined => {
  const dryRun = dryRunOf(call);
  refuseCascade(call);
  const options = { dryRun: dryRun === "server" };
  const gone = context.client.delete(info, { ...options, gracePeriodSeconds: 0 });
  if (!gone.ok) return message(errorText(fromStatus(gone.status)));
  if (dryRun === "server") {
    printWritten(context, call, modified, { operation: "configured", dryRun });
    return undefined;
  }
  const written = context.client.create(info, modified, { fieldValidation: fieldValidationOf(call) });
  if (!written.ok) return message(errorText(refusal(context, written)));
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "configured", dryRun });
  return undefined;
};

const warnMissing = (context: Context, info: Info): void =>
  warn(context, [
    `resource ${info.resource.plural}/${info.name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
  ]);
