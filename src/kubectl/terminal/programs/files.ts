// Programs about files and folders: ls, cat, rm, cd, pwd, and the editors.
// Simplified: a folder is there as long as a file lies in it, or somebody has made it.
import { compareStrings } from "#api/compare";
import { absolutePath, fileNameOf } from "../paths.ts";
import { folderPrograms, foldersOf, isFolder, removeFolder } from "./folders.ts";
import { simple, type Program, type ProgramContext } from "../program.ts";

/** What lies in a folder: files, and folders with a slash; undefined if there is no such folder. */
const entriesOf = (context: ProgramContext, folder: string): readonly string[] | undefined => {
  if (!isFolder(context, folder)) return undefined;
  const here = absolutePath(context.directory(), folder);
  const prefix = here === "/" ? "/" : `${here}/`;
  const files = context.files().map((file) => absolutePath(context.directory(), file));
  const inside = [...files, ...foldersOf(context).map((made) => `${made}/`)]
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length).replace(/\/.*$/, "/"));
  return [...new Set(inside)].filter((name) => name !== "").toSorted(compareStrings);
};

const longRow = (name: string, owner: string): string =>
  `${name.endsWith("/") ? "drwxr-xr-x" : "-rw-r--r--"} 1 ${owner} ${owner} ${name}\n`;

const ls = simple("ls", (context, args) => {
  const wanted = args.filter((a) => !a.startsWith("-"));
  const names = wanted.length === 0 ? ["."] : wanted;
  const isRow = (letter: string): boolean => args.some((a) => new RegExp(`^-\\w*${letter}`).test(a));
  const print = (shown: readonly string[]): void => {
    if (shown.length === 0) return;
    if (isRow("l")) context.out(shown.map((name) => longRow(name, context.variable("USER"))).join(""));
    else context.out(isRow("1") || !context.isTerminal ? `${shown.join("\n")}\n` : `${shown.join("  ")}\n`);
  };
  const files = names.filter((name) => context.readFile(name) !== undefined);
  print(files);
  let exit = 0;
  let hasPrinted = files.length > 0;
  for (const name of names.filter((one) => !files.includes(one))) {
    const entries = entriesOf(context, name);
    if (entries) {
      if (names.length > 1) context.out(`${hasPrinted ? "\n" : ""}${name}:\n`);
      print(
        args.includes("-d") ? [name] : context.isTerminal ? entries : entries.map((entry) => entry.replace(/\/$/, "")),
      );
      hasPrinted = true;
    } else {
      context.err(`ls: cannot access '${name}': No such file or directory\n`);
      exit = 2;
    }
  }
  return exit;
});

const cd = simple("cd", (context, [given = "~"]) => {
  const { directory, setDirectory, setVariable, variable, readFile, err, out } = context;
  const where = given.replace(/^~(?=\/|$)/, variable("HOME"));
  const target = where === "-" ? variable("OLDPWD") : where;
  if (where === "-" && target === "") {
    err("bash: cd: OLDPWD not set\n");
    return 1;
  }
  if (entriesOf(context, target) === undefined) {
    err(`bash: cd: ${target}: ${readFile(target) === undefined ? "No such file or directory" : "Not a directory"}\n`);
    return 1;
  }
  setVariable("OLDPWD", directory());
  setDirectory(absolutePath(directory(), target));
  if (where === "-") out(`${target}\n`);
  return 0;
});

const cat = simple("cat", ({ stdin, readFile, out, err }, args) => {
  const names = args.filter((a) => a === "-" || !a.startsWith("-"));
  if (names.length === 0) out(stdin ?? "");
  let exit = 0;
  for (const name of names) {
    const text = name === "-" ? (stdin ?? "") : readFile(name);
    if (text === undefined) {
      err(`cat: ${name}: No such file or directory\n`);
      exit = 1;
    } else out(args.includes("-n") ? numbered(text) : text);
  }
  return exit;
});

const numbered = (text: string): string => {
  let number = 0;
  return text.replaceAll(/^(?=[^\n]|\n)/gm, () => `${String(++number).padStart(6)}\t`);
};

/** Into a folder, or under another name. */
const copy = (name: "cp" | "mv") =>
  simple(name, (context, args) => {
    const names = args.filter((a) => !a.startsWith("-"));
    const [from = "", to] = names;
    if (to === undefined) {
      context.err(`${name}: missing ${from === "" ? "file" : "destination file"} operand\n`);
      return 1;
    }
    const text = context.readFile(from);
    if (text === undefined) {
      context.err(`${name}: cannot stat '${from}': No such file or directory\n`);
      return 1;
    }
    const isInto = context.readFile(to) === undefined && isFolder(context, to);
    context.writeFile(isInto ? `${to.replace(/\/$/, "")}/${from.replace(/^.*\//, "")}` : to, text);
    if (name === "mv") context.removeFile(from);
    return 0;
  });

const touch = simple("touch", ({ readFile, writeFile }, args) => {
  for (const file of args.filter((a) => !a.startsWith("-"))) if (readFile(file) === undefined) writeFile(file, "");
});

const rm = simple("rm", (context, args) => {
  const has = (letter: string): boolean => args.some((a) => new RegExp(`^-\\w*${letter}`).test(a));
  let exit = 0;
  for (const name of args.filter((a) => !a.startsWith("-"))) {
    const problem = context.removeFile(name) ? "" : removeWhole(context, name, has("r") || has("R"));
    if (problem === "" || (has("f") && problem !== FOLDER)) continue;
    context.err(`rm: cannot remove '${name}': ${problem}\n`);
    exit = 1;
  }
  return exit;
});

const FOLDER = "Is a directory";
/** A folder with all that lies in it. Answers what stands against it. */
const removeWhole = (context: ProgramContext, name: string, isWhole: boolean): string => {
  if (!isFolder(context, name)) return "No such file or directory";
  if (!isWhole) return FOLDER;
  const prefix = `${absolutePath(context.directory(), name)}/`;
  for (const file of context.files()) {
    if (absolutePath(context.directory(), file).startsWith(prefix)) context.removeFile(file);
  }
  removeFolder(context, name);
  return "";
};

/** The page shows the file in its editor. */
const editor = (name: string): Program => ({
  name,
  run: ({ sim, terminal, directory, readFile, writeFile, err }, args) => {
    const file = args.find((a) => !a.startsWith("-"));
    if (file === undefined) {
      err(`${name}: which file?\n`);
      return { exit: 1 };
    }
    if (readFile(file) === undefined) writeFile(file, "");
    sim.log({ type: "machine", node: `terminal ${terminal}`, what: "open", data: fileNameOf(directory(), file) });
    return { exit: 0 };
  },
});

export const filePrograms: readonly Program[] = [
  ls,
  cat,
  rm,
  copy("cp"),
  copy("mv"),
  touch,
  ...folderPrograms,
  cd,
  simple("pwd", ({ out, directory }) => out(`${directory()}\n`)),
  editor("vi"),
  editor("vim"),
  editor("nano"),
];
