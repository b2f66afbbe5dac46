// Models cli-runtime/pkg/genericclioptions/print_flags.go (v1.36): which printer an -o value means.
import type { JsonObject } from "#api/meta";
import { inGroup } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Call, type Context, fail } from "../command.ts";
import { message } from "../errors.ts";
import { goSyntax, goValue } from "../go/format.ts";
import { compactJson, indentedJson, indentedJsonAsWritten, indentedTypedJson } from "../go/json-text.ts";
import { toYaml } from "../go/yaml.ts";
import { kindOf, list, text, withField } from "../object.ts";
import { nameOf } from "../object.ts";
import { type CustomColumn, parseCustomColumns, parseCustomColumnsFile, printCustomColumns } from "./custom-columns.ts";
import { GoTemplateError } from "./go-template-parse.ts";
import { printGoTemplate } from "./go-template.ts";
import { JsonPathError } from "./jsonpath-parse.ts";
import { parseJsonPathTemplate, printJsonPath } from "./jsonpath.ts";
import { withManagedFields } from "./managed-fields.ts";

export type ObjectPrinter = (object: JsonObject) => string;

/** The formats that print objects as they are; tables and columns belong to `get` and its kin. */
export const OBJECT_FORMATS = [
  "go-template",
  "go-template-file",
  "json",
  "jsonpath",
  "jsonpath-as-json",
  "jsonpath-file",
  "kyaml",
  "name",
  "template",
  "templatefile",
  "yaml",
];

const TEMPLATE_FORMATS = ["go-template-file", "go-template", "templatefile", "template"];
const PATH_FORMATS = ["jsonpath-file", "jsonpath-as-json", "jsonpath"];
const COLUMN_FORMATS = ["custom-columns-file", "custom-columns"];

const splitFormat = (output: string, formats: readonly string[]): { format: string; body: string } | undefined => {
  for (const format of formats) {
    if (output === format) return { format, body: "" };
    if (output.startsWith(`${format}=`)) return { format, body: output.slice(format.length + 1) };
  }
  return undefined;
};

export const withoutManagedFields = (object: JsonObject): JsonObject => {
  if (kindOf(object) === "List" || Array.isArray(object["items"])) {
    return { ...object, items: list(object, "items").map(withoutManagedFields) };
  }
  return "managedFields" in ((object["metadata"] ?? {}) as JsonObject)
    ? withField(object, ["metadata", "managedFields"], undefined)
    : object;
};

export const unknownFormat = (output: string, formats: readonly string[]): never =>
  fail(
    message(
      `unable to match a printer suitable for the output format ${goQuote(output)}, allowed formats are: ${[...formats].toSorted().join(",")}`,
    ),
  );

const isObjectFormat = (output: string): boolean =>
  OBJECT_FORMATS.includes(output) || splitFormat(output, [...TEMPLATE_FORMATS, ...PATH_FORMATS]) !== undefined;

/** Verbs that make their printer first refuse an unknown format before they look at anything. */
export const checkFormat = (call: Call): void => {
  const output = call.flags.text("output");
  if (output !== "" && !isObjectFormat(output)) unknownFormat(output, OBJECT_FORMATS);
};

const bodyOrTemplate = (call: Call, body: string): string => {
  const given = body === "" ? call.flags.text("template") : body;
  return given === "" ? fail(message("template format specified but no template given")) : given;
};

const fileText = (context: Context, path: string): string =>
  context.files.read(path) ??
  fail(message(`error reading --template ${path}, open ${path}: no such file or directory\n`));

/** Verbs that read what they print into Go types; all others keep it as the server sent it, a map. */
const TYPED = /^(?:run|create .+|expose|autoscale|set .+|taint|events|rollout .+)$/;

const jsonTextOf = (path: string): ((object: JsonObject) => string) => {
  if (path === "config view") return indentedJsonAsWritten;
  return TYPED.test(path) ? indentedTypedJson : indentedJson;
};

/** The printer of a format, or undefined if `output` names none of OBJECT_FORMATS. */
export const objectPrinter = (context: Context, call: Call, output: string): ObjectPrinter | undefined => {
  const clean = (object: JsonObject): JsonObject =>
    call.flags.isOn("show-managed-fields") ? withManagedFields(context.client, object) : withoutManagedFields(object);
  const name = output.toLowerCase();
  const toJson = jsonTextOf(call.path);
  if (name === "json") return (object) => `${toJson(clean(object))}\n`;
  if (name === "yaml") return yamlPrinter(clean);
  if (name === "kyaml") return (object) => kyamlText(clean(object));
  if (name === "name") return namePrinter;
  return templatePrinter(context, call, output);
};

