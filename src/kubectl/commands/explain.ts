// Models kubectl/pkg/explain/v2/templates/plaintext.tmpl (v1.36): a kind or one of its fields, its type, and the fields inside.
import type { DiscoveredResource } from "#api/discovered";
import { discovered } from "#api/discovered";
import { apiVersionOf, discoveredByName } from "#api/scheme";
import type { OpenApi, OpenApiSchema } from "#api/schema/openapi";
import { goQuote } from "#api/go-quote";
import { own } from "#api/json";
import { type Command, DONE, fail } from "../command.ts";
import { message, plain } from "../errors.ts";
import { wordWrap } from "../go/wordwrap.ts";
import { rarePart } from "../rare-parts.ts";
import { warnOfShortNames } from "../resource-args.ts";
import { refused } from "../usage.ts";

export const explain: Command = {
  path: "explain",
  short: "Show the fields of a kind and what they mean",
  about: "Fields inside fields are named with dots. Lists and maps are not named: pod.spec.containers.image.",
  examples: [
    ["A kind", "kubectl explain deployment"],
    ["A field", "kubectl explain pod.spec.containers.livenessProbe"],
    ["All fields below", "kubectl explain deployment.spec.strategy --recursive"],
  ],
  run(context, call) {
    const [target, ...rest] = call.args;
    if (target === undefined) {
      return fail(
        message(
          'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
        ),
      );
    }
    if (rest.length > 0) {
      return fail(message("We accept only this format: explain RESOURCE\n"));
    }
    const output = call.flags.text("output");
    if (output !== "plaintext") {
      return output === "plaintext-openapiv2"
        ? refused("--output=plaintext-openapiv2", "its only format is plaintext")
        : fail(message(`unrecognized format: ${output}`));
    }
    warnOfShortNames(context, target.split(".").slice(0, 1));
    const { resource, path } = askedFor(target, call.flags.text("api-version"));
    const document = rarePart("openApi")();
    const found = own(document.types, `${apiVersionOf(resource)}/${resource.plural}`);
    if (!found) return notServed(document, resource);
    const [kind, name] = found;
    const { group, version } = resource;
    context.out(`${group === "" ? "" : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`);
    const text = new Explainer(document, call.flags.isOn("recursive")).output(path, { same: name });
    if (text === "") return fail(message(`field ${goQuote(path.at(-1) ?? "")} does not exist`));
    context.out(`${text}\n`);
    return DONE;
  },
};

const notServed = ({ types }: OpenApi, { group, version, plural }: DiscoveredResource): never => {
  const gvr = `${group}/${version}, Resource=${plural}`;
  const isVersion = Object.keys(types).some((key) => key.startsWith(`${group === "" ? "" : `${group}/`}${version}/`));
  return fail(message(isVersion ? `GVR (${gvr}) not found in OpenAPI schema` : `couldn't find resource for "${gvr}"`));
};

interface Asked {
  readonly resource: DiscoveredResource;
  readonly path: readonly string[];
}

/** SplitAndParseResourceRequest: `deployments.apps.spec` names a group before the fields; `deployments.spec` does not. */
const askedFor = (target: string, apiVersion: string): Asked => {
  if (target.includes("..")) return fail(message("invalid jsonpath syntax, first node must be field node"));
  const [type = "", ...path] = target.replace(/\.$/, "").split(".");
  const found = discoveredByName(type) ?? fail(plain(`the server doesn't have a resource type ${goQuote(type)}`));
  if (apiVersion !== "") {
    const [version = "", group = ""] = apiVersion.split("/").toReversed();
    return { resource: { ...found, group, version }, path };
  }
  const grouped = discovered
    .filter(({ plural, singular, shortNames }) => [plural, singular, ...shortNames].includes(type))
    .find((row) => target.startsWith(groupResource(row)));
  if (!grouped) return { resource: found, path };
  return { resource: grouped, path: target.slice(groupResource(grouped).length).split(".").slice(1).filter(Boolean) };
};

const groupResource = ({ plural, group }: DiscoveredResource): string => (group === "" ? plural : `${plural}.${group}`);

/** Long texts are broken at so many letters; beside an indent at fewer. */
const WIDTH = 76;
/** A list of values beside a field is cut after so many. */
const SHOWN_VALUES = 4;

const indented = (amount: number, text: string): string => {
  const pad = " ".repeat(amount);
  return pad + text.replaceAll("\n", `\n${pad}`);
};

class Explainer {
  readonly #document: OpenApi;
  readonly #isRecursive: boolean;

