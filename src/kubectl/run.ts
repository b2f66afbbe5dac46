// Models kubectl's root command (cobra, v1.36): finds the command of a line, parses its flags, runs it and prints its error.
import { own } from "#api/json";
import type { Json } from "#api/meta";
import {
  type Blocked,
  type Call,
  type Command,
  type Context,
  DONE,
  type Exit,
  isBlocked,
  type Outcome,
  Refusal,
  type StoredCall,
  type WakeReason,
} from "./command.ts";
import { checkContext } from "./check-context.ts";
import { message, plain, reportError } from "./errors.ts";
import { effectOf } from "./flags/effects.ts";
import { everywhereFlags, type Flag, flagsOf } from "./flags/flag.ts";
import { commandWords, parseLine } from "./flags/parse.ts";
import { changeCauseOf, deprecatedFlagsOf, type DeprecatedFlag } from "./flags/deprecated.ts";
import { COMMAND_ROWS } from "./flags/tables.ts";
import { FlagValues, type GivenFlags } from "./flags/values.ts";
import { groupHelp, helpOf, helpTopic, optionsText } from "./help.ts";
import { commandAt } from "./registry.ts";
import { BARE_DRY_RUN, klog, refused } from "./usage.ts";
import { rarePart } from "./rare-parts.ts";
import { isImpersonated } from "./access/user.ts";
import { suggestionsFor } from "./suggest.ts";

/** A call that waits, as it is stored. */
export interface Waiting extends Blocked {
  readonly call: StoredCall;
}

export type KubectlOutcome = Exit | Waiting;

/** Runs `kubectl words...`. */
export const runKubectl = (context: Context, words: readonly string[]): KubectlOutcome =>
  guarded(context, () => dispatch(context, words));

/** Goes on with a call that waited. */
export const resumeKubectl = (context: Context, waiting: Waiting, reason: WakeReason): KubectlOutcome => {
  const { path, given, args, dashAt } = waiting.call;
  const command = commandAt(path);
  const { subject } = waiting.call;
  const flags = new FlagValues(allFlags(path), given);
  const call: Call = { path, flags, args, dashAt, ...(subject === undefined ? {} : { subject }) };
  const run = (inside: Context): Outcome => command?.resume?.(inside, call, waiting.state, reason) ?? DONE;
  return guarded(context, () => stored(call, told(context, call, { isFirst: false, run })));
};

const guarded = (context: Context, step: () => KubectlOutcome): KubectlOutcome => {
  try {
    return step();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.helpOf !== undefined) context.out(helpOf(refusal.helpOf));
    const report = reportError(refusal.error);
    context.err(report.text);
    return { exit: report.exit };
  }
};

const stored = (call: Call, outcome: Outcome): KubectlOutcome => {
  if (!isBlocked(outcome)) return outcome;
  const { path, flags, args, dashAt, subject } = call;
  const kept = { path, given: flags.given, args: [...args], dashAt, ...(subject === undefined ? {} : { subject }) };
  return { ...outcome, call: kept };
};

/** The longest path of words that names a command; the indexes of its words in the line. */
const findPath = (words: readonly string[]): { path: string; used: readonly number[] } => {
  let path = "";
  const used: number[] = [];
  for (const index of commandWords(words, [...everywhereFlags, ...flagsOf("")])) {
    const next = canonical(path === "" ? (words[index] ?? "") : `${path} ${words[index] ?? ""}`);
    if (own(COMMAND_ROWS, next) === undefined || next === "") break;
    path = next;
    used.push(index);
    if (!COMMAND_ROWS[path]?.commands) break;
  }
  return { path, used };
};

const ALIASES: { readonly [path: string]: string } = {
  "create cm": "create configmap",
  "create deploy": "create deployment",
  "create ing": "create ingress",
  "create cj": "create cronjob",
  "create ns": "create namespace",
  "create pdb": "create poddisruptionbudget",
  "create pc": "create priorityclass",
  "create resourcequota": "create quota",
  "create sa": "create serviceaccount",
  "create svc": "create service",
  "create secrets": "create secret",
  "set res": "set resources",
  "set sa": "set serviceaccount",
  "top nodes": "top node",
  "top no": "top node",
  "top pods": "top pod",
  "top po": "top pod",
  rerun: "run",
  "config use": "config use-context",
  event: "events",
  "create service lb": "create service loadbalancer",
};

const canonical = (path: string): string => own(ALIASES, path) ?? path;

