// jq, the common paths: `.items[].metadata.name`, `.a["b"]`, `.a[0]`, `|`, `length`, `keys`, `-r`, `-c`.
// Simplified: no functions, no arithmetic, no constructors; what is not understood is said so.
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";

type Step =
  | { readonly t: "key"; readonly v: string }
  | { readonly t: "index"; readonly v: number }
  | { readonly t: "each" }
  | { readonly t: "fn"; readonly v: string };

const STEP = /^\.?(?:([A-Za-z_]\w*)|"([^"]*)"|\["([^"]*)"\]|\[(-?\d+)\]|(\[\]))\??/;
const FUNCTIONS: readonly string[] = ["length", "keys"];

const parseProgram = (program: string): readonly Step[] | undefined => {
  const steps: Step[] = [];
  for (const part of program.split("|").map((p) => p.trim())) {
    if (part === "." || part === "") continue;
    if (FUNCTIONS.includes(part)) {
      steps.push({ t: "fn", v: part });
      continue;
    }
    if (!part.startsWith(".")) return undefined;
    let rest = part;
    while (rest !== "") {
      const m = STEP.exec(rest);
      if (!m) return undefined;
      const key = m[1] ?? m[2] ?? m[3];
      if (key !== undefined) steps.push({ t: "key", v: key });
      else if (m[4] !== undefined) steps.push({ t: "index", v: Number(m[4]) });
      else steps.push({ t: "each" });
      rest = rest.slice(m[0].length);
    }
  }
  return steps;
};

class JqError extends Error {}

const typeName = (v: Json): string => (v === null ? "null" : Array.isArray(v) ? "array" : typeof v);

const apply = (value: Json, step: Step): readonly Json[] => {
  switch (step.t) {
    case "key":
      return [byKey(value, step.v)];
    case "index":
      return [byIndex(value, step.v)];
    case "each":
      return each(value);
    case "fn":
      return [call(step.v, value)];
  }
};

const byKey = (value: Json, key: string): Json => {
  if (value === null) return null;
  if (!isJsonObject(value)) throw new JqError(`Cannot index ${typeName(value)} with "${key}"`);
  return own(value, key) ?? null;
};

const byIndex = (value: Json, index: number): Json => {
  if (value === null) return null;
  if (!Array.isArray(value)) throw new JqError(`Cannot index ${typeName(value)} with number`);
  return (value.at(index) as Json | undefined) ?? null;
};

const each = (value: Json): readonly Json[] => {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isJsonObject(value)) return Object.values(value);
  throw new JqError(`Cannot iterate over ${typeName(value)}`);
};

const call = (name: string, value: Json): Json => {
  if (typeof value !== "object" && typeof value !== "string") throw new JqError(`${typeName(value)} has no ${name}`);
  if (name === "keys") return Object.keys(value ?? {}).toSorted();
  if (value === null) return 0;
  return typeof value === "string" ? value.length : Object.keys(value).length;
};

export const jq: Filter = {
  name: "jq",
  start: (args) => {
    const letters = args.filter((a) => /^-\w+$/.test(a)).join("");
    const program = args.find((a) => !a.startsWith("-")) ?? ".";
    if (!parseProgram(program))
      return { error: `jq: error: '${program}' is not among the paths that are understood here`, exit: 3 };
    return { state: { program, isRaw: letters.includes("r"), isCompact: letters.includes("c"), text: "" } };
  },
  line: (state, line) => {
    const s = state as { program: string; isRaw: boolean; isCompact: boolean; text: string };
    return { state: { ...s, text: `${s.text}${line}\n` }, out: [] };
  },
  end: (state) => {
    const { program, isRaw, isCompact, text } = state as {
      program: string;
      isRaw: boolean;
      isCompact: boolean;
      text: string;
    };
    try {
      let values: readonly Json[] = [JSON.parse(text) as Json];
      for (const step of parseProgram(program) ?? []) values = values.flatMap((v) => apply(v, step));
      const print = (v: Json): string =>
        isRaw && typeof v === "string" ? v : JSON.stringify(v, null, isCompact ? 0 : 2);
      return { out: values.flatMap((v) => print(v).split("\n")), exit: 0 };
    } catch (error) {
      const why = error instanceof JqError ? error.message : "parse error: Invalid numeric literal";
      return { out: [`jq: error (at <stdin>:0): ${why}`], exit: 5 };
    }
  },
};
