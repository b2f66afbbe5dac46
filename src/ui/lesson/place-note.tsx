import type { ReactNode } from "react";
import type { LessonPlace } from "#app/view-models/lesson";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./lesson-panel.module.css";

export interface PlaceNoteProps {
  readonly place: LessonPlace | null;
  readonly onBack: (place: LessonPlace) => void;
}

/** The text speaks of another moment than the one on the screen. */
export function PlaceNote({ place, onBack }: PlaceNoteProps): ReactNode {
  const text = useText();
  return (
    <div role="status" className={place === null ? "vh" : css["place"]}>
      {place === null ? null : (
        <>
          <Icon name="rewind" />
          <span>{text.guide[place.kind](place.eventText)}</span>
          <Button look="link" onClick={() => onBack(place)}>
            {place.kind === "before" ? text.guide.backTo(place.backText) : text.guide.backToFuture(place.backText)}
          </Button>
        </>
      )}
    </div>
  );
}
