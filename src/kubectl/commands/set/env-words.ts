// Models kubectl/pkg/cmd/set/env/env_parse.go (v1.36): the words of a line, as objects and as changes to their variables.
import { goQuote } from "#api/go-quote";
import type { JsonObject } from "#api/meta";
import { type Call, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";

export interface EnvChanges {
  readonly resources: readonly string[];
  readonly set: readonly JsonObject[];
  readonly remove: readonly string[];
}

const isChange = (arg: string): boolean => /^.+=/s.test(arg) || arg.endsWith("-");

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

export const checkEnvName = (name: string): void => {
  if (NAME.test(name)) return;
  const what =
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";
  const how =
    "(e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
  fail(message(`${goQuote(name)} is not a valid key name: ${what} ${how}`));
};

/** `A=b`, a line each, of what was piped in. */
const fromStdin = (text: string): readonly JsonObject[] =>
  text.split("\n").flatMap((line) => {
    const [spec = ""] = line.split("#");
    const equals = spec.indexOf("=");
    return equals < 0 ? [] : [{ name: spec.slice(0, equals), value: spec.slice(equals + 1) }];
  });

export const readChanges = (context: Context, call: Call): EnvChanges => {
  const first = call.args.findIndex(isChange);
  const resources = first < 0 ? call.args : call.args.slice(0, first);
  const changes = first < 0 ? [] : call.args.slice(first);
  if (!changes.every(isChange)) {
    return fail(message(`all resources must be specified before environment changes: ${call.args.join(" ")}`));
  }
  const set: JsonObject[] = [];
  const remove: string[] = [];
  for (const word of [...call.flags.list("env"), ...changes]) {
    const equals = word.indexOf("=");
    if (word === "-") set.push(...fromStdin(context.stdin ?? ""));
    else if (equals >= 0) {
      checkEnvName(word.slice(0, equals));
      set.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    } else if (word.endsWith("-")) remove.push(word.slice(0, -1));
    else return fail(message(`unknown environment variable: ${word}`));
  }
  if (set.some(({ name }) => remove.some((gone) => gone === name))) {
    return fail(message("can not both modify and remove the same environment variable in the same command"));
  }
  return { resources, set, remove };
};
