// The lines of a command's output in the form in which two runs are compared, as recordings/compare.mjs has it.
import { maskAges, normalize, squeezeGaps } from "./normalize.ts";

export interface OutputRules {
  /** Node ports that some step names. */
  readonly ports?: ReadonlySet<string>;
  /** Names of all nodes. */
  readonly nodes?: readonly string[];
}

interface Form {
  readonly holds: (command: string, text: string) => boolean;
  readonly lines: (lines: readonly string[], text: string) => readonly string[];
}

const sorted = (lines: readonly string[]): string[] => lines.toSorted();

/** The first row that holds says how an output is seen. */
const FORMS: readonly Form[] = [
  {
    holds: (command, text) =>
      /^kubectl( options)?$|\s(--help|-h)$|^kubectl help\b/.test(command) ||
      /^(Available Commands|Usage):$/m.test(text),
    lines: (_, text) => helpSkeleton(text.split("\n")),
  },
  {
    holds: (command) => /^kubectl explain\b/.test(command),
    lines: (lines) => lines.filter((l) => /^(GROUP|KIND|VERSION|FIELD|ENUM|FIELDS|error)/.test(l) || /\s<\S+>/.test(l)),
  },
  {
    holds: (command) => /\s(-w|--watch)\b|^stern\b/.test(command),
    lines: (lines) => sorted([...new Set(lines)]),
  },
  { holds: (command) => /^kubectl rollout status\b/.test(command), lines: (lines) => lines.slice(-1) },
  { holds: (command) => /^kubectl describe\b/.test(command), lines: (lines) => sortEvents(lines) },
  {
    holds: (command) =>
      /^kubectl (get|events)\b/.test(command) && !/-o\s*(yaml|json)\b|-o=?(yaml|json)\b/.test(command),
    lines: (lines) => sortTables(lines),
  },
  {
    holds: (command) => /^kubectl logs\b/.test(command) && /-l|--selector|--prefix|--all-/.test(command),
    lines: (lines) => sorted(lines),
  },
];

export const comparable = (
  command: string,
  text: string,
  { ports, nodes = [] }: OutputRules = {},
): readonly string[] => {
  const lines = maskNodes(command, maskAges(command, normalize(text, ports)), nodes).split("\n");
  const form = FORMS.find((f) => f.holds(command, text));
  return form ? form.lines(lines, text) : lines;
};

const SPEAKS_OF_PODS = /\b(pods?|po|all|events?|ev|describe (pod|po|deploy\S*|rs|job|ds|sts))\b|^kubectl logs/;

/** Which of several equal nodes a pod went to is chance; the scheduler's vectors hold the choice itself. */
const maskNodes = (command: string, text: string, nodes: readonly string[]): string => {
  if (nodes.length === 0 || !SPEAKS_OF_PODS.test(command)) return text;
  const name = new RegExp(String.raw`(?<![\w.=-])(?:${nodes.join("|")})(?:/[\d.]+)?(?![\w-])`, "g");
  return squeezeGaps(text.replace(name, "<node>"));
};

/** Of help the prose is free: names of commands, flags with their defaults, the usage line and errors are compared. */
const helpSkeleton = (lines: readonly string[]): readonly string[] => {
  const found = (pattern: RegExp): string[] => lines.flatMap((l) => pattern.exec(l)?.[0].trim() ?? []);
  return [
    ...found(/^\s+(?:-\w, )?--[a-z][\w-]*(?:=[^:]*)?(?=:|$)/),
    ...sorted(found(/^ {2}[a-z][a-z-]*(?= {2,}\S)/)),
    ...lines.filter((_, i) => lines[i - 1] === "Usage:").map((l) => l.trim()),
    ...lines.filter((l) => /^(error|Unknown|See )/.test(l)),
  ];
};

/** A table's header stays where it is; its rows, whose order depends on random names, are sorted. */
const sortTables = (lines: readonly string[]): readonly string[] => {
  const out: string[] = [];
  let rows: string[] = [];
  for (const line of lines) {
    const isRow = line !== "" && !/^[A-Z][A-Z -]+(\s{2,}|$)/.test(line);
    if (isRow) rows.push(line);
    else {
      out.push(...sorted(rows), line);
      rows = [];
    }
  }
  return [...out, ...sorted(rows)];
};

/** Events of one second come in any order. After `Events:` stand two lines of a header. */
const sortEvents = (lines: readonly string[]): readonly string[] => {
  const at = lines.findIndex((l) => l.startsWith("Events:"));
  if (at < 0) return lines;
  const next = lines.findIndex((l, i) => i > at && /^\S/.test(l));
  const end = next < 0 ? lines.length : next;
  return [...lines.slice(0, at + 3), ...sorted(lines.slice(at + 3, end)), ...sortEvents(lines.slice(end))];
};
