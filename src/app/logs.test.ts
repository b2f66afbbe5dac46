import { expect, it } from "vitest";
import { logView, type LogQuery } from "./logs.ts";
import { Session } from "./session/session.ts";
import { DEFAULT_SANDBOX } from "./session/sandbox-choice.ts";
import { sandboxScenario } from "./session/sandbox.ts";

const session = new Session({ scenario: sandboxScenario(DEFAULT_SANDBOX), files: [] });
const zeroMs = session.nowMs;
session.type("kubectl run one --image=demo/web:1.0");
session.type("kubectl run two --image=demo/web:1.0");
session.advance(zeroMs + 10_000);
session.type("kubectl delete pod one --now");
session.advance(zeroMs + 20_000);

const ask = (query: Partial<LogQuery> = {}) =>
  logView({ text: "", pods: [], most: 100, ...query }, { run: session.run, zeroMs });

it("keeps the lines of a pod that is gone, and says so", () => {
  const { pods, lines } = ask();
  expect(pods.slice(0, 2).map(({ name, isGone }) => [name, isGone])).toEqual([
    ["one", true],
    ["two", false],
  ]);
  expect(new Set(lines.map(({ pod }) => pod))).toEqual(new Set(["one", "two"]));
});

it.each([
  ["starting", 2],
  ["-starting -listening", 0],
  ["STARTING", 2],
  ["-starting", 2],
  ['"starting"', 2],
  ["starting nothing-like-it", 0],
] as const)("searches for %s", (text, count) => expect(ask({ text }).found).toBe(count));

it("cuts a line where a word was found", () =>
  expect(ask({ text: "art" }).lines[0]!.parts).toEqual(["st", "art", "ing"]));

it("shows chosen pods, the newest lines, and no line of the future", () => {
  expect(ask({ pods: ["default/two"] }).lines.every(({ pod }) => pod === "two")).toBe(true);
  expect(ask({ most: 1 }).lines).toEqual(ask().lines.slice(-1));
  const { found } = ask();
  const nowMs = session.nowMs;
  session.seek(zeroMs);
  expect(ask().found).toBe(0);
  session.seek(nowMs);
  expect(ask().found).toBe(found);
});

it("draws all found lines, each in its stretch of time", () => {
  const { columns, found } = ask();
  expect(columns.reduce((n, { count }) => n + count, 0)).toBe(found);
  expect(columns[0]!.fromMs).toBe(0);
  expect(ask().lines.every(({ timeMs }) => timeMs >= 0 && timeMs <= 20_000)).toBe(true);
});

it("says when it was that something was written before 00:00, and draws it in no column", () => {
  const late = logView({ text: "", pods: [], most: 100 }, { run: session.run, zeroMs: session.nowMs });
  expect(late.lines[0]!.timeText).toMatch(/^−00:\d\d$/);
  expect(late.columns.reduce((n, { count }) => n + count, 0)).toBe(0);
});
