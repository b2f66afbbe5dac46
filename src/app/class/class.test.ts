import { describe, expect, it } from "vitest";
import { lessonNumber, LEARNERS, MOST_STEPS, readCode, writeCode, type ProgressCode } from "./code.ts";
import { readRoom, type ClassLesson } from "./room.ts";
import { lessons as real } from "../session/load.ts";

const LESSONS: readonly ClassLesson[] = [
  { id: "brief-outage", steps: ["alarm", "look", "mend"] },
  { id: "lost-ports", steps: ["alarm", "mend"] },
];
const codeOf = (given: Partial<ProgressCode> & { readonly of?: string }): string => {
  const { of = "brief-outage", ...rest } = given;
  return writeCode({ lesson: lessonNumber(of), step: 0, hints: 0, isDone: false, learner: 1, ...rest });
};

describe("a code", () => {
  it("of every step, learner and number of hints is read as it was written", () => {
    for (let i = 0; i < 2000; i++) {
      const code = {
        lesson: lessonNumber(`lesson ${i}`),
        step: i % MOST_STEPS,
        hints: i % 8,
        isDone: i % 3 === 0,
        learner: (i * 7_919_317) % LEARNERS,
      };
      expect(readCode(writeCode(code))).toEqual({ ok: true, code });
    }
  });

  it("is twelve letters", () =>
    expect(codeOf({ step: 2, learner: 77 })).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/));

  it("has room for learners enough: a school of two thousand draws no number twice, or once", () => {
    // n * n / 2 pairs among all numbers.
    expect((2000 * 2000) / 2 / LEARNERS).toBeLessThan(0.12);
    expect((30 * 30) / 2 / LEARNERS).toBeLessThan(1 / 37_000);
  });

  it("is read as people write it", () => {
    const code = codeOf({ step: 1, learner: 9000 });
    const sloppy = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    expect(readCode(sloppy)).toEqual(readCode(code));
  });

  it("with any one letter wrong, or two neighbors swapped, is refused", () => {
    const code = codeOf({ step: 1, learner: 9_321_321 }).replaceAll("-", "");
    const wrong: string[] = [];
    for (let i = 0; i < code.length; i++) {
      for (const letter of "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        wrong.push(code.slice(0, i) + letter + code.slice(i + 1));
      wrong.push(code.slice(0, i) + (code[i + 1] ?? "") + code[i]! + code.slice(i + 2));
    }
    expect(wrong.filter((text) => text !== code && readCode(text).ok)).toEqual([]);
  });

  it.each([
    ["nothing", "", "letters"],
    ["too short", "1ABCD", "letters"],
    ["a word", "CLUB-THUM-PING", "letters"],
    ["markup", "<img src=x onerror=alert(1)>", "letters"],
    ["a check sum that is not right", "0000-0000-0000", "check"],
  ])("%s is refused", (_, text, fault) => expect(readCode(text)).toEqual({ ok: false, fault }));
});

describe("the lessons of the site", () => {
  it("each have a number of their own, and steps that a code can name", () => {
    expect(new Set(real.map(({ id }) => lessonNumber(id))).size).toBe(real.length);
    expect(Math.max(...real.map(({ steps }) => steps.length))).toBeLessThanOrEqual(MOST_STEPS);
  });
});

describe("a room", () => {
  it("says which step holds it, with names and hints", () => {
    const text = [
      `Mina ${codeOf({ learner: 1, step: 1, hints: 2 })}`,
      `${codeOf({ learner: 2, step: 1 })} Jun Ho`,
      codeOf({ learner: 3, step: 0 }),
      codeOf({ learner: 4, step: 2, isDone: true }),
      codeOf({ learner: 1, of: "lost-ports", step: 1 }),
    ].join("\n");
    expect(readRoom(text, LESSONS)).toEqual({
      refused: [],
      lessons: [
        {
          id: "brief-outage",
          learners: 4,
          done: 1,
          steps: [
            { index: 0, learners: 1, hinted: 0, names: [], holds: false },
            { index: 1, learners: 2, hinted: 1, names: ["Mina", "Jun Ho"], holds: true },
            { index: 2, learners: 0, hinted: 0, names: [], holds: false },
          ],
        },
        {
          id: "lost-ports",
          learners: 1,
          done: 0,
          steps: [
            { index: 0, learners: 0, hinted: 0, names: [], holds: false },
            { index: 1, learners: 1, hinted: 0, names: [], holds: true },
          ],
        },
      ],
    });
  });

  it("counts a learner once, where the last code says", () => {
    const room = readRoom(`${codeOf({ step: 0 })}, ${codeOf({ step: 2 })}`, LESSONS);
    expect(room.lessons[0]!.steps.map((s) => s.learners)).toEqual([0, 0, 1]);
  });

  it("refuses what is no code, each line for its reason", () => {
    const text = [
      "hello",
      codeOf({ of: "of-another-site" }),
      codeOf({ step: 3 }),
      `${"x".repeat(90)} ${codeOf({})}`,
      "0000-0000-0000",
    ].join("\n");
    expect(readRoom(text, LESSONS)).toMatchObject({
      lessons: [],
      refused: [{ fault: "letters" }, { fault: "lesson" }, { fault: "step" }, { fault: "letters" }, { fault: "check" }],
    });
  });

  it("stops at more lines than a room has, and says so", () => {
    const room = readRoom(`${codeOf({})}\n`.repeat(100_000), LESSONS);
    expect(room.lessons[0]!.learners).toBe(1);
    expect(room.refused.map((r) => r.fault)).toEqual(["tooMany"]);
  });
});
