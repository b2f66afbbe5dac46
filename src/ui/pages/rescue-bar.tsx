// How far a rescue is. One that takes no time is over before it is drawn.
import type { ReactNode } from "react";
import type { AppState } from "#app/state";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useApp } from "./use-app.ts";
import css from "./rescue-bar.module.css";

const selectRescuing = (s: AppState): AppState["rescuing"] => s.rescuing;

export function RescueBar(): ReactNode {
  const text = useText();
  const rescuing = useApp(selectRescuing);
  if (!rescuing) return null;
  const { step, done, of } = rescuing;
  const label = text.lesson.rescuing(step + 1);
  return (
    <div className={css["bar"]} role="status">
      <Icon name="rescue" size={20} />
      <span>{label}</span>
      <progress max={of} value={done} aria-label={label} />
    </div>
  );
}
