import type { ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./press-play.module.css";

export interface PressPlayProps {
  /** null: nothing waits. */
  readonly onPlay: (() => void) | null;
}

/** Something was done while time stands still: whoever waits for it to happen waits for ever. */
export function PressPlay({ onPlay }: PressPlayProps): ReactNode {
  const text = useText();
  return (
    // Stands empty until then: a live region is to be there before its words.
    <p role="status" className={onPlay === null ? "vh" : css["waits"]}>
      {onPlay === null ? null : (
        <>
          <Icon name="play" />
          <span>{text.guide.waiting}</span>
          <Button look="link" onClick={onPlay}>
            {text.guide.playNow}
          </Button>
        </>
      )}
    </p>
  );
}
