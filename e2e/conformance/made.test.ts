// Lines that no recording has, and what the real kubectl says to them: `made/` was written by its own code.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { kinds } from "./kinds/table.ts";
import { onlyWanted } from "./kinds/recorded.ts";

interface Line {
  readonly args: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

interface Made {
  readonly now: string;
  readonly objects: { readonly [kind: string]: JsonObject };
  readonly lines: readonly (Line & { readonly object: string })[];
}

interface Random {
  readonly now: string;
  readonly objects: readonly JsonObject[];
  readonly lines: readonly Line[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`made/${name}.json`, import.meta.url), "utf8"));

const made = read("kubectl-lines") as Made;
const random = read("random-lines") as Random;
const paths = read("jsonpath-lines") as Random;
const odd = read("odd-objects") as { readonly rows: readonly (Line & Random)[] };

interface Changed {
  readonly now: string;
  readonly kind: string;
  readonly steps: readonly (Line & { readonly manifest: string })[];
}
const manifests = read("odd-manifests") as { readonly rows: readonly Changed[] };

/** What is wanted, and what of it ours says. */
const both = (
  { args, stdout, stderr, exit }: Line,
  objects: readonly JsonObject[],
  now: string,
): [unknown, unknown] => {
  const want = { stdout, stderr, exit };
  const answer =
    kinds["kubectl"]?.answer({ name: "", in: { args: [...args], objects: [...objects] }, want }, now) ?? {};
  return [want, onlyWanted(answer, want)];
};

describe("kubectl, line by line", () => {
  it.each(made.lines.map((line) => ({ title: line.args.join(" "), ...line })))("$title", (line) => {
    const [want, got] = both(line, [made.objects[line.object] ?? {}], made.now);
    expect(got).toEqual(want);
  });
});

describe("kubectl, lines made at random", () => {
  it.each(random.lines.map((line) => ({ title: line.args.join(" "), ...line })))("$title", (line) => {
    const [want, got] = both(line, random.objects, random.now);
    expect(got).toEqual(want);
  });
});

describe("jsonpath, as the real parser reads it", () => {
  it.each(paths.lines.map((line) => ({ title: line.args.at(-1), ...line })))("$title", (line) => {
    const [want, got] = both(line, paths.objects, paths.now);
    expect(got).toEqual(want);
  });
});

describe("objects with every field set by chance", () => {
  it.each(odd.rows.map((row) => ({ title: row.args.join(" "), ...row })))("$title", (row) => {
    const [want, got] = both(row, row.objects, row.now);
    expect(got).toEqual(want);
  });
});

describe("manifests changed by chance", () => {
  it.each(manifests.rows.map((row, index) => ({ title: `${index}: ${row.kind}`, ...row })))("$title", (row) => {
    const { now, kind, steps } = row;
    const input = { objectKind: kind, steps: steps.map(({ args, manifest }) => ({ args: [...args], manifest })) };
    const answer = kinds["apply"]?.answer({ name: "", in: input, want: {} }, now) as {
      readonly steps: readonly Line[];
    };
    const said = ({ stdout, stderr, exit }: Line): object => ({ stdout, stderr, exit });
    expect(answer.steps.map(said)).toEqual(steps.map(said));
  });
});
