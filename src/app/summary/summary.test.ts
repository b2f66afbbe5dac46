import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { summary as words } from "../i18n/summary-en.ts";
import { Session } from "../session/session.ts";
import { toMarkdown } from "./markdown.ts";
import { summarize } from "./summarize.ts";

const { lesson, files, scenario } = readLesson("lessons/cases/10-brief-outage").compiled!;
const session = new Session({ scenario, files, lesson });
session.advance(session.nowMs + 60_000);
session.type("kubectl get pods");
session.perform([{ edit: "mynginx.yaml", find: "replicas: 4", replace: "replicas: 5" }]);
session.advance(session.nowMs + 30_000);
const made = summarize(session.run, scenario.settleMs ?? 0);

it("has the commands, with the one that changed something marked", () => {
  expect(made.commands.map((c) => [c.line, c.isChange])).toEqual([
    ["kubectl apply -f mynginx.yaml", true],
    ["kubectl get pods", false],
    ["kubectl apply -f mynginx.yaml", true],
  ]);
  expect(made.durationMs).toBe(100_000);
});

it("counts failures before and after the last change, and in the bins", () => {
  const inBins = made.bins.reduce((n, bin) => n + bin.failed, 0);
  expect(inBins).toBe(made.failedBefore + made.failedAfter);
  expect(made.failedBefore).toBeGreaterThan(40);
  expect(made.bins.reduce((n, b) => n + b.served + b.failed, 0)).toBe(
    session.run.branch.entries.filter((e) => e.type === "request" && e.atMs >= 90_000 && e.atMs <= 190_000).length,
  );
});

it("tells what is other in the files since the beginning", () => {
  const [diff] = made.diffs;
  expect(made.diffs.map((d) => d.name)).toEqual(["mynginx.yaml"]);
  expect(diff!.lines.filter((l) => l.kind !== "same").map((l) => `${l.kind} ${l.text.trim()}`)).toEqual([
    "removed replicas: 4",
    "added replicas: 5",
    "removed image: nexus.local/mynginx:1.0",
    "added image: nexus.local/mynginx:1.1",
  ]);
});

it("is Markdown that no text of the learner's breaks", () => {
  const typed = { ...made, commands: [{ atMs: 0, line: "echo ```", isChange: false }] };
  const text = toMarkdown(typed, { title: "T", done: 2, steps: 8 }, words);
  expect(text).toContain("- Steps: 2 of 8");
  expect(text).toContain("````sh\necho ```  # 00:00\n````");
  expect(text).toContain("+  replicas: 5");
});
