// What stands before a lesson's title: "Case 6", "Concept", "Looking closer".
import type { Words } from "../i18n/words.ts";

export interface OfPart {
  readonly part: "concepts" | "cases" | "closer";
  /** Of a case, its number in the talk. */
  readonly number: number | null;
}

export const partLabel = ({ part, number }: OfPart, { lesson }: Words): string => {
  if (number !== null) return lesson.case(number);
  return part === "closer" ? lesson.closer : lesson.concept;
};
