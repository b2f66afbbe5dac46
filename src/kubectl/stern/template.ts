// Models generateTemplate of cmd/cmd.go (stern 1.33): what a template of one's own may name, and how it is checked.
// Simplified: none of the functions about time (toUTC, toTimestamp, toRFC3339Nano).
import { isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { fail as refuse, type Parsed, succeed } from "#api/result";
import { goValue } from "../go/format.ts";
import { compactJson, quoteJson } from "../go/json-text.ts";
import { printGoTemplate, unknownFunctionIn } from "../output/go-template.ts";
import type { TemplateFunctions, Value } from "../output/go-template-functions.ts";
import { GoTemplateError, parseGoTemplate } from "../output/go-template-parse.ts";

export type Paint = (codes: string, text: string) => string;

const BLACK = 30;
const COLOUR_NAMES = ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White"];

const LEVELS: { readonly [level: string]: string } = {
  debug: "35",
  info: "34",
  warn: "33",
  warning: "33",
  error: "31",
  dpanic: "31",
  panic: "31",
  fatal: "36",
  critical: "36",
};
/** Levels below these numbers. */
const BUNYAN_LEVELS = [
  [30, "35"],
  [40, "34"],
  [50, "33"],
  [60, "31"],
  [100, "36"],
] as const;

const objectIn = (text: string): JsonObject | undefined => {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const parsed = (text: Value): JsonObject => {
  const found = objectIn(goValue(text ?? ""));
  if (!found) throw new GoTemplateError("the line is not a JSON object");
  return found;
};

const partsOf = (object: JsonObject, keys: readonly Value[]): string =>
  keys.map((key) => goValue(own(object, goValue(key ?? "")) ?? null)).join(", ");

/** JSON as it is, other text as a JSON string. */
export const asJson = (message: string): string => {
  try {
    JSON.parse(message);
    return message;
  } catch {
    return quoteJson(message);
  }
};

const pretty = (value: Value): string => {
  const object = typeof value === "string" ? objectIn(value) : isJsonObject(value) ? value : undefined;
  // Printed as one string of JSON first, so that its keys stand in Go's order.
  return object ? JSON.stringify(JSON.parse(compactJson(object)), null, 2) : goValue(value ?? null);
};

const bunyan = (paint: Paint, level: Value): string => {
  if (typeof level !== "number") return "";
  const colour = BUNYAN_LEVELS.find(([below]) => level < below)?.[1];
  return colour === undefined ? `${Math.trunc(level)}` : paint(colour, `${Math.trunc(level)}`);
};

const sternFunctions = (paint: Paint): TemplateFunctions => ({
  color: ([codes, text]) => paint(goValue(codes ?? ""), goValue(text ?? "")),
  ...Object.fromEntries(
    COLOUR_NAMES.map((name, i) => [
      `color${name}`,
      ([text]: readonly Value[]) => paint(`${BLACK + i}`, goValue(text ?? "")),
    ]),
  ),
  levelColor: ([level]) => {
    if (typeof level !== "string") return "";
    const colour = own(LEVELS, level.toLowerCase());
    return colour === undefined ? level : paint(colour, level);
  },
  bunyanLevelColor: ([level]) => bunyan(paint, level),
  extjson: ([text]) => asJson(goValue(text ?? "")),
  prettyJSON: ([value]) => pretty(value),
  parseJSON: ([text]) => parsed(text),
  tryParseJSON: ([text]) => objectIn(goValue(text ?? "")),
  extractJSONParts: ([text, ...keys]) => partsOf(parsed(text), keys),
  tryExtractJSONParts: ([text, ...keys]) => {
    const object = objectIn(goValue(text ?? ""));
    return object ? partsOf(object, keys) : goValue(text ?? "");
  },
});

const NO_PAINT = sternFunctions((_, text) => text);

/** What Go finds when it reads the template. */
export const templateFault = (template: string): string | undefined => {
  try {
    const unknown = unknownFunctionIn(parseGoTemplate(template), NO_PAINT);
    return unknown === undefined ? undefined : `template: log:1: function ${JSON.stringify(unknown)} not defined`;
  } catch (error) {
    if (!(error instanceof GoTemplateError)) throw error;
    return error.message.replace("template: output:", "template: log:");
  }
};

/** The line as the template says, or why it cannot be said. */
export const expanded = (template: string, fields: JsonObject, paint: Paint): Parsed<string> => {
  try {
    return succeed(printGoTemplate(template, fields, { allowMissingKeys: true, functions: sternFunctions(paint) }));
  } catch (error) {
    if (!(error instanceof GoTemplateError)) throw error;
    return refuse(`expanding template failed: ${error.message.replaceAll("output", "log")}`);
  }
};
