// What every generator shares: an object made from flags, printed in a dry run or created.
import type { JsonObject } from "#api/meta";
import { type Call, type Command, type Context, DONE, fail } from "../../command.ts";
import { type CliError, errorText, message } from "../../errors.ts";
import { resourceOfObject } from "../../manifests.ts";
import { withTypedLastApplied } from "../../last-applied.ts";
import { checkFormat } from "../../output/format.ts";
import { rarePart } from "../../rare-parts.ts";
import { nameOf, withField } from "../../object.ts";
import { dryRunOf, fieldValidationOf, namespaceFor, refusal, usageError, warn } from "../../usage.ts";
import { printWritten } from "../../write.ts";

export interface Generator {
  readonly path: string;
  readonly short: string;
  readonly examples: readonly (readonly [comment: string, line: string])[];
  readonly required?: readonly string[];
  /** Words before the server's refusal: `failed to create deployment`. */
  readonly failure?: string;
  /** No colon stands after them. */
  readonly isFailurePlain?: boolean;
  /** Arguments after the name are a command. */
  readonly takesCommand?: boolean;
  make(name: string, call: Call, context: Context): JsonObject;
}

export const generator = (row: Generator): Command => ({
  path: row.path,
  short: row.short,
  examples: row.examples,
  ...(row.required ? { required: row.required } : {}),
  run(context, call) {
    checkFormat(call);
    const made = row.make(nameArgument(call, row.takesCommand === true), call, context);
    const object = call.flags.isOn("append-hash") ? rarePart("nameHash")(made) : made;
    createObject(context, call, object, row.failure && `${row.failure}${row.isFailurePlain === true ? "" : ":"}`);
    return DONE;
  },
});

/** The one argument: the new object's name. */
const nameArgument = (call: Call, takesCommand = false): string => {
  const names = call.dashAt >= 0 ? call.args.slice(0, call.dashAt) : takesCommand ? call.args.slice(0, 1) : call.args;
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    return usageError(call.path, `exactly one NAME is required, got ${names.length}`);
  }
  return name;
};

/** What stands after the name and, if there are any, the dashes. */
export const commandArguments = (call: Call): readonly string[] =>
  call.dashAt >= 0 ? call.args.slice(call.dashAt) : call.args.slice(1);

const withPrefix = (failure: string | undefined, error: CliError): CliError =>
  failure === undefined ? error : message(`${failure} ${errorText(error)}`);

/** Creates the object (in a client dry run only makes it); answers it as it is then. */
export const createSilently = (context: Context, call: Call, object: JsonObject, failure?: string): JsonObject => {
  const resource = resourceOfObject(object) ?? fail(message("no such kind"));
  const { namespace, isExplicit } = namespaceFor(context, call);
  const dryRun = dryRunOf(call);
  const fieldValidation = fieldValidationOf(call);
  const config = call.flags.has("save-config") && call.flags.isOn("save-config");
  const scoped = resource.namespaced && isExplicit ? withField(object, ["metadata", "namespace"], namespace) : object;
  const wanted = config ? withTypedLastApplied(scoped) : scoped;
  if (dryRun === "client") return wanted;
  const target = { resource, namespace: resource.namespaced ? namespace : "", name: nameOf(object) };
  const placed = resource.namespaced ? withField(wanted, ["metadata", "namespace"], namespace) : wanted;
  const written = context.client.create(target, placed, {
    dryRun: dryRun === "server",
    fieldValidation,
  });
  if (!written.ok) return fail(withPrefix(failure, refusal(context, written)));
  warn(context, written.value.warnings);
  return written.value.object;
};

export const createObject = (context: Context, call: Call, object: JsonObject, failure?: string): void => {
  const created = createSilently(context, call, object, failure);
  printWritten(context, call, created, { operation: "created", dryRun: dryRunOf(call) });
};
