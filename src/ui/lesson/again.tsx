import type { ReactNode } from "react";
import type { AgainView } from "#app/view-models/lesson";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./lesson-panel.module.css";

export interface AgainProps {
  readonly again: AgainView;
}

/** What one knows is tried on small clusters of their own. */
export function Again({ again }: AgainProps): ReactNode {
  const text = useText();
  if (again.rows.length === 0) return null;
  return (
    <nav aria-label={text.lesson.again}>
      <h3 className={css["label"]}>{text.lesson.again}</h3>
      <ul className={css["again"]}>
        {again.rows.map((row) => (
          <li key={row.id}>
            <Icon name={row.isDone ? "ready" : "ring"} tone={row.isDone ? "ok" : "dim"} />
            <a href={row.href} aria-current={row.isHere ? "page" : undefined}>
              {row.title}
              {row.isDone ? <span className="vh">, {text.lesson.goalState.met}</span> : null}
            </a>
          </li>
        ))}
        {again.scene === null ? null : (
          <li>
            <Icon name="play" tone="dim" />
            <a href={again.scene.href} target="_blank" rel="noopener">
              {again.scene.title}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
