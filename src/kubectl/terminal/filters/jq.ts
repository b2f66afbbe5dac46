// jq: reads JSON values and prints what a program makes of them. -r, -c, -e, -n is none. What is not understood is said so.
import type { Json } from "#api/meta";
import { isTooDeep } from "#api/yaml-depth";
import type { Filter } from "../filter.ts";
import { JqSyntaxError, parseJq } from "./jq-parse.ts";
import { JqError, runJq, unknownFunction } from "./jq-run.ts";

interface State {
  readonly program: string;
  readonly isRaw: boolean;
  readonly isCompact: boolean;
  readonly text: string;
}

const problemOf = (program: string): string | undefined => {
  try {
    const unknown = unknownFunction(parseJq(program));
    return unknown === undefined ? undefined : `${unknown} is not defined here`;
  } catch (error) {
    if (error instanceof JqSyntaxError) return error.message;
    throw error;
  }
};

export const jq: Filter = {
  name: "jq",
  start: (args) => {
    const letters = args.filter((a) => /^-\w+$/.test(a)).join("");
    const program = args.find((a) => !a.startsWith("-")) ?? ".";
    const problem = problemOf(program);
    if (problem !== undefined) {
      return { error: `jq: error: ${problem} at <top-level>\njq: 1 compile error`, exit: 3 };
    }
    return { state: { program, isRaw: letters.includes("r"), isCompact: letters.includes("c"), text: "" } };
  },
  line: (json, line) => {
    const state = json as unknown as State;
    return { state: { ...state, text: `${state.text}${line}\n` }, out: [] };
  },
  end: (json) => {
    const { program, isRaw, isCompact, text } = json as unknown as State;
    if (text.trim() === "") return { out: [], exit: 0 };
    if (isTooDeep(text)) return { out: ["jq: error (at <stdin>:0): Exceeds depth limit for parsing"], exit: 2 };
    const print = (v: Json): string =>
      isRaw && typeof v === "string" ? v : JSON.stringify(v, null, isCompact ? 0 : 2);
    try {
      const values = runJq(parseJq(program), JSON.parse(text) as Json);
      return { out: values.flatMap((v) => print(v).split("\n")), exit: 0 };
    } catch (error) {
      const why = error instanceof JqError ? error.message : "parse error: Invalid numeric literal";
      return { out: [`jq: error (at <stdin>:0): ${why}`], exit: 5 };
    }
  },
};
