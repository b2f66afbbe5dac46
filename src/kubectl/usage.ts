// The errors of commands that were called the wrong way, and the steps that most commands begin with.
import { goQuote } from "#api/go-quote";
import { own } from "#api/json";
import type { Status } from "#api/meta";
import type { Refused, Result } from "#api/result";
import { type Call, type Context, fail } from "./command.ts";
import { type CliError, fromStatus, message, plain } from "./errors.ts";
import { klogText } from "./go/klog.ts";
import { contextNamespace } from "./kubeconfig.ts";

/** cmdutil.UsageErrorf: the error, and where help is. */
export const usageError = (path: string, text: string): never =>
  fail(message(`${text}\nSee 'kubectl ${path} -h' for help and examples`));

export const must = <T>(result: Result<T>): T => (result.ok ? result.value : fail(fromStatus(result.status)));

export const isNotFound = (status: Status): boolean => status.reason === "NotFound";

/** The namespace of a command, and whether it was given by flag. */
export const namespaceFor = (context: Context, call: Call): { namespace: string; isExplicit: boolean } => {
  const isExplicit = call.flags.changed("namespace") && call.flags.text("namespace") !== "";
  return {
    namespace: isExplicit
      ? call.flags.text("namespace")
      : contextNamespace(context.config.read(), call.flags.text("context") || undefined),
    isExplicit,
  };
};

/** What the parser keeps for `--dry-run` alone. */
export const BARE_DRY_RUN = "unchanged";

export type DryRun = "none" | "client" | "server";

/** The --dry-run strategy; a bare flag still means the client's (run.ts warns of it). */
export const dryRunOf = (call: Call): DryRun => {
  const value = call.flags.text("dry-run");
  if (value === "client" || value === "server") return value;
  if (value === BARE_DRY_RUN) return "client";
  if (value === "none" || value === "") return "none";
  return fail(message(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`));
};

const PROCESS_ID = 26_330;

/** A warning in kubectl's own log. */
export const klog = (context: Context, place: string, text: string): void => klogLine(context, "W", { place, text });

/** A line of it, as klog writes it. */
export const klogLine = (
  context: Context,
  severity: "I" | "W" | "E" | "F",
  { place, text }: { readonly place: string; readonly text: string },
): void => {
  context.err(`${klogText({ severity, wallMs: context.client.nowMs(), pid: PROCESS_ID, place }, text)}\n`);
};

export const dryRunSuffix = (strategy: DryRun): string => {
  if (strategy === "none") return "";
  return strategy === "client" ? " (dry run)" : " (server dry run)";
};

export const warn = (context: Context, warnings: readonly string[]): void => {
  for (const warning of warnings) context.err(`Warning: ${warning}\n`);
};

/** The server's refusal, after what it warned of before. */
export const refusal = (context: Context, { status, warnings = [] }: Refused): CliError => {
  warn(context, warnings);
  return fromStatus(status);
};

/** A flag or command that exists, and that this simulation refuses with a reason. */
export const refused = (what: string, why: string): never =>
  fail(plain(`error: ${what} is not available in this simulated cluster: ${why}`));

const DIRECTIVES: { readonly [value: string]: "Strict" | "Warn" | "Ignore" } = {
  strict: "Strict",
  warn: "Warn",
  ignore: "Ignore",
  ...Object.fromEntries(["1", "t", "T", "true", "TRUE", "True"].map((yes) => [yes, "Strict"])),
  ...Object.fromEntries(["0", "f", "F", "false", "FALSE", "False"].map((no) => [no, "Ignore"])),
};

/** What --validate means to the server (cmdutil.GetValidationDirective). */
export const fieldValidationOf = (call: Pick<Call, "flags">): "Strict" | "Warn" | "Ignore" => {
  const given = call.flags.has("validate") ? call.flags.text("validate") : "strict";
  const why = `invalid - validate option ${goQuote(given)}; must be one of: strict (or true), warn, ignore (or false)`;
  return own(DIRECTIVES, given) ?? fail(message(why));
};

/** cli-runtime's LocalResourceError. */
export const LOCAL_ONLY = `you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`;

/** Nothing is asked of the server, and nothing sent: --local, for verbs that have it. */
export const isLocal = (call: Call): boolean => call.flags.has("local") && call.flags.isOn("local");
