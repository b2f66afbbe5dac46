import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { isRareIn, linesOf } from "./rare.ts";

const typed = (line: string) => ({
  atMs: 0,
  command: { component: "shell", action: "line", data: { terminal: "1", line } },
});
const futures = (line: string) => ({
  branches: [
    { forkMs: 0, name: "A", commands: [typed(line)], endMs: 1 },
    { parent: 0, forkMs: 0, name: "B", commands: [], endMs: 1 },
  ],
  current: 1,
});

it("sees what is rare in the present future, and in those beside it", () => {
  expect(isRareIn({ commands: [typed("kubectl get pods -o json | jq .items")] })).toBe(true);
  expect(isRareIn({ commands: [], futures: futures("kubectl get pods --help") })).toBe(true);
  expect(isRareIn({ commands: [typed("cd x; . ./all.sh")] })).toBe(true);
  expect(isRareIn({ commands: [typed("source all.sh")] })).toBe(true);
  expect(isRareIn({ commands: [typed("kubectl apply -f ./web.yaml")] })).toBe(false);
  expect(isRareIn({ commands: [typed("cat kinds.txt | xargs kubectl get")] })).toBe(true);
  expect(isRareIn({ commands: [typed("kubectl get pods")], futures: futures("kubectl get nodes") })).toBe(false);
});

it("knows every line that a lesson types by itself", () => {
  const { lesson } = readLesson("lessons/cases/10-brief-outage").compiled!;
  const own = linesOf({ ...lesson, steps: [{ ...lesson.steps[0]!, show: [{ run: "cat web.yaml | jq ." }] }] });
  expect(own).toContain("cat web.yaml | jq .");
  expect(linesOf(lesson)).toContain("kubectl get pods -o wide");
});
