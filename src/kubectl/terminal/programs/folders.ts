// Folders that somebody made: others are there as long as a file lies in them.
import { absolutePath, HOME, WORK } from "../paths.ts";
import { simple, type Program, type ProgramContext } from "../program.ts";

const ALWAYS: ReadonlySet<string> = new Set(["/", "/home", HOME, WORK, "/tmp"]);

const tableOf = ({ sim }: ProgramContext) => sim.table<true>("shell/folders");
const keyOf = ({ host = "" }: ProgramContext, path: string): string => `${host}:${path}`;

/** Those that were made on this machine: absolute paths. */
export const foldersOf = (context: ProgramContext): readonly string[] => {
  const prefix = keyOf(context, "");
  return [...tableOf(context).keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
};

export const isFolder = (context: ProgramContext, path: string): boolean => {
  const here = absolutePath(context.directory(), path);
  if (ALWAYS.has(here) || here === context.directory()) return true;
  const prefix = `${here}/`;
  const isAbove = (inside: string): boolean => inside === here || inside.startsWith(prefix);
  return (
    foldersOf(context).some(isAbove) ||
    context.files().some((file) => absolutePath(context.directory(), file).startsWith(prefix))
  );
};

const mkdir = simple("mkdir", (context, args) => {
  const isQuiet = args.some((arg) => /^-\w*p/.test(arg));
  let exit = 0;
  for (const path of args.filter((arg) => !arg.startsWith("-"))) {
    const here = absolutePath(context.directory(), path);
    const isThere = isFolder(context, path) || context.readFile(path) !== undefined;
    const parent = here.replace(/\/[^/]*$/, "") || "/";
    const problem = isThere ? "File exists" : isFolder(context, parent) ? "" : "No such file or directory";
    if (problem !== "" && (!isQuiet || context.readFile(path) !== undefined)) {
      context.err(`mkdir: cannot create directory '${path}': ${problem}\n`);
      exit = 1;
    } else tableOf(context).set(keyOf(context, here), true);
  }
  return exit;
});

/** Takes a folder away that was made, and those in it. */
export const removeFolder = (context: ProgramContext, path: string): void => {
  const here = absolutePath(context.directory(), path);
  for (const made of foldersOf(context)) {
    if (made === here || made.startsWith(`${here}/`)) tableOf(context).delete(keyOf(context, made));
  }
};

const rmdir = simple("rmdir", (context, args) => {
  let exit = 0;
  for (const path of args.filter((arg) => !arg.startsWith("-"))) {
    const prefix = `${absolutePath(context.directory(), path)}/`;
    const isFull =
      foldersOf(context).some((made) => made.startsWith(prefix)) ||
      context.files().some((file) => absolutePath(context.directory(), file).startsWith(prefix));
    if (isFolder(context, path) && !isFull) removeFolder(context, path);
    else {
      context.err(
        `rmdir: failed to remove '${path}': ${isFull ? "Directory not empty" : "No such file or directory"}\n`,
      );
      exit = 1;
    }
  }
  return exit;
});

export const folderPrograms: readonly Program[] = [mkdir, rmdir];
