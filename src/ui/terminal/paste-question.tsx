import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { Button } from "../common/button.tsx";
import { useText } from "../common/use-text.tsx";
import type { CommandLine } from "./use-command-line.ts";
import css from "./terminal.module.css";

interface PasteQuestionProps {
  readonly pasted: string;
  readonly answer: CommandLine["answerPaste"];
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Several lines are not run unseen. */
export function PasteQuestion({ pasted, answer, field }: PasteQuestionProps): ReactNode {
  const text = useText();
  const lines = pasted.split("\n");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const decide = (isWanted: boolean): void => {
    answer(isWanted);
    field.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.code !== "Escape") return;
    event.stopPropagation();
    decide(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className={css["paste"]}
      role="alertdialog"
      aria-label={text.terminal.paste(lines.length)}
      onKeyDown={onKeyDown}
    >
      <p>{text.terminal.paste(lines.length)}</p>
      <pre>{pasted}</pre>
      <Button look="primary" isSmall onClick={() => decide(true)}>
        {text.terminal.pasteRun}
      </Button>
      <Button isSmall onClick={() => decide(false)}>
        {text.terminal.pasteCancel}
      </Button>
    </div>
  );
}
