import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTerms, wordProblems } from "./words.ts";
import type { Lesson } from "../../src/tutor/lesson.ts";

const terms = readTerms(readFileSync("lessons/terms.yaml", "utf8"));
const lesson = { minutes: 5 } as Lesson;
const good = "# Title\n\n## alarm: A step\n\nDo this.\n\n### notes 5m00s\nSay that.\n";

const problemsOf = (file: "en.md" | "ko.md", added: string): string[] =>
  wordProblems(
    { "en.md": good, "ko.md": good, [file]: good.replace("Do this.", `Do this.\n\n${added}`) },
    lesson,
    terms,
  );

describe("the words of a lesson", () => {
  it("has nothing to say of good ones", () => {
    expect(wordProblems({ "en.md": good, "ko.md": good }, lesson, terms)).toEqual([]);
  });
  it.each([
    { file: "ko.md", added: "포드가 떠요.", says: 'ko.md:7: "포드": write 파드' },
    { file: "ko.md", added: "파드가 뜹니다.", says: 'ko.md:7: "뜹니다": write 해요체 (-아요, -어요, -예요)' },
    { file: "ko.md", added: "파드가 떴다.", says: 'ko.md:7: "떴다": write 해요체 (-아요, -어요, -예요)' },
    { file: "en.md", added: "It kicks in.", says: 'en.md:7: "kicks in": write begins' },
    {
      file: "en.md",
      added: `${"word ".repeat(31)}end.`,
      says: "en.md:7: a sentence of 32 words; the most is 30",
    },
    {
      file: "en.md",
      added: "One. Two. Three.\nFour. Five.",
      says: "en.md:7: a paragraph of 5 sentences; the most is 4",
    },
    { file: "en.md", added: "[x](http://a.example/)", says: 'en.md:7: "http://a.example/" is no https address' },
    {
      file: "en.md",
      added: "[x](https://kubernetes.io/docs/nowhere/)",
      says: "en.md:7: https://kubernetes.io/docs/nowhere/ is not in the links of lessons/terms.yaml",
    },
    {
      file: "ko.md",
      added: "[x](https://kubernetes.io/docs/concepts/workloads/pods/)",
      says: "ko.md:7: https://kubernetes.io/docs/concepts/workloads/pods/: there is a Korean page, https://kubernetes.io/ko/docs/concepts/workloads/pods/",
    },
    {
      file: "ko.md",
      added: "[x](https://kubernetes.io/ko/docs/tasks/run-application/configure-pdb/)",
      says: "ko.md:7: https://kubernetes.io/ko/docs/tasks/run-application/configure-pdb/: this page is not there in Korean",
    },
    {
      file: "en.md",
      added: "Another minute.\n\n### notes 1m\nX.",
      says: "en.md: the notes take 1 minutes together, lesson.yaml says minutes: 5",
    },
  ] as const)("$says", ({ file, added, says }) => {
    expect(problemsOf(file, added)).toEqual([says]);
  });
  it.each([
    { name: "code", added: "Run `kubectl get Pod`.\n\n```yaml\nkind: Pod\n```" },
    { name: "ids in headings", added: "### hint probe-never-passes\nText." },
    { name: "addresses", added: "[문서](https://kubernetes.io/ko/docs/concepts/services-networking/service/)" },
  ])("leaves $name alone", ({ added }) => {
    expect(problemsOf("ko.md", added)).toEqual([]);
  });
});
