// The course at a glance: what each lesson has, and whether it is proven.
import type { Lesson } from "#tutor";

export interface ProvenLesson {
  readonly name: string;
  /** Absent where lesson.yaml cannot be read. */
  readonly lesson: Lesson | undefined;
  readonly passed: number;
  readonly failed: number;
}

const HEAD = ["lesson", "min", "steps", "goals", "hints", "fixes", "wrong", "reviews", "varies", "proof"];

export const courseTable = (rows: readonly ProvenLesson[]): string => {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "))
    .join("\n");
};

const cells = ({ name, lesson, passed, failed }: ProvenLesson): string[] => {
  const proof = failed === 0 ? `${passed} ok` : `${failed} FAIL`;
  if (!lesson) return [name, ...HEAD.slice(2).map(() => "-"), proof];
  const { minutes, steps, fixes, reviews, variation } = lesson;
  const count = (of: "goals" | "hints"): number => steps.reduce((n, step) => n + step[of].length, 0);
  const counts = [minutes, steps.length, count("goals"), count("hints"), fixes.accepted.length, fixes.wrong.length];
  return [name, ...[...counts, reviews.length].map(String), variation ? "yes" : "no", proof];
};
