import { useEffect, useRef, type RefObject } from "react";
import type { HintView } from "#app/view-models/lesson";
import css from "./lesson-panel.module.css";

/** An opened hint takes its height from the text above it: the goals that it is about stay in sight, and the guess as far as there is room. */
export function useGoalsInView(inside: RefObject<HTMLElement | null>, stepId: string, shown: HintView | null): void {
  const hint = shown?.open.length ?? 0;
  const before = useRef({ stepId, hint });
  useEffect(() => {
    const isAnother = before.current.stepId === stepId && before.current.hint !== hint;
    before.current = { stepId, hint };
    const panel = inside.current?.closest("section");
    if (!isAnother || !panel) return;
    for (const name of ["predict", "goals"]) {
      panel.querySelector(`.${css[name]}`)?.scrollIntoView({ block: "nearest" });
    }
  }, [inside, stepId, hint]);
}
