// The reader's own lessons: below the map, and below the list.
import { useState, type ReactNode } from "react";
import type { BuoyView } from "#app/view-models/course";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { STATE_ICONS, STATE_TONES } from "./state-icons.ts";
import { useHomeText } from "./use-home-text.ts";
import css from "./own.module.css";

export interface OwnProps {
  readonly rows: readonly BuoyView[];
  readonly onRemove: ((id: string) => void) | undefined;
}

export function Own({ rows, onRemove }: OwnProps): ReactNode {
  const home = useHomeText();
  const [asked, setAsked] = useState<string | null>(null);
  const remove = (id: string): void => {
    if (asked !== id) return setAsked(id);
    setAsked(null);
    onRemove?.(id);
  };
  return (
    <section className={css["own"]} aria-labelledby="own-lessons">
      <h2 id="own-lessons">{home.own}</h2>
      <p>{home.ownNote}</p>
      <ul>
        {rows.map(({ id, title, teaser, href, state, timeText }) => (
          <li key={id}>
            <Icon name={STATE_ICONS[state]} tone={STATE_TONES[state]} size={14} />
            <span className="vh">{home.conceptState[state]}</span>
            <a href={href}>{title}</a>
            <span>{teaser}</span>
            <span className={css["time"]}>{timeText}</span>
            {onRemove === undefined ? null : (
              <Button
                look="quiet"
                isSmall
                aria-label={asked === id ? home.removeSure : home.removeLabel(title)}
                onClick={() => remove(id)}
                onBlur={() => setAsked(null)}
              >
                {asked === id ? home.removeSure : home.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