  constructor(document: OpenApi, isRecursive: boolean) {
    this.#document = document;
    this.#isRecursive = isRecursive;
  }

  /** The end of the path, or "" where it leads nowhere. */
  output(path: readonly string[], schema: OpenApiSchema, met: readonly string[] = []): string {
    const [first, ...rest] = path;
    const resolved = this.#resolved(schema);
    if (first === undefined) return this.#end(resolved);
    const { same } = schema;
    if (same !== undefined && met.includes(same)) return "";
    const field = own(resolved.fields ?? {}, first);
    if (field) {
      const inside = this.output(rest, field);
      if (inside === "" || rest.length > 0) return inside;
      return `FIELD: ${first} <${this.#typeText(field)}>\n${allValues(field)}\n\n${inside}`;
    }
    const seen = same === undefined ? met : [...met, same];
    const next = resolved.items ?? resolved.others ?? (resolved.ref === undefined ? undefined : { same: resolved.ref });
    return next ? this.output(path, next, seen) : "";
  }

  #resolved(schema: OpenApiSchema): OpenApiSchema {
    return schema.same === undefined ? schema : (this.#document.schemas[schema.same] ?? schema);
  }

  #end(schema: OpenApiSchema): string {
    const about = this.#about(schema) || "<empty>";
    const fields = this.#fields(schema, 1, []);
    return `DESCRIPTION:\n${indented(4, wordWrap(WIDTH, about))}\n${externalDocs(schema)}${fields === "" ? "" : `FIELDS:\n${fields}`}`;
  }

  /** What is said of it, and of what it is made of. */
  #about(schema: OpenApiSchema): string {
    const { about, ref, items, others } = this.#resolved(schema);
    const said = about === undefined ? "" : `${about}\n`;
    return [
      said,
      ...[ref === undefined ? undefined : { same: ref }, items, others].map((one) => (one ? this.#about(one) : "")),
    ].join("");
  }

  #fields(schema: OpenApiSchema, level: number, met: readonly string[]): string {
    const { same } = schema;
    if (same !== undefined && met.includes(same)) return "";
    const seen = same === undefined ? met : [...met, same];
    const resolved = this.#resolved(schema);
    const lines = Object.entries(resolved.fields ?? {}).map(([name, field]) => {
      const line = this.#field(name, field, { level, isRequired: resolved.required?.includes(name) === true });
      return line + (this.#isRecursive ? this.#fields(field, level + 1, seen) : "");
    });
    const { ref, items, others } = resolved;
    const inner = [ref === undefined ? undefined : { same: ref }, items, others];
    return [...lines, ...inner.map((one) => (one ? this.#fields(one, level, seen) : ""))].join("");
  }

  #field(name: string, field: OpenApiSchema, { level, isRequired }: { level: number; isRequired: boolean }): string {
    const indent = level * 2;
    const required = isRequired ? " -required-" : "";
    const head = `${indented(indent, name)}\t<${this.#typeText(field)}>${required}${someValues(field, indent)}\n`;
    if (this.#isRecursive) return head;
    return `${head}${indented(indent + 2, wordWrap(WIDTH + 2 - indent, field.about ?? "<no description>"))}\n\n`;
  }

  #typeText(schema: OpenApiSchema): string {
    const { items, others, ref = schema.same, type } = schema;
    if (items) return `[]${this.#typeText(items)}`;
    if (others) return `map[string]${this.#typeText(others)}`;
    if (ref === undefined) return type === undefined || type === "object" ? "Object" : type;
    const named = this.#document.schemas[ref]?.type;
    return named === undefined || named === "object" ? (ref.split(".").at(-1) ?? "") : named;
  }
}

const externalDocs = ({ docs }: OpenApiSchema): string => {
  if (!docs) return "";
  const about = docs.description === undefined ? "" : `${indented(4, wordWrap(WIDTH, docs.description))}\n`;
  return `\nEXTERNAL DOCS:\n${about}${docs.url === undefined ? "" : `    URL: ${docs.url}\n`}`;
};

const shown = (value: string): string => (value === "" ? '""' : value);

const someValues = ({ values }: OpenApiSchema, indent: number): string => {
  if (!values) return "";
  const more = values.length > SHOWN_VALUES ? ", ...." : "";
  return `\n${" ".repeat(indent)}enum: ${values.slice(0, SHOWN_VALUES).map(shown).join(", ")}${more}`;
};

const allValues = ({ values }: OpenApiSchema): string =>
  values ? `ENUM:${values.map((value) => `\n    ${shown(value)}`).join("")}` : "";
