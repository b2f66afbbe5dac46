import { memo, type ReactNode } from "react";
import type { TermLine, TermSpan } from "#app/view-models/terminal";
import { cx } from "../common/cx.ts";
import css from "./terminal.module.css";

export interface TermLineRowProps {
  readonly line: TermLine;
  readonly prompt: string;
  readonly isSelected: boolean;
  readonly onObject: (id: string) => void;
}

export const TermLineRow = memo(function TermLineRow({
  line,
  prompt,
  isSelected,
  onObject,
}: TermLineRowProps): ReactNode {
  return (
    <div className={css["line"]} data-kind={line.kind} data-selected={isSelected}>
      {line.kind === "command" ? <span className={css["prompt"]}>{prompt} </span> : null}
      {line.spans.map((span, index) => (
        // A line is printed once; its pieces never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Span key={index} span={span} onObject={onObject} />
      ))}
    </div>
  );
});

function Span({ span, onObject }: { readonly span: TermSpan; readonly onObject: (id: string) => void }): ReactNode {
  const { objectId, tone, hue } = span;
  const look = cx(
    tone !== undefined && tone !== "ink" && tone,
    span.isStrong === true && css["strong"],
    hue !== undefined && css[`hue${hue % 6}`],
  );
  if (objectId === undefined) return look === "" ? span.text : <span className={look}>{span.text}</span>;
  return (
    <button type="button" tabIndex={-1} className={cx(css["name"], look)} onClick={() => onObject(objectId)}>
      {span.text}
    </button>
  );
}
