// Models FilenameParam and Path of cli-runtime/pkg/resource/builder.go (v1.36): which files the paths of -f mean.
import { goQuote } from "#api/go-quote";
import { type Context, fail } from "./command.ts";
import { aggregate, type CliError, message } from "./errors.ts";
import { globLetters, matchesGlob } from "./glob.ts";
import type { FileSource } from "./manifests.ts";

const EXTENSIONS = /\.(json|yaml|yml)$/;

/** `-` is the standard input. What is wrong with the paths is said before any is read. */
export const filesOf = (context: Context, { paths, isRecursive }: FileSource): readonly string[] => {
  const found: string[] = [];
  const errors: CliError[] = [];
  for (const path of paths) {
    if (path === "-") {
      if (found.includes("-")) errors.push(message("standard input cannot be used for multiple arguments"));
      found.push("-");
    } else if (/^https?:\/\//.test(path)) {
      errors.push(message(`${goQuote(path)}: manifests cannot be fetched from the network in this simulated cluster`));
    } else expand(context, path, isRecursive, { found, errors });
  }
  const error = aggregate(errors);
  return error ? fail(error) : found;
};

const expand = (
  context: Context,
  path: string,
  isRecursive: boolean,
  { found, errors }: { readonly found: string[]; readonly errors: CliError[] },
): void => {
  const matches = isThere(context, path) ? [path] : matching(context, path);
  if (matches.length === 0) errors.push(message(`the path ${goQuote(path)} does not exist`));
  found.push(...matches.flatMap((match) => filesIn(context, match, isRecursive)));
  if (found.length === 0 && errors.length === 0) {
    errors.push(message(`error reading [${matches.join(" ")}]: recognized file extensions are [.json .yaml .yml]`));
  }
};

const bareOf = (path: string): string => path.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");

const inside = (context: Context, path: string): { readonly prefix: string; readonly files: readonly string[] } => {
  const folder = bareOf(path);
  const prefix = folder === "." || folder === "" ? "" : `${folder}/`;
  return { prefix, files: context.files.list(folder).filter((file) => file.startsWith(prefix)) };
};

const isThere = (context: Context, path: string): boolean => {
  if (context.files.read(bareOf(path)) !== undefined) return true;
  const { prefix, files } = inside(context, path);
  return prefix === "" || files.length > 0;
};

/** A folder stands for its manifests, sorted. */
const filesIn = (context: Context, path: string, isRecursive: boolean): readonly string[] => {
  const bare = bareOf(path);
  if (context.files.read(bare) !== undefined) return [bare];
  const { prefix, files } = inside(context, path);
  return files
    .filter((file) => EXTENSIONS.test(file) && (isRecursive || !file.slice(prefix.length).includes("/")))
    .toSorted();
};

/** Files and folders that a pattern means, should the shell have left it. */
const matching = (context: Context, path: string): readonly string[] => {
  if (!/[*?[]/.test(path)) return [];
  const bare = path.replace(/^(?:\.\/+)+/, "");
  const pattern = globLetters(bare);
  const depth = bare.split("/").length;
  const heads = inside(context, ".").files.map((file) => file.split("/").slice(0, depth).join("/"));
  return [...new Set(heads)].filter((head) => matchesGlob(pattern, head)).toSorted();
};
