// The shell's own commands and the small programs that people expect at a prompt.
import { decodeBase64, encodeBase64 } from "#api/base64";
import { unescaped } from "../escapes.ts";
import { simple, type Program } from "../program.ts";
import { evaluateSum } from "../sum.ts";
import { holds } from "./holds.ts";
import { CLEAR_SCREEN } from "../screen.ts";

const DONE = { exit: 0 };

const echo = simple("echo", ({ out }, args) => {
  const flags = args.findIndex((a) => !/^-[neE]+$/.test(a));
  const options = args.slice(0, flags < 0 ? args.length : flags).join("");
  const text = args.slice(flags < 0 ? args.length : flags).join(" ");
  const escaped = /e[^E]*$/.test(options) ? unescaped(text) : text;
  out(options.includes("n") ? escaped : `${escaped}\n`);
});

const alias = simple("alias", ({ alias: define, aliases, out, err }, args) => {
  if (args.length === 0) for (const [name, value] of aliases()) out(`alias ${name}='${value}'\n`);
  let exit = 0;
  for (const arg of args) {
    const at = arg.indexOf("=");
    if (at > 0) define(arg.slice(0, at), arg.slice(at + 1));
    else if (define(arg) === undefined) {
      err(`bash: alias: ${arg}: not found\n`);
      exit = 1;
    } else out(`alias ${arg}='${define(arg)}'\n`);
  }
  return exit;
});

const exportVariable = simple("export", ({ setVariable, setExported, exported, variable, out }, args) => {
  const names = new Set(exported());
  for (const arg of args.filter((one) => !one.startsWith("-"))) {
    const at = arg.indexOf("=");
    if (at > 0) setVariable(arg.slice(0, at), arg.slice(at + 1));
    names.add(at > 0 ? arg.slice(0, at) : arg);
  }
  if (names.size > exported().length) setExported([...names]);
  if (args.length === 0 || args[0] === "-p") for (const name of names) out(`declare -x ${name}="${variable(name)}"\n`);
});

/** `while read name rest; do ...`: the words of a line; the last name gets what is left of it. */
const read = simple("read", ({ stdin, takeLine, setVariable, err }, args) => {
  const names = args.filter((arg) => !arg.startsWith("-"));
  const line = stdin === undefined ? takeLine() : stdin.split("\n")[0];
  if (line === undefined) {
    if (names.length === 0) err("read: nothing can be typed to a command here\n");
    return 1;
  }
  let left = line.trim();
  for (const [i, name] of (names.length === 0 ? ["REPLY"] : names).entries()) {
    const isLast = i >= names.length - 1;
    const word = isLast ? left : (/^\S*/.exec(left)?.[0] ?? "");
    setVariable(name, word);
    left = left.slice(word.length).trimStart();
  }
  return 0;
});

/** `let i=3 j++`: as `((...))`, a word each. */
const letProgram = simple("let", ({ variable, setVariable, err }, args) => {
  let value = 0;
  for (const arg of args) {
    const sum = evaluateSum(arg, { read: variable, set: setVariable });
    if ("error" in sum) {
      err(`bash: let: ${sum.error}\n`);
      return 1;
    }
    ({ value } = sum);
  }
  return value === 0 ? 1 : 0;
});

const unset = simple("unset", ({ setVariable }, args) => {
  for (const name of args.filter((arg) => !arg.startsWith("-"))) setVariable(name, "");
});

/** What is written at the end of a line is part of it: `echo -n` leaves it away. */
const base64 = simple("base64", ({ stdin, readFile, out, err }, args) => {
  const file = args.find((arg) => !arg.startsWith("-") && arg !== "0");
  const text = file === undefined ? (stdin ?? "") : readFile(file);
  if (text === undefined) {
    err(`base64: ${file}: No such file or directory\n`);
    return 1;
  }
  if (!args.some((arg) => arg === "-d" || arg === "-D" || arg === "--decode")) {
    const encoded = encodeBase64(text);
    out(args.includes("-w0") || args.includes("0") ? encoded : `${encoded.replaceAll(/(.{76})(?=.)/g, "$1\n")}\n`);
    return 0;
  }
  const plain = text.replaceAll(/\s/g, "");
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
    err("base64: invalid input\n");
    return 1;
  }
  out(decodeBase64(plain));
  return 0;
});

const history = simple("history", ({ history: lines, out }) => {
  out(
    lines()
      .map((line, i) => `${String(i + 1).padStart(5)}  ${line}\n`)
      .join(""),
  );
});

/** `sleep 5`, `sleep 0.5`, `sleep 2m`. */
const sleep: Program = {
  name: "sleep",
  run: ({ sim, err }, args) => {
    const m = /^(\d*\.?\d+)([smh]?)$/.exec(args[0] ?? "");
    if (!m) {
      err(args.length === 0 ? "sleep: missing operand\n" : `sleep: invalid time interval '${args[0]}'\n`);
      return { exit: 1 };
    }
    const unit = { "": 1000, s: 1000, m: 60_000, h: 3_600_000 }[m[2] ?? ""] ?? 1000;
    return { state: null, wake: { atMs: sim.wallMs() + Number(m[1]) * unit } };
  },
  resume: () => DONE,
};

const test = simple("[", (context, args) =>
  holds(context, ["]", "]]"].includes(args.at(-1) ?? "") ? args.slice(0, -1) : args) ? 0 : 1,
);

export const builtins: readonly Program[] = [
  echo,
  alias,
  exportVariable,
  history,
  read,
  letProgram,
  unset,
  base64,
  sleep,
  test,
  { ...test, name: "test" },
  simple("clear", ({ out }) => out(CLEAR_SCREEN)),
  simple("true", () => 0),
  simple(":", () => 0),
  simple("false", () => 1),
  simple("whoami", ({ out }) => out("learner\n")),
  simple("hostname", ({ out }) => out("laptop\n")),
  simple("exit", ({ out }) => out("logout\n")),
];