const dispatch = (context: Context, words: readonly string[]): KubectlOutcome => {
  const { path, used } = findPath(words);
  const rest = words.filter((_, index) => !used.includes(index));
  if (path === "") return root(context, rest);
  const row = COMMAND_ROWS[path];
  const command = commandAt(path);
  const flags = allFlags(path);
  const parsed = parseLine(rest, flags);
  if (!parsed.ok) {
    if (parsed.isHelp) {
      context.out(helpOf(path));
      return DONE;
    }
    // One is taken by "there are differences".
    if (path === "diff") {
      throw new Refusal(plain(`error: ${parsed.error}\nSee 'kubectl diff -h' for help and examples\n`, 2));
    }
    throw new Refusal(message(`${parsed.error}\nSee 'kubectl ${path} --help' for usage.`));
  }
  const { given, args, dashAt } = parsed;
  for (const flag of deprecatedFlagsOf(path)) warnDeprecated(context, flag, given);
  const changeCause = changeCauseOf(path, given, args);
  const asked: Call = {
    path,
    flags: new FlagValues(flags, given),
    args,
    dashAt,
    ...(changeCause === undefined ? {} : { changeCause }),
  };
  if (!command) return group(context, path, row?.commands ?? [], args);
  const missing = (command.required ?? []).filter((name) => !asked.flags.changed(name));
  if (missing.length > 0) {
    throw new Refusal(message(`required flag(s) ${missing.map((name) => `"${name}"`).join(", ")} not set`));
  }
  const subject = checkContext(context, asked);
  const call: Call = { ...asked, ...(subject === undefined ? {} : { subject }) };
  checkEffects(call);
  if (call.flags.text("dry-run") === BARE_DRY_RUN) {
    klog(context, "helpers.go:719", "--dry-run is deprecated and can be replaced with --dry-run=client.");
  }
  return stored(call, told(context, call, { isFirst: true, run: (inside) => command.run(inside, call) }));
};

/** -v says what the command asks of the server. */
const told = (
  context: Context,
  call: Call,
  step: { readonly isFirst: boolean; run(context: Context): Outcome },
): Outcome => {
  // `auth` asks about the other user, and is answered whoever that is.
  const isOther = (isImpersonated(call) || call.subject !== undefined) && !call.path.startsWith("auth ");
  const client = isOther ? rarePart("access").impersonated(context, call) : context.client;
  const inside = { ...context, client: client.as?.(fieldManagerOf(call)) ?? client };
  return call.flags.int("v") > 0 ? rarePart("traced")(inside, call, step) : step.run(inside);
};

/** apply.go GetApplyFieldManagerFlag, and of other verbs what the flag says; those that have none are their program. */
const fieldManagerOf = ({ flags }: Call): string => {
  const isServerSide = flags.isOn("server-side") && !flags.changed("field-manager");
  return isServerSide ? "kubectl" : flags.text("field-manager") || "kubectl";
};

/** A command's own flags stand before those of the same name that all commands have. */
const allFlags = (path: string): readonly Flag[] => {
  const theirs = [...flagsOf(path), ...deprecatedFlagsOf(path)];
  return [...everywhereFlags.filter((flag) => !theirs.some(({ name }) => name === flag.name)), ...theirs];
};

const warnDeprecated = (context: Context, flag: DeprecatedFlag, given: GivenFlags): void => {
  if (given[flag.name] !== undefined) context.err(`Flag --${flag.name} has been deprecated, ${flag.note}\n`);
};

/** A flag that cannot do here what it says is not taken. */
const checkEffects = (call: Call): void => {
  for (const name of Object.keys(call.flags.given)) {
    const effect = effectOf(call.path, name);
    if (effect.type === "refused" && effect.bySelf !== true) refused(`--${name}`, effect.why);
  }
};

const group = (context: Context, path: string, commands: readonly string[], args: readonly string[]): Exit => {
  if (args.length > 0) {
    throw new Refusal(message(`unknown command "${args.join(" ")}"\nSee 'kubectl ${path} -h' for help and examples`));
  }
  const text = groupHelp(path, commands);
  if (path === "rollout") context.out(text);
  else context.err(text);
  return { exit: 1 };
};

const root = (context: Context, words: readonly string[]): KubectlOutcome => {
  const flags = [...everywhereFlags, ...flagsOf("")];
  const at = commandWords(words, flags)[0];
  const name = at === undefined ? "" : (words[at] ?? "");
  if (name === "help") {
    const topic = helpTopic(words.slice((at ?? 0) + 1).filter((word) => !word.startsWith("-")));
    if (topic.isKnown) context.out(topic.text);
    else context.err(topic.text);
    return DONE;
  }
  if (name === "options") {
    context.out(optionsText());
    return DONE;
  }
  if (name === "alpha") {
    context.err("No alpha commands are available in this version of kubectl\n");
    return DONE;
  }
  const parsed = parseLine(words, flags);
  if (!parsed.ok && !parsed.isHelp) {
    throw new Refusal(message(`${parsed.error}\nSee 'kubectl --help' for usage.`));
  }
  if (name === "" || !parsed.ok) {
    context.out(helpOf(""));
    return DONE;
  }
  const suggestions = suggestionsFor(name);
  const hint =
    suggestions.length === 0 ? "" : `\n\nDid you mean this?\n${suggestions.map((word) => `\t${word}\n`).join("")}`;
  throw new Refusal(message(`unknown command "${name}" for "kubectl"${hint}`));
};

export type { Command };
export type StoredState = Json;
