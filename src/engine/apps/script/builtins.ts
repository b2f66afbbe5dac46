// The programs that a container's script runs at once, in the words of busybox; those that read and write files are its image's tools.
import { formatTime, MONTHS, toCivil } from "#api/time";
import type { StringMap } from "#api/meta";
import type { Mount } from "../files.ts";
import { runProgram } from "../programs.ts";
import { bounded, MOST_TEXT } from "./bounds.ts";

export interface Room {
  readonly wallMs: number;
  readonly tools: readonly string[];
  readonly mounts: () => readonly Mount[];
  readonly vars: StringMap;
  /** nslookup. */
  readonly askNames: (words: readonly string[]) => Did;
}

export interface Did {
  readonly out: string;
  readonly code: number;
}

const did = (out = "", code = 0): Did => ({ out, code });

const ESCAPES: { readonly [letter: string]: string } = { n: "\n", t: "\t", r: "\r", "\\": "\\" };
const unescaped = (text: string): string => text.replaceAll(/\\([ntr\\])/g, (_, letter: string) => ESCAPES[letter]!);

const echo = (words: readonly string[]): Did => {
  const flags = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const at = flags < 0 ? words.length : flags;
  const given = words.slice(0, at).join("");
  const text = words.slice(at).join(" ");
  return did(`${given.includes("e") ? unescaped(text) : text}${given.includes("n") ? "" : "\n"}`);
};

const CONVERSION = /^%(?:%|(-?)(0?)(\d*)([sd]))$/;
const CONVERSIONS = /(%%|%-?0?\d*[sd])/;

const converted = (found: RegExpMatchArray, arg: string): string => {
  const [, left, zero, width, kind] = found;
  const text = kind === "d" ? String(Math.trunc(Number(arg)) || 0) : arg;
  const length = Math.min(Number(width), MOST_TEXT + 1);
  return left ? text.padEnd(length) : text.padStart(length, zero && kind === "d" ? "0" : " ");
};

/** As often as there is something left to be put in. */
const printf = ([format = "", ...args]: readonly string[]): Did => {
  const left = [...args];
  const pieces = unescaped(format).split(CONVERSIONS);
  const once = (): string =>
    pieces.reduce((said, piece) => {
      const found = CONVERSION.exec(piece);
      if (!found) return said + piece;
      return bounded(said + (found[0] === "%%" ? "%" : converted(found, left.shift() ?? "")));
    }, "");
  let out = once();
  for (let count = args.length; left.length > 0 && left.length < count;) {
    count = left.length;
    out = bounded(out + once());
  }
  return did(out);
};

const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const DAY_MS = 86_400_000;

const date = (words: readonly string[], { wallMs }: Room): Did => {
  const iso = formatTime(wallMs);
  const { year, month, day } = toCivil(wallMs);
  const weekday = DAYS[(Math.floor(wallMs / DAY_MS) + 4) % 7]!;
  const values: { readonly [letter: string]: string } = {
    Y: String(year),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    T: iso.slice(11, 19),
    F: iso.slice(0, 10),
    s: String(Math.floor(wallMs / 1000)),
    a: weekday,
    b: MONTHS[month - 1] ?? "",
    Z: "UTC",
    N: String((wallMs % 1000) * 1_000_000).padStart(9, "0"),
    "%": "%",
  };
  const format = words.find((word) => word.startsWith("+"))?.slice(1);
  if (format !== undefined)
    return did(`${format.replaceAll(/%(\w|%)/g, (all, letter: string) => values[letter] ?? all)}\n`);
  return did(`${weekday} ${MONTHS[month - 1]} ${String(day).padStart(2)} ${iso.slice(11, 19)} UTC ${year}\n`);
};

