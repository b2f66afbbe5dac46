// Programs about files and folders: ls, cat, rm, mkdir, cd, pwd, and the editors.
// Simplified: a folder is there as long as a file lies in it, or somebody has made it for the terminal that stands in it.
import { compareStrings } from "#api/compare";
import { absolutePath, fileNameOf, HOME, WORK } from "../paths.ts";
import { simple, type Program, type ProgramContext } from "../program.ts";

/** What lies in a folder: files, and folders with a slash; undefined if there is no such folder. */
const entriesOf = ({ files, directory }: ProgramContext, folder: string): readonly string[] | undefined => {
  const here = absolutePath(directory(), folder);
  const prefix = here === "/" ? "/" : `${here}/`;
  const inside = files()
    .map((file) => absolutePath(directory(), file))
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length).replace(/\/.*$/, "/"));
  const isThere = inside.length > 0 || ALWAYS.has(here) || here === directory();
  return isThere ? [...new Set(inside)].filter((name) => name !== "").toSorted(compareStrings) : undefined;
};

const ALWAYS: ReadonlySet<string> = new Set(["/", "/home", HOME, WORK, "/tmp"]);

const longRow = (name: string, owner: string): string =>
  `${name.endsWith("/") ? "drwxr-xr-x" : "-rw-r--r--"} 1 ${owner} ${owner} ${name}\n`;

const ls = simple("ls", (context, args) => {
  const wanted = args.filter((a) => !a.startsWith("-"));
  const isLong = args.some((a) => /^-\w*l/.test(a));
  let exit = 0;
  const shown = (wanted.length === 0 ? ["."] : wanted).flatMap((name) => {
    if (context.readFile(name) !== undefined) return [name];
    const entries = entriesOf(context, name);
    if (entries) return entries;
    context.err(`ls: cannot access '${name}': No such file or directory\n`);
    exit = 2;
    return [];
  });
  if (shown.length === 0) return exit;
  context.out(isLong ? shown.map((name) => longRow(name, context.variable("USER"))).join("") : `${shown.join("  ")}\n`);
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
    const isFolder = context.readFile(to) === undefined && entriesOf(context, to) !== undefined;
    context.writeFile(isFolder ? `${to.replace(/\/$/, "")}/${from.replace(/^.*\//, "")}` : to, text);
    if (name === "mv") context.removeFile(from);
    return 0;
  });

const touch = simple("touch", ({ readFile, writeFile }, args) => {
  for (const file of args.filter((a) => !a.startsWith("-"))) if (readFile(file) === undefined) writeFile(file, "");
});

const rm = simple("rm", ({ removeFile, err }, args) => {
  let exit = 0;
  for (const name of args.filter((a) => !a.startsWith("-"))) {
    if (removeFile(name) || args.some((a) => /^-\w*f/.test(a))) continue;
    err(`rm: cannot remove '${name}': No such file or directory\n`);
    exit = 1;
  }
  return exit;
});

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
  cd,
  simple("pwd", ({ out, directory }) => out(`${directory()}\n`)),
  editor("vi"),
  editor("vim"),
  editor("nano"),
];
