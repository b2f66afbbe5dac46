// which, type and help: what a name means at this prompt.
import { compareStrings } from "#api/compare";
import { filters } from "../filters/filters.ts";
import type { Program, ProgramContext } from "../program.ts";

/** Words of the grammar. */
const KEYWORDS: readonly string[] = [
  "!",
  "[[",
  "case",
  "do",
  "done",
  "elif",
  "else",
  "esac",
  "fi",
  "for",
  "function",
  "if",
  "in",
  "then",
  "time",
  "until",
  "while",
  "{",
  "}",
];
/** Programs that bash has in itself. */
const BUILTINS: ReadonlySet<string> = new Set(
  ": . [ alias bg cd command disown echo eval exit export false fg help history jobs kill let printf pwd set shift source test true type unset wait".split(
    " ",
  ),
);

const placeOf = (name: string): string =>
  ["kubectl", "stern"].includes(name) ? `/usr/local/bin/${name}` : `/usr/bin/${name}`;

const HELP = `This is a small shell on a laptop that reaches the cluster. What runs here:

`;
const GRAMMAR = `
  a | b   a && b   a || b   a; b   a &   ! a   > file   >> file   < file   2>&1   &>   <<EOF   <<< text   <(a)
  $name   $?   $(command)   $((1+2))   {1..9}   {a,b}   *.yaml   'as is'   "with $name"   !!
  for x in ...; do ...; done     while ...; do ...; done     until     if ...; then ...; else ...; fi
  for ((i=0; i<3; i++))   case $x in a*) ...;; esac   [[ $x == a* ]]   f() { echo $1; }   \${x:-else} \${x:?why}
  set -x, set -u, and in scripts set -e

Ctrl+C ends a command, Ctrl+Z stops it (fg, bg), Tab completes, alias k=kubectl is set. kubectl help tells of its commands.
`;

const columns = (names: readonly string[]): string => {
  const lines: string[] = [];
  let line = "";
  for (const name of names) {
    if (line.length + name.length > 76) {
      lines.push(line);
      line = "";
    }
    line += `  ${name}`;
  }
  return [...lines, line].join("\n");
};

/** Made of the names of all other programs. */
export const createLookups = (others: readonly string[]): readonly Program[] => {
  const names = ["which", "type", "command", "help", "eval", "fg", "set", "shift", "source"];
  const all = [...new Set([...others, ...filters.keys(), "xargs", ...names])].toSorted(compareStrings);
  const isFile = (name: string): boolean => all.includes(name) && !BUILTINS.has(name);

  const which = ({ out }: ProgramContext, args: readonly string[]): number => {
    const asked = args.filter((arg) => !arg.startsWith("-"));
    for (const name of asked.filter(isFile)) out(`${placeOf(name)}\n`);
    return asked.length > 0 && asked.every(isFile) ? 0 : 1;
  };

  const meaning = (name: string, { alias }: ProgramContext): string | undefined => {
    const aliased = alias(name);
    if (aliased !== undefined) return `${name} is aliased to \`${aliased}'`;
    if (KEYWORDS.includes(name)) return `${name} is a shell keyword`;
    if (BUILTINS.has(name)) return `${name} is a shell builtin`;
    return isFile(name) ? `${name} is ${placeOf(name)}` : undefined;
  };

  const type = (context: ProgramContext, args: readonly string[]): number => {
    let exit = 0;
    for (const name of args) {
      const text = meaning(name, context);
      if (text === undefined) {
        context.err(`bash: type: ${name}: not found\n`);
        exit = 1;
      } else context.out(`${text}\n`);
    }
    return exit;
  };

  /** `command -v kubectl`, as scripts ask. */
  const command = (context: ProgramContext, args: readonly string[]): number => {
    if (args[0] !== "-v" && args[0] !== "-V") {
      context.err("bash: command: only -v and -V are understood here\n");
      return 2;
    }
    if (args[0] === "-V") return type(context, args.slice(1));
    const name = args[1] ?? "";
    const aliased = context.alias(name);
    if (aliased === undefined && meaning(name, context) === undefined) return 1;
    context.out(`${aliased === undefined ? (isFile(name) ? placeOf(name) : name) : `alias ${name}='${aliased}'`}\n`);
    return 0;
  };

  const help = ({ out }: ProgramContext): number => {
    out(`${HELP}${columns(all.filter((name) => /^[a-z]/.test(name)))}\n${GRAMMAR}`);
    return 0;
  };

  const runs = { which, type, command, help };
  return Object.entries(runs).map(([name, run]) => ({ name, run: (context, args) => ({ exit: run(context, args) }) }));
};
