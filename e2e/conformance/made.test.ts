// Lines that no recording has, and what the real kubectl says to them: `made/` was written by its own code.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import type { Scenario } from "#engine";
import { kinds } from "./kinds/table.ts";
import { Player } from "./transcript/player.ts";
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

interface Typed {
  readonly name: string;
  readonly steps: readonly ({
    readonly run?: string;
    readonly write?: { readonly [file: string]: string };
  } & Partial<Line>)[];
}

const typed = read("typed-lines") as { readonly rows: readonly Typed[] };

/** The machines and images that there were where the lines were typed. */
const typedScenario = (): Scenario => ({
  name: "typed",
  seed: 1,
  startTime: "2026-06-03T00:00:00Z",
  settleMs: 60_000,
  nodes: ["n1", "n2", "n3"].map((name) => ({ name, role: "worker", cpu: "4", memory: "8Gi" })),
  images: Object.fromEntries(
    ["nginx", "busybox"].flatMap((name) => ["", ":1", ":2", ":3", ":4", ":5"].map((tag) => [`${name}${tag}`, {}])),
  ),
});

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

describe("lines typed at a prompt", () => {
  it.each(typed.rows)("$name", ({ steps }) => {
    const player = new Player(typedScenario());
    const pairs = steps.map((step) => {
      const { stdout = "", stderr = "", exit } = player.play({ t: 0, end: 0, ...step });
      const { run, stdout: wanted } = step;
      return wanted === undefined ? [] : [step, { run, stdout, stderr, exit }];
    });
    expect(pairs.map(([, got]) => got)).toEqual(pairs.map(([want]) => want));
  });
});
