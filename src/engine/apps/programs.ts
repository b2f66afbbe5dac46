// Models the few programs that an image may say it has (`tools`) and that read and write files: GNU coreutils 9 as they write to what is no
// terminal, util-linux' fallocate and, of a shell, what `sh -c` needs to write a file.
import type { StringMap } from "#api/meta";
import { normalPath } from "#api/path";
import { formatTime, MONTHS, toCivil } from "#api/time";
import { type FileRow, FileTree, type Mount, NO_FILE, sizeOfFile, writeFile } from "./files.ts";

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

interface Shell {
  /** As it is now: a program before this one may have written. */
  readonly tree: () => FileTree;
  readonly env: StringMap;
  /** The programs that are there. */
  readonly tools: readonly string[];
}

interface Room {
  readonly mounts: () => readonly Mount[];
  readonly env: StringMap;
  /** The programs that the image has. */
  readonly tools: readonly string[];
}

type Program = (words: readonly string[], shell: Shell) => Ran;

const ok = (stdout = ""): Ran => ({ stdout, stderr: "", exitCode: 0 });
const failed = (stderr: string, exitCode = 1): Ran => ({ stdout: "", stderr: `${stderr}\n`, exitCode });

/** What `words` does; undefined if the image has no such program. */
export const runProgram = (words: readonly string[], room: Room): Ran | undefined => {
  const { mounts, env, tools } = room;
  const [name = "", ...args] = words;
  return programOf(name, tools)?.(args, { tree: () => new FileTree(mounts()), env, tools });
};

const programOf = (name: string, tools: readonly string[]): Program | undefined =>
  tools.includes(name) && Object.hasOwn(programs, name) ? programs[name] : undefined;

/** One after the other; the worst exit code is that of all. */
const forEach = (words: readonly string[], run: (word: string) => Ran): Ran => {
  const all = words.map(run);
  return {
    stdout: all.map((one) => one.stdout).join(""),
    stderr: all.map((one) => one.stderr).join(""),
    exitCode: Math.max(0, ...all.map((one) => one.exitCode)),
  };
};

const paths = (words: readonly string[]): readonly string[] => words.filter((word) => !word.startsWith("-"));

const cat: Program = (words, shell) =>
  forEach(paths(words), (word) => {
    const tree = shell.tree();
    const file = tree.file(normalPath(word));
    if (file) return ok(file.text);
    return failed(`cat: ${word}: ${tree.isDirectory(normalPath(word)) ? "Is a directory" : NO_FILE}`);
  });

const ls: Program = (words, shell) => {
  const tree = shell.tree();
  const flags = words.filter((word) => word.startsWith("-")).join("");
  const named = paths(words);
  return forEach(named.length > 0 ? named : ["/"], (word) => {
    const path = normalPath(word);
    const file = tree.file(path);
    if (file) return ok(`${flags.includes("l") ? longLine(word, file, tree.placeOf(path).mount) : word}\n`);
    if (!tree.isDirectory(path)) return failed(`ls: cannot access '${word}': ${NO_FILE}`, 2);
    const lines = list(tree, path, flags);
    return ok((named.length > 1 ? [`${word}:`, ...lines] : lines).map((line) => `${line}\n`).join(""));
  });
};

/** A volume that the kubelet writes as a whole: `..data` points to what is in it now, and each name to what is in there. */
const list = (tree: FileTree, path: string, flags: string): readonly string[] => {
  const { mount, path: inside } = tree.placeOf(path);
  const version = inside === "" ? mount.version : undefined;
  const hidden = [...(flags.includes("a") ? [".", ".."] : []), ...(version === undefined ? [] : [version, "..data"])];
  const names = [...(/[aA]/.test(flags) ? hidden : []), ...tree.names(path)].filter(
    (name) => /[aA]/.test(flags) || !name.startsWith("."),
  );
  if (!flags.includes("l")) return names;
  const lines = names.map((name) => {
    const link =
      name === "..data" ? version : version !== undefined && !name.startsWith(".") ? `..data/${name}` : undefined;
    const when = dateOf(mount.wallMs);
    if (link !== undefined) return `lrwxrwxrwx 1 root root ${link.length} ${when} ${name} -> ${link}`;
    const file = tree.file(`${path}/${name}`);
    return file ? longLine(name, file, mount) : `drwxr-xr-x 2 root root 4096 ${when} ${name}`;
  });
  return ["total 0", ...lines];
};

const longLine = (name: string, file: FileRow, { wallMs }: Mount): string =>
  `-${modeOf(file.mode)} 1 root root ${sizeOfFile(file)} ${dateOf(wallMs)} ${name}`;

const modeOf = (mode: number): string =>
  Array.from({ length: 9 }, (_, i) => (mode & (0o400 >> i) ? "rwx".charAt(i % 3) : "-")).join("");

