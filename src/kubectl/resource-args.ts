// Models cli-runtime/pkg/resource/builder.go (v1.36), the half that reads arguments: `pods`, `pod a b`, `po/a svc/b`, `all`.
import { type DiscoveredResource, discovered } from "#api/discovered";
import { discoveredByName, qualifiedPlural } from "#api/scheme";
import { goQuote } from "#api/go-quote";
import { type Context, fail } from "./command.ts";
import { message } from "./errors.ts";

export interface TypeAndName {
  readonly type: string;
  readonly name: string;
}

/** What the arguments name: pairs, or types with or without names. */
export interface ResourceArgs {
  readonly pairs: readonly TypeAndName[];
  readonly types: readonly string[];
  readonly names: readonly string[];
}

export const MISSING_RESOURCE = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

const MIXED =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
  "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** `a,b/name` is `a/name b/name`, and so is `a,b name`. */
const normalize = (args: readonly string[]): string[] => {
  const [first = "", ...names] = args;
  const types = splitTypes(first);
  if (names.length > 0 && types.length > 1 && !first.includes("/")) {
    return types.flatMap((type) => names.map((name) => `${type}/${name}`));
  }
  return normalizePairs(args);
};

const normalizePairs = (args: readonly string[]): string[] =>
  args.flatMap((arg) => {
    const slash = arg.indexOf("/");
    const comma = arg.indexOf(",");
    if (slash < 0 || comma < 0 || comma > slash) return [arg];
    return arg
      .slice(0, slash)
      .split(",")
      .map((type) => `${type}${arg.slice(slash)}`);
  });

const splitPair = (arg: string): TypeAndName => {
  const parts = arg.split("/");
  if (parts.length !== 2) return fail(message("arguments in resource/name form may not have more than one slash"));
  const [type = "", name = ""] = parts;
  if (type === "" || name === "") {
    return fail(message("arguments in resource/name form must have a single resource and name"));
  }
  return { type, name };
};

const splitTypes = (text: string): string[] => text.split(",");

/** Every resource of a category such as `all`. */
const categoryTypes = (category: string): string[] =>
  discovered.filter((resource) => resource.categories.includes(category)).map(qualifiedPlural);

export const readResourceArgs = (args: readonly string[]): ResourceArgs => {
  const all = normalize(args);
  const slashes = all.filter((arg) => arg.includes("/")).length;
  if (slashes > 0) {
    if (slashes !== all.length) return fail(message(MIXED));
    return { pairs: all.map(splitPair), types: [], names: [] };
  }
  const [first, ...names] = all;
  if (first === undefined) return { pairs: [], types: [], names: [] };
  const types = splitTypes(first).flatMap((type) => {
    const members = categoryTypes(type);
    return members.length > 0 ? members : [type];
  });
  return { pairs: [], types, names };
};

export const resourceOfType = (type: string): DiscoveredResource =>
  discoveredByName(type) ?? fail(message(`the server doesn't have a resource type ${goQuote(nameOfType(type))}`));

/** restmapper shortcutExpander: `ev` is the first kind of that short name, and might have been another. */
export const warnOfShortNames = (context: Context, types: readonly string[]): void => {
  for (const type of new Set(types)) {
    const [first, ...others] = discovered.filter(({ shortNames }) => shortNames.includes(type));
    for (const other of first && discovered.some(({ plural, singular }) => plural === type || singular === type)
      ? []
      : others) {
      context.err(
        `Warning: short name ${goQuote(type)} could also match lower priority resource ${qualifiedPlural(other)}\n`,
      );
    }
  }
};

/** Without its group, as schema.ParseGroupResource parts them. */
const nameOfType = (type: string): string => type.split(".")[0] ?? type;
