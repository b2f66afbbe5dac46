// Lines that no recording has, and what the real kubectl says to them: `made/` was written by its own code.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { kinds } from "./kinds/table.ts";
import { onlyWanted } from "./kinds/recorded.ts";

interface Made {
  readonly now: string;
  readonly objects: { readonly [kind: string]: JsonObject };
  readonly lines: readonly {
    readonly object: string;
    readonly args: readonly string[];
    readonly stdout: string;
    readonly stderr: string;
    readonly exit: number;
  }[];
}

const made = JSON.parse(readFileSync(new URL("made/kubectl-lines.json", import.meta.url), "utf8")) as Made;

describe("kubectl, line by line", () => {
  it.each(made.lines.map((line) => ({ title: line.args.join(" "), ...line })))("$title", (line) => {
    const { object, args, stdout, stderr, exit } = line;
    const want = { stdout, stderr, exit };
    const given = { name: "", in: { args: [...args], objects: [made.objects[object] ?? {}] }, want };
    const answer = kinds["kubectl"]?.answer(given, made.now) ?? {};
    expect(onlyWanted(answer, want)).toEqual(want);
  });
});