/** `Jun  3 00:00`. */
const dateOf = (wallMs: number): string => {
  const { month, day } = toCivil(wallMs);
  return `${MONTHS[month - 1]} ${String(day).padStart(2)} ${formatTime(wallMs).slice(11, 16)}`;
};

const touch: Program = (words, shell) =>
  forEach(paths(words), (word) => {
    const why = writeFile(shell.tree(), normalPath(word), (old) => old);
    return why === undefined ? ok() : failed(`touch: cannot touch '${word}': ${why}`);
  });

const rm: Program = (words, shell) =>
  forEach(paths(words), (word) => {
    const isThere = shell.tree().file(normalPath(word)) !== undefined;
    if (!isThere && words.includes("-f")) return ok();
    const why = isThere ? writeFile(shell.tree(), normalPath(word), () => undefined) : NO_FILE;
    return why === undefined ? ok() : failed(`rm: cannot remove '${word}': ${why}`);
  });

const UNITS: { readonly [unit: string]: number } = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

const fallocate: Program = (words, shell) => {
  const [flag, size = "", file = ""] = words;
  const [, number, unit = ""] = /^(\d+)([KMG]?)(?:iB)?$/.exec(size) ?? [];
  if (flag !== "-l" || number === undefined) return failed("fallocate: no length argument specified");
  const bytes = Number(number) * UNITS[unit]!;
  const why = writeFile(shell.tree(), normalPath(file), (old) => ({ ...old, bytes: Math.max(bytes, sizeOfFile(old)) }));
  return why === undefined ? ok() : failed(`fallocate: cannot open ${file}: ${why}`);
};

const printenv: Program = (words, { env }) => {
  const values = words.flatMap((name) => (Object.hasOwn(env, name) ? [`${env[name]}\n`] : []));
  return { ...ok(values.join("")), exitCode: values.length < words.length ? 1 : 0 };
};

/** `sh -c`, with `;`, `&&`, quotes, variables and `>`: enough to write a file. */
const sh: Program = ([flag, script = ""], shell) => {
  let all = ok();
  let isSkipped = false;
  for (const line of flag === "-c" ? linesOf(script, shell.env) : []) {
    if (!isSkipped) {
      const one = runLine(line.words, shell);
      all = { stdout: all.stdout + one.stdout, stderr: all.stderr + one.stderr, exitCode: one.exitCode };
    }
    isSkipped = line.end === "&&" && all.exitCode !== 0;
  }
  return all;
};

interface Line {
  readonly words: string[];
  end: string;
}

const TOKEN = /"([^"]*)"|'([^']*)'|>>|>|&&|;|\n|[^\S\n]+|[^\s"'>&;]+|./g;
/** Stands for the sign itself: a quoted ">" is a word. */
const REDIRECTS: ReadonlyMap<string, string> = new Map([
  [">", "\0>"],
  [">>", "\0>>"],
]);

/** Words, up to each end of a command. */
const linesOf = (script: string, env: StringMap): readonly Line[] => {
  const lines: Line[] = [{ words: [], end: "" }];
  let isNewWord = true;
  for (const [token, double, single] of script.matchAll(TOKEN)) {
    const { words } = lines.at(-1)!;
    const text = single ?? expand(double ?? token, env);
    const redirect = REDIRECTS.get(token);
    if (token === ";" || token === "&&" || token === "\n") {
      lines.at(-1)!.end = token;
      lines.push({ words: [], end: "" });
    } else if (redirect !== undefined) words.push(redirect);
    else if (token.trim() !== "") {
      if (isNewWord) words.push(text);
      else words.push(`${words.pop()}${text}`);
    }
    isNewWord = token.trim() === "" || redirect !== undefined || token === ";" || token === "&&";
  }
  return lines;
};

const expand = (text: string, env: StringMap): string =>
  text.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (_, a?: string, b?: string) => env[a ?? b ?? ""] ?? "");

const runLine = (words: readonly string[], shell: Shell): Ran => {
  const at = words.findIndex((word) => word.startsWith("\0"));
  const [name, ...args] = at < 0 ? words : words.slice(0, at);
  if (name === undefined) return ok();
  const ran = runNamed(name, args, shell);
  const target = at < 0 ? undefined : words[at + 1];
  if (target === undefined) return ran;
  const isAdded = words[at] === "\0>>";
  const why = writeFile(shell.tree(), normalPath(target), (old) => ({
    text: (isAdded ? old.text : "") + ran.stdout,
    mode: old.mode,
  }));
  return why === undefined ? { ...ran, stdout: "" } : failed(`sh: 1: cannot create ${target}: ${why}`, 2);
};

const runNamed = (name: string, args: readonly string[], shell: Shell): Ran => {
  if (name === "echo") return ok(`${args.join(" ")}\n`);
  return programOf(name, shell.tools)?.(args, shell) ?? failed(`sh: 1: ${name}: not found`, 127);
};

const programs: { readonly [name: string]: Program } = { cat, ls, printenv, touch, rm, fallocate, sh };
