import type { ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./terminal.module.css";

/** Keys that a phone's keyboard does not have. */
const KEYS = [
  { label: "Tab", code: "Tab" },
  { label: "↑", code: "ArrowUp" },
  { label: "↓", code: "ArrowDown" },
  { label: "→", code: "ArrowRight" },
  { label: "Ctrl+C", code: "KeyC", ctrlKey: true },
  { label: "Ctrl+R", code: "KeyR", ctrlKey: true },
  { label: "Ctrl+D", code: "KeyD", ctrlKey: true },
];

/** They are pressed in the field, which keeps the focus and with it the phone's own keyboard. */
export function KeyBar({ field }: { readonly field: () => HTMLInputElement | null | undefined }): ReactNode {
  const text = useText();
  return (
    <div className={css["chips"]} role="group" aria-label={text.terminal.keys}>
      {KEYS.map(({ label, ...key }) => (
        <Button
          key={label}
          isSmall
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            const input = field();
            input?.focus({ preventScroll: true });
            input?.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
