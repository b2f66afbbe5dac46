// Programs that load when a line names one: printf, seq, date, expr, basename and dirname, diff, find,
// what runs other programs, and what speaks of jobs.
import { compareStrings } from "#api/compare";
import { evaluateSum } from "../sum.ts";
import { formatted } from "../filters/awk/values.ts";
import { plainDiff, unifiedDiff } from "../../go/unified-diff.ts";
import { absolutePath } from "../paths.ts";
import { unescaped } from "../escapes.ts";
import { jobPrograms } from "./jobs.ts";
import { shellPrograms } from "./shells.ts";
import { simple, type Program, type ProgramContext } from "../program.ts";
import { dateProgram } from "./date.ts";
import { foldersOf, isFolder } from "./folders.ts";

const VERB = /%(?:%|[-+ 0#]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[a-zA-Z])/g;

/** The format is used again until all arguments are printed. */
const printf = simple("printf", ({ out, err }, [format, ...args]) => {
  if (format === undefined) {
    err("printf: usage: printf [-v var] format [arguments]\n");
    return 2;
  }
  const pieces = unescaped(format);
  let left = args;
  let exit = 0;
  const one = (): string =>
    pieces.replaceAll(VERB, (verb) => {
      if (verb === "%%") return "%";
      const [first = "", ...rest] = left;
      left = rest;
      if (verb.endsWith("q"))
        return /^[\w@%+=:,./-]+$/.test(first) ? first : first.replaceAll(/[^\w@%+=:,./-]/g, String.raw`\$&`);
      if (verb.endsWith("b")) return unescaped(first);
      if (/[diuxXofeEgG]$/.test(verb) && first !== "" && !/^[-+]?(?:0x)?[\d.]+(?:e[-+]?\d+)?$/i.test(first)) {
        err(`bash: printf: ${first}: invalid number\n`);
        exit = 1;
      }
      return formatted(verb, [first]);
    });
  let text = one();
  while (left.length > 0 && pieces.replaceAll("%%", "").includes("%")) text += one();
  out(text);
  return exit;
});

const MOST_NUMBERS = 100_000;
const seq = simple("seq", ({ out, err }, given) => {
  const at = given.findIndex((arg) => arg.startsWith("-s"));
  const isAttached = at >= 0 && given[at] !== "-s";
  const separator = at < 0 ? "\n" : isAttached ? given[at]!.slice(2) : (given[at + 1] ?? "\n");
  const isWide = given.includes("-w");
  const args = given.filter((arg, i) => arg !== "-w" && (at < 0 || (i !== at && (isAttached || i !== at + 1))));
  const numbers = args.map(Number);
  const [from, step, to] =
    numbers.length === 3 ? numbers : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : [1, 1, numbers[0]];
  if (from === undefined || step === undefined || to === undefined || numbers.some(Number.isNaN) || step === 0) {
    err("seq: missing or invalid operand\n");
    return 1;
  }
  const count = Math.max(0, Math.floor((to - from) / step + 1e-9) + 1);
  if (count > MOST_NUMBERS) {
    err(`seq: ${count} numbers are not printed here, only ${MOST_NUMBERS}\n`);
    return 1;
  }
  const places = Math.max(...args.map((arg) => arg.split(".")[1]?.length ?? 0));
  const texts = Array.from({ length: count }, (_, i) => (from + i * step).toFixed(places));
  const width = isWide ? Math.max(...texts.map((text) => text.length)) : 0;
  if (count > 0) out(`${texts.map((text) => text.padStart(width, "0")).join(separator)}\n`);
  return 0;
});

const expr = simple("expr", ({ out, err }, args) => {
  const [first, second, third] = args;
  if (first === "length" && second !== undefined) {
    out(`${second.length}\n`);
    return 0;
  }
  if (second === "=" || second === "!=") {
    out(`${Number((first === third) === (second === "="))}\n`);
    return (first === third) === (second === "=") ? 0 : 1;
  }
  const sum = evaluateSum(args.join(" "), { read: () => "" });
  if ("error" in sum || args.length === 0) {
    err(args.length === 0 ? "expr: missing operand\n" : "expr: syntax error\n");
    return 2;
  }
  out(`${sum.value}\n`);
  return sum.value === 0 ? 1 : 0;
});

const basename = simple("basename", ({ out, err }, [path, suffix = ""]) => {
  if (path === undefined) {
    err("basename: missing operand\n");
    return 1;
  }
  const name = path.replace(/(?<=.)\/+$/, "").replace(/^.*\/(?=.)/, "");
  out(`${suffix !== "" && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`);
  return 0;
});

const dirname = simple("dirname", ({ out, err }, [path]) => {
  if (path === undefined) {
    err("dirname: missing operand\n");
    return 1;
  }
  const short = path.replace(/(?<=.)\/+$/, "");
  out(`${short.includes("/") ? short.replace(/\/+[^/]*$/, "") || "/" : "."}\n`);
  return 0;
});

const LONGEST_DIFF = 2000;
const diff = simple("diff", ({ stdin, readFile, out, err }, args) => {
  const isUnified = args.some((arg) => /^-\w*u/.test(arg));
  const isBrief = args.some((arg) => /^-\w*q/.test(arg));
  const names = args.filter((arg) => arg === "-" || !arg.startsWith("-"));
  const texts = names.map((name) => (name === "-" ? (stdin ?? "") : readFile(name)));
  for (const [i, name] of names.entries())
    if (texts[i] === undefined) err(`diff: ${name}: No such file or directory\n`);
  if (names.length !== 2)
    err(
      names.length < 2
        ? `diff: missing operand after '${names[0] ?? "diff"}'\n`
        : `diff: extra operand '${names[2]}'\n`,
    );
  const [a, b] = texts;
  if (names.length !== 2 || a === undefined || b === undefined) return 2;
  if (a === b) return 0;
  if (a.split("\n").length + b.split("\n").length > LONGEST_DIFF) {
    err(`diff: more than ${LONGEST_DIFF} lines are not compared here\n`);
    return 2;
  }
  if (isBrief) out(`Files ${names[0]} and ${names[1]} differ\n`);
  else out(isUnified ? `--- ${names[0]}\n+++ ${names[1]}\n${unifiedDiff(a, b)}` : plainDiff(a, b));
  return 1;
});

const find = simple("find", (context, args) => {
  const { err, out } = context;
  const first = args.findIndex((arg) => arg.startsWith("-"));
  const starts = first < 0 ? args : args.slice(0, first);
  const tests = readTests(first < 0 ? [] : args.slice(first));
  if (typeof tests === "string") {
    err(`${tests}\n`);
    return 1;
  }
  let exit = 0;
  for (const start of starts.length === 0 ? ["."] : starts) {
    const found = below(context, start);
    if (!found) {
      err(`find: '${start}': No such file or directory\n`);
      exit = 1;
    } else
      out(
        found
          .filter((entry) => tests.every((isMeant) => isMeant(entry)))
          .map(({ path }) => `${path}\n`)
          .join(""),
      );
  }
  return exit;
});

interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
  readonly depth: number;
}
type FindTest = (entry: Entry) => boolean;

const readTests = (args: readonly string[]): readonly FindTest[] | string => {
  const tests: FindTest[] = [];
  for (let i = 0; i < args.length; i += 2) {
    const [flag, value = ""] = [args[i]!, args[i + 1]];
    if (flag === "-print") i--;
    else if (flag === "-name" || flag === "-iname") {
      const pattern = new RegExp(
        `^${value
          .replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`)
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
        flag === "-iname" ? "i" : "",
      );
      tests.push(({ path }) => pattern.test(path.replace(/^.*\//, "")));
    } else if (flag === "-type") tests.push(({ isFolder: is }) => is === (value === "d"));
    else if (flag === "-maxdepth") tests.push(({ depth }) => depth <= Number(value));
    else return `find: ${flag} is not understood here: -name, -iname, -type and -maxdepth are`;
  }
  return tests;
};

/** What lies at a path and below, in order; undefined if nothing is there. */
const below = (context: ProgramContext, start: string): readonly Entry[] | undefined => {
  if (context.readFile(start) !== undefined) return [{ path: start, isFolder: false, depth: 0 }];
  if (!isFolder(context, start)) return undefined;
  const here = absolutePath(context.directory(), start);
  const prefix = here === "/" ? "/" : `${here}/`;
  const inside = (path: string): readonly string[] => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []);
  const files = context.files().flatMap((file) => inside(absolutePath(context.directory(), file)));
  const folders = new Set(foldersOf(context).flatMap(inside));
  for (const file of files)
    for (let at = file.indexOf("/"); at >= 0; at = file.indexOf("/", at + 1)) folders.add(file.slice(0, at));
  const shown = start.replace(/(?<=.)\/$/, "");
  const entries = [
    ...files.map((path) => ({ path, isFolder: false })),
    ...Array.from(folders, (path) => ({ path, isFolder: true })),
  ];
  return [
    { path: shown, isFolder: true, depth: 0 },
    ...entries
      .toSorted((a, b) => compareStrings(a.path, b.path))
      .map(({ path, isFolder: is }) => ({ path: `${shown}/${path}`, isFolder: is, depth: path.split("/").length })),
  ];
};

/** A laptop without manual pages: what tells of itself is named. */
const man = simple("man", ({ err, program }, args) => {
  const name = args.findLast((arg) => !arg.startsWith("-"));
  if (name === undefined) {
    err("What manual page do you want?\nFor example, try 'man man'.\n");
    return 1;
  }
  const other = program(name) === undefined ? "" : `There are no manual pages here: try '${name} --help', or 'help'.\n`;
  err(`No manual entry for ${name}\n${other}`);
  return 16;
});

export const tools: ReadonlyMap<string, Program> = new Map(
  [printf, seq, dateProgram, expr, basename, dirname, diff, find, man, ...shellPrograms, ...jobPrograms].map(
    (program) => [program.name, program],
  ),
);