/** Several documents are parted by a line of three dashes. */
const yamlPrinter = (clean: (object: JsonObject) => JsonObject): ObjectPrinter => {
  let count = 0;
  return (object) => `${count++ > 0 ? "---\n" : ""}${toYaml(clean(object))}`;
};

export const namePrinter: ObjectPrinter = (object) => {
  if (Array.isArray(object["items"])) return list(object, "items").map(namePrinter).join("");
  const apiVersion = text(object, "apiVersion");
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const kind = kindOf(object).toLowerCase();
  return `${inGroup(kind, group)}/${nameOf(object) || "<unknown>"}\n`;
};

const templatePrinter = (context: Context, call: Call, output: string): ObjectPrinter | undefined => {
  const asTemplate = splitFormat(
    output === "" && call.flags.changed("template") ? "template" : output,
    TEMPLATE_FORMATS,
  );
  const allowMissingKeys = call.flags.isOn("allow-missing-template-keys");
  if (asTemplate) {
    const given = bodyOrTemplate(call, asTemplate.body);
    const template = asTemplate.format.endsWith("file") ? fileText(context, given) : given;
    return (object) => goTemplate(context, template, withManagedFields(context.client, object), allowMissingKeys);
  }
  const asPath = splitFormat(output, PATH_FORMATS);
  if (!asPath) return undefined;
  const given = bodyOrTemplate(call, asPath.body);
  const template = asPath.format === "jsonpath-file" ? fileText(context, given) : given;
  try {
    parseJsonPathTemplate(template);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return fail(message(`error parsing jsonpath ${template}, ${error.message}`));
  }
  const asJson = asPath.format === "jsonpath-as-json";
  // Only what prints whole objects leaves them out.
  return (object) => jsonPath(template, withManagedFields(context.client, object), allowMissingKeys, asJson);
};

const jsonPath = (template: string, object: JsonObject, allowMissingKeys: boolean, asJson: boolean): string => {
  try {
    return printJsonPath(template, object, { allowMissingKeys, asJson });
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return fail(
      message(
        `error executing jsonpath ${goQuote(template)}: Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
      ),
    );
  }
};

/** What went wrong is told on stdout first, with all that it was about. */
const goTemplate = (context: Context, template: string, object: JsonObject, allowMissingKeys: boolean): string => {
  try {
    return printGoTemplate(template, object, { allowMissingKeys });
  } catch (error) {
    if (!(error instanceof GoTemplateError)) throw error;
    if (error.isParse) return fail(message(`error parsing template ${template}, ${error.message}`));
    const about = [
      `Error executing template: ${error.message}. Printing more information for debugging the template:`,
      `\ttemplate was:\n\t\t${template}`,
      `\traw data was:\n\t\t${compactJson(object)}`,
      `\tobject given to template engine was:\n\t\t${goValue(object)}\n\n`,
    ];
    context.out(error.printed + about.join("\n"));
    return fail(message(`error executing template ${goQuote(template)}: ${error.message}`));
  }
};

/** Custom columns, if the format asks for them. */
export const columnsOf = (context: Context, call: Call, output: string): readonly CustomColumn[] | undefined => {
  const asColumns = splitFormat(output, COLUMN_FORMATS);
  if (!asColumns) return undefined;
  if (asColumns.body === "") return fail(message("custom-columns format specified but no custom columns given"));
  const parsed =
    asColumns.format === "custom-columns-file"
      ? parseCustomColumnsFile(fileText(context, asColumns.body))
      : parseCustomColumns(asColumns.body);
  return "error" in parsed ? fail(message(parsed.error)) : parsed.columns;
};

export const printColumns = (columns: readonly CustomColumn[], object: JsonObject, noHeaders: boolean): string =>
  printCustomColumns(columns, Array.isArray(object["items"]) ? list(object, "items") : [object], noHeaders);

/** KYAML: YAML in flow style, every string quoted. */
export const kyamlText = (value: JsonObject): string => `---\n${indentedJsonLike(value, "")}\n`;

const indentedJsonLike = (value: unknown, indent: string): string => {
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const items = value.map((item) => indentedJsonLike(item, indent));
    return `[${items.join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = entries.map(([key, item]) => `${inner}${kyamlKey(key)}: ${indentedJsonLike(item, inner)},`);
  return `{\n${lines.join("\n")}\n${indent}}`;
};

const kyamlKey = (key: string): string => (/^[A-Za-z][A-Za-z0-9]*$/.test(key) ? key : JSON.stringify(key));
