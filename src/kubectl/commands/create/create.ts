// Models kubectl/pkg/cmd/create/create.go and replace/replace.go (v1.36): objects of files.
import { qualifiedSingular } from "#api/scheme";
import type { ObjectName } from "../../client.ts";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { aggregate, fromStatus, message, withSource } from "../../errors.ts";
import { fileSourceOf, namesFiles } from "../../manifests.ts";
import { lastAppliedOf, withLastApplied } from "../../last-applied.ts";
import { withField } from "../../object.ts";
import { checkFormat } from "../../output/format.ts";
import { forEachInfo, type Info, type Selection } from "../../resources.ts";
import { dryRunOf, fieldValidationOf, isNotFound, refusal, refused, usageError, warn } from "../../usage.ts";
import { printWritten } from "../../write.ts";
import { propagationOf, refuseCascade } from "../delete.ts";
import { selectForCall } from "../../select.ts";

const fromFiles = (context: Context, call: Call, files = fileSourceOf(call)): Selection =>
  selectForCall(context, call, { args: [], files, isTypeEnough: false });

export const create: Command = {
  path: "create",
  short: "Create objects from files, or by what they are",
  about: "With -f the objects of files are created; each subcommand makes one kind of object from flags.",
  examples: [
    ["From a file", "kubectl create -f web.yaml"],
    ["A deployment", "kubectl create deployment web --image=demo/web:1.0"],
    [
      "Only show what would be created",
      "kubectl create configmap settings --from-literal=color=blue --dry-run=client -o yaml",
    ],
  ],
  run(context, call) {
    if (call.flags.text("raw") !== "") return refused("--raw", "write a manifest and give it with -f");
    checkFormat(call);
    if (call.flags.isOn("edit")) return refused("--edit", "open the file in the editor first");
    if (call.args.length > 0) return usageError("create", `Unexpected args: [${call.args.join(" ")}]`);
    if (!namesFiles(fileSourceOf(call))) return fail(message("must specify one of -f and -k"));
    const selection = fromFiles(context, call);
    if (selection.infos.length === 0 && selection.errors.length === 0) {
      return fail(message("no objects passed to create"));
    }
    const error = aggregate(forEachInfo(selection, (info) => createOne(context, call, info)));
    return error ? fail(error) : DONE;
  },
};

const createOne = (context: Context, call: Call, info: Info): void => {
  const object = call.flags.isOn("save-config") ? withLastApplied(info.object) : info.object;
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, object, { operation: "created", dryRun });
    return;
  }
  const written = context.client.create(info, object, {
    dryRun: dryRun === "server",
    fieldValidation: fieldValidationOf(call),
  });
  if (!written.ok) {
    fail(withSource("creating", info.source, refusal(context, written)));
    return;
  }
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "created", dryRun });
};

export const replace: Command = {
  path: "replace",
  short: "Put the objects of files in the place of those that exist",
  about: "The whole object is replaced by the file's. With --force it is deleted and created anew.",
  examples: [
    ["From a file", "kubectl replace -f web.yaml"],
    ["Delete, then create", "kubectl replace --force -f web.yaml"],
  ],
  run(context, call) {
    if (call.flags.text("raw") !== "") return refused("--raw", "write a manifest and give it with -f");
    propagationOf(call);
    if (!namesFiles(fileSourceOf(call))) return fail(message("must specify one of -f and -k"));
    validateReplace(call);
    const isForced = call.flags.isOn("force");
    if (isForced) removeAll(context, call);
    const step = isForced ? createAnew : replaceOne;
    const error = aggregate(forEachInfo(fromFiles(context, call), (info) => step(context, call, info)));
    return error ? fail(error) : DONE;
  },
};

/** All are deleted before the first is made anew; what files hold is validated only then. */
const removeAll = (context: Context, call: Call): void => {
  const selection = fromFiles(context, call, { ...fileSourceOf(call), isValidated: false });
  const error = aggregate(forEachInfo(selection, (info) => remove(context, info)));
  if (error) fail(error);
};

const validateReplace = (call: Call): void => {
  const { flags } = call;
  const isForced = flags.isOn("force");
  for (const flag of ["grace-period", "timeout"]) {
    const isGiven = flag === "timeout" ? flags.durationMs(flag) !== 0 : flags.int(flag) >= 0;
    if (isGiven && !isForced) fail(message(`--${flag} must have --force specified`));
  }
  if (isForced && dryRunOf(call) !== "none") fail(message("--dry-run can not be used when --force is set"));
  if (isForced) refuseCascade(call);
};

const replaceOne = (context: Context, call: Call, info: Info): void => {
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, info.object, { operation: "replaced", dryRun });
    return;
  }
  const live = context.client.get(info);
  const keepsConfig =
    call.flags.isOn("save-config") ||
    (live.ok && lastAppliedOf(live.value) !== undefined && lastAppliedOf(info.object) !== undefined);
  const object = keepsConfig ? withLastApplied(info.object) : info.object;
  const written = context.client.update(info, object, {
    dryRun: dryRun === "server",
    fieldValidation: fieldValidationOf(call),
  });
  if (!written.ok) {
    fail(withSource("replacing", info.source, refusal(context, written)));
    return;
  }
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "replaced", dryRun });
};

/** Simplified: the old object goes at once, whatever its grace period. */
const remove = (context: Context, info: Info): void => {
  const gone = context.client.delete(whole(info), { gracePeriodSeconds: 0 });
  if (gone.ok) {
    const suffix = info.resource.namespaced ? ` from ${info.namespace} namespace` : "";
    context.out(`${qualifiedSingular(info.resource)} "${info.name}" deleted${suffix}\n`);
  } else if (!isNotFound(gone.status)) fail(fromStatus(gone.status));
};

/** Not a part of the object is deleted and made anew. */
const whole = ({ resource, namespace, name }: Info): ObjectName => ({ resource, namespace, name });

const createAnew = (context: Context, call: Call, info: Info): void => {
  const fresh = withField(
    withField(info.object, ["metadata", "resourceVersion"], undefined),
    ["metadata", "uid"],
    undefined,
  );
  const written = context.client.create(whole(info), fresh, { fieldValidation: fieldValidationOf(call) });
  if (!written.ok) {
    fail(refusal(context, written));
    return;
  }
  printWritten(context, call, written.value.object, { operation: "replaced" });
};
