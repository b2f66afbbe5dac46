// A page that follows a talk says when it looks at something else than the others do, and leads back. Loaded in rooms only.
import { useEffect, useEffectEvent, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { useCompany, useTalkText } from "./use-talk.ts";
import { isOthers } from "./use-talk-keys.ts";
import css from "./apart-chip.module.css";

export function ApartChip(): ReactNode {
  const text = useTalkText();
  const { isApart, back, show } = useCompany();
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isApart || event.code !== "KeyG" || isOthers(event)) return;
    event.preventDefault();
    if (event.shiftKey) show();
    else back();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return (
    <div className={css["place"]} role="status">
      {isApart ? (
        <div className={css["chip"]}>
          <span>{text.apart}</span>
          <Button isSmall onClick={back}>
            {text.apartBack} <kbd>G</kbd>
          </Button>
          <Button look="quiet" isSmall onClick={show}>
            {text.apartShow} <kbd>Shift G</kbd>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
