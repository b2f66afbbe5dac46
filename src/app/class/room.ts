// What a room's codes come to: who is where, and which step holds it. Codes come from anywhere, so every line is judged.
import { lessonNumber, readCode, type CodeFault, type ProgressCode } from "./code.ts";

export interface ClassLesson {
  readonly id: string;
  /** Ids of its steps, in order. */
  readonly steps: readonly string[];
}

export type LineFault = CodeFault | "lesson" | "step" | "tooMany";

export interface RoomStep {
  readonly index: number;
  readonly learners: number;
  /** Of those, how many opened a hint in it. */
  readonly hinted: number;
  readonly names: readonly string[];
  /** Most of the room is here. */
  readonly holds: boolean;
}

export interface RoomLesson {
  readonly id: string;
  readonly learners: number;
  readonly done: number;
  readonly steps: readonly RoomStep[];
}

export interface Room {
  readonly lessons: readonly RoomLesson[];
  readonly refused: readonly { readonly line: string; readonly fault: LineFault }[];
}

/** A class of a school, ten times over. */
const MOST_LINES = 500;
const LONGEST_LINE = 80;
const MOST_REFUSED = 20;

interface Learner {
  readonly code: ProgressCode;
  readonly lesson: ClassLesson;
  readonly name: string;
}

/** One code a line, with a name before or behind it if one likes: `Mina 1ABC-2DEF-3GHJ`. The last code of a learner in a lesson counts. */
export const readRoom = (text: string, lessons: readonly ClassLesson[]): Room => {
  const lines = text.split(/[\r\n,;]+/).filter((line) => line.trim() !== "");
  const learners = new Map<string, Learner>();
  const refused: { readonly line: string; readonly fault: LineFault }[] = [];
  for (const [i, line] of lines.entries()) {
    const read = i < MOST_LINES ? readLine(line, lessons) : ("tooMany" as const);
    if (typeof read !== "string") {
      const key = `${read.lesson.id} ${read.code.learner}`;
      // Put last, where the newest stand.
      learners.delete(key);
      learners.set(key, read);
    } else if (refused.length < MOST_REFUSED) refused.push({ line: line.trim().slice(0, LONGEST_LINE), fault: read });
    if (read === "tooMany") break;
  }
  return { lessons: lessons.flatMap((lesson) => lessonOf(lesson, [...learners.values()])), refused };
};

const CODE = /(?:^|\s)([0-9a-z]{4}[- ]?[0-9a-z]{4}[- ]?[0-9a-z]{4})(?=\s|$)/i;

const readLine = (line: string, lessons: readonly ClassLesson[]): Learner | LineFault => {
  if (line.length > LONGEST_LINE) return "letters";
  const found = CODE.exec(line);
  const read = readCode(found?.[1] ?? line);
  if (!read.ok) return read.fault;
  const { code } = read;
  const lesson = lessons.find(({ id }) => lessonNumber(id) === code.lesson);
  if (!lesson) return "lesson";
  if (code.step >= lesson.steps.length) return "step";
  const name = found ? line.replace(found[1]!, " ").replace(/\s+/g, " ").trim() : "";
  return { code, lesson, name };
};

const lessonOf = (lesson: ClassLesson, all: readonly Learner[]): RoomLesson[] => {
  const learners = all.filter((one) => one.lesson === lesson);
  if (learners.length === 0) return [];
  const working = learners.filter(({ code }) => !code.isDone);
  const counts = lesson.steps.map((_, i) => working.filter(({ code }) => code.step === i).length);
  const most = Math.max(...counts);
  return [
    {
      id: lesson.id,
      learners: learners.length,
      done: learners.length - working.length,
      steps: counts.map((count, index) => {
        const here = working.filter(({ code }) => code.step === index);
        return {
          index,
          learners: count,
          hinted: here.filter(({ code }) => code.hints > 0).length,
          names: here.flatMap(({ name }) => (name === "" ? [] : [name])),
          holds: count > 0 && count === most,
        };
      }),
    },
  ];
};