const UNARY: ReadonlyMap<string, (text: string, room: Room) => boolean> = new Map([
  ["-z", (text: string): boolean => text === ""],
  ["-n", (text: string): boolean => text !== ""],
  [
    "-f",
    (text: string, room: Room): boolean =>
      runProgram(["cat", text], { ...room, env: {}, tools: ["cat"] })?.exitCode === 0,
  ],
  [
    "-e",
    (text: string, room: Room): boolean =>
      runProgram(["ls", text], { ...room, env: {}, tools: ["ls"] })?.exitCode === 0,
  ],
  [
    "-d",
    (text: string, room: Room): boolean =>
      runProgram(["ls", text], { ...room, env: {}, tools: ["ls"] })?.exitCode === 0,
  ],
]);
const BINARY: ReadonlyMap<string, (a: string, b: string) => boolean> = new Map([
  ["=", (a, b) => a === b],
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
  ["-eq", (a, b) => Number(a) === Number(b)],
  ["-ne", (a, b) => Number(a) !== Number(b)],
  ["-lt", (a, b) => Number(a) < Number(b)],
  ["-le", (a, b) => Number(a) <= Number(b)],
  ["-gt", (a, b) => Number(a) > Number(b)],
  ["-ge", (a, b) => Number(a) >= Number(b)],
]);

const test = (given: readonly string[], room: Room): Did => {
  const words = given.at(-1) === "]" ? given.slice(0, -1) : given;
  const isNot = words[0] === "!";
  const [a = "", op = "", b = ""] = isNot ? words.slice(1) : words;
  const unary = UNARY.get(a);
  const isSo = op === "" ? a !== "" : unary && b === "" ? unary(op, room) : (BINARY.get(op)?.(a, b) ?? false);
  return did("", Number(isSo === isNot));
};

const seq = (words: readonly string[]): Did => {
  const numbers = words.map(Number);
  const [from = 1, by = 1, to = 0] =
    numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  const count = by === 0 ? 0 : Math.min(1000, Math.floor((to - from) / by) + 1);
  return did(Array.from({ length: Math.max(0, count) }, (_, i) => `${from + i * by}\n`).join(""));
};

type Builtin = (words: readonly string[], room: Room) => Did;

/** Those of a shell, which is there whatever tools the image names. */
const OF_SHELL: { readonly [name: string]: Builtin } = {
  echo,
  printf,
  test,
  "[": test,
  true: () => did(),
  ":": () => did(),
  false: () => did("", 1),
  wait: () => did(),
  cd: () => did(),
  umask: () => did(),
  date,
  seq,
  hostname: (_, { vars }) => did(`${vars["HOSTNAME"] ?? ""}\n`),
  env: (_, { vars }) =>
    did(
      Object.entries(vars)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    ),
};

/** Of directories and owners of files nothing is kept. */
const SILENT = new Set("mkdir chmod chown sync".split(" "));

/** They are in the image, and fail here: what comes after them would believe that they had been done. */
const ABSENT = new Set(
  "wget curl ping nc ps top id whoami uname mv cp ln head tail grep sed awk tr wc sort cut tee".split(" "),
);
export const notSimulated = (what: string): string => `${what} is not simulated in a container's own command`;

/** Undefined: there is no such program. */
export const runBuiltin = ([name = "", ...args]: readonly string[], room: Room): Did | undefined => {
  const bare = name.replace(/^\/(?:usr\/)?s?bin\//, "");
  if (Object.hasOwn(OF_SHELL, bare)) return OF_SHELL[bare]!(args, room);
  if (bare === "nslookup") return room.askNames(args);
  const ran = runProgram([bare, ...args], { mounts: room.mounts, env: room.vars, tools: room.tools });
  if (ran) return did(ran.stdout + ran.stderr, ran.exitCode);
  if (ABSENT.has(bare)) return did(`${notSimulated(bare)}\n`, 1);
  return SILENT.has(bare) ? did() : undefined;
};

const OF_COURSE = new Set(["nslookup", "set", "export"]);

export const isKnown = (name: string, tools: readonly string[]): boolean => {
  const bare = name.replace(/^\/(?:usr\/)?s?bin\//, "");
  return (
    tools.includes(bare) ||
    Object.hasOwn(OF_SHELL, bare) ||
    SILENT.has(bare) ||
    ABSENT.has(bare) ||
    OF_COURSE.has(bare) ||
    bare === "sh" ||
    bare === "sleep" ||
    bare === "ash"
  );
};
