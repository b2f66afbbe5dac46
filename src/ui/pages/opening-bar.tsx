// How much of a lesson's beginning is made. One that takes no time is over before it is drawn.
import type { ReactNode } from "react";
import type { AppState } from "#app/state";
import { useApp } from "./use-app.ts";
import css from "./rescue-bar.module.css";

const selectOpening = (s: AppState): AppState["opening"] => s.opening;
const selectLabel = (s: AppState): string => s.texts?.dictionary.lesson.opening ?? "Drydock";

export function OpeningBar(): ReactNode {
  const opening = useApp(selectOpening);
  const label = useApp(selectLabel);
  if (opening === null) return null;
  return (
    <div className={css["bar"]} role="status">
      <span>{label}</span>
      <progress max={1} value={opening} aria-label={label} />
    </div>
  );
}
