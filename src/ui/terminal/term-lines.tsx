import { memo, useMemo, type ReactNode } from "react";
import type { TermChunk, TermLine, TermSpan } from "#app/view-models/terminal";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { useIsNear } from "./use-is-near.ts";
import css from "./terminal.module.css";

export interface TermLinesProps {
  readonly chunks: readonly TermChunk[];
  readonly selectedId: string | null;
  readonly onObject: (id: string) => void;
  /** A command that help suggests. */
  readonly onSuggestion: (command: string) => void;
}

/** Of fifty thousand lines those that are seen are drawn; the others are their plain text, which can be read aloud, found and copied all the same. */
export const TermLines = memo(function TermLines({ chunks, ...props }: TermLinesProps): ReactNode {
  return chunks.map(({ id, lines }, at) => (
    <Chunk key={id} lines={lines} isNewest={at === chunks.length - 1} isLate={at >= chunks.length - 2} {...props} />
  ));
});

interface ChunkProps extends Omit<TermLinesProps, "chunks"> {
  readonly lines: readonly TermLine[];
  readonly isNewest: boolean;
  /** It is drawn at once: the log stands at its end. */
  readonly isLate: boolean;
}

const Chunk = memo(function Chunk({ lines, isNewest, isLate, ...props }: ChunkProps): ReactNode {
  const { ref, isNear } = useIsNear(isLate);
  const isDrawn = isNear || isLate;
  return (
    <div
      ref={ref}
      className={css["chunk"]}
      style={{ containIntrinsicBlockSize: `auto ${lines.length}lh` }}
      data-plain={!isDrawn}
      // Only what is printed now is news: old lines that come into sight are not.
      aria-live={isNewest ? undefined : "off"}
    >
      {isDrawn ? <DrawnLines lines={lines} {...props} /> : <PlainLines lines={lines} />}
    </div>
  );
});

function DrawnLines({
  lines,
  selectedId,
  ...actions
}: Omit<TermLinesProps, "chunks"> & { readonly lines: readonly TermLine[] }): ReactNode {
  return lines.map((line) => (
    <TermLineRow
      key={line.id}
      line={line}
      isSelected={selectedId !== null && line.objectId === selectedId}
      {...actions}
    />
  ));
}

/** One text as far as it goes: only a prompt is apart, which nobody wants to copy. */
const PlainLines = memo(function PlainLines({ lines }: { readonly lines: readonly TermLine[] }): ReactNode {
  return useMemo(() => {
    const pieces: ReactNode[] = [];
    let text = "";
    for (const { id, kind, prompt, spans } of lines) {
      // Ours is no part of what is copied.
      if (kind === "help") continue;
      if (prompt !== undefined) {
        pieces.push(
          text,
          <span key={id} className={css["prompt"]}>
            {prompt}{" "}
          </span>,
        );
        text = "";
      }
      for (const span of spans) text += span.text;
      text += "\n";
    }
    return [...pieces, text];
  }, [lines]);
});

interface TermLineRowProps {
  readonly line: TermLine;
  readonly isSelected: boolean;
  readonly onObject: (id: string) => void;
  readonly onSuggestion: (command: string) => void;
}

/** Of an answer that would fill the pane the end is seen, where kubectl says what is wrong; the rest is scrolled to. */
const LONG = 600;

const TermLineRow = memo(function TermLineRow({
  line,
  isSelected,
  onObject,
  onSuggestion,
}: TermLineRowProps): ReactNode {
  const isLong = line.kind === "error" && line.spans.reduce((sum, { text }) => sum + text.length, 0) > LONG;
  const spans = line.spans.map((span, index) => (
    // A line is printed once; its pieces never move.
    // oxlint-disable-next-line react/no-array-index-key
    <Span key={index} span={span} onObject={onObject} />
  ));
  return (
    <div
      className={css["line"]}
      data-kind={line.kind}
      data-selected={isSelected}
      data-long={isLong}
      // What is folded scrolls by the keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isLong ? 0 : undefined}
    >
      {line.kind === "help" ? <Icon name="bulb" /> : null}
      {line.prompt === undefined ? null : <span className={css["prompt"]}>{line.prompt} </span>}
      {isLong ? <div>{spans}</div> : spans}
      {line.suggests === undefined ? null : (
        <button
          type="button"
          tabIndex={-1}
          data-link
          className={css["suggestion"]}
          onClick={() => onSuggestion(line.suggests!)}
        >
          {line.suggests}
        </button>
      )}
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
    <button type="button" tabIndex={-1} data-link className={cx(css["name"], look)} onClick={() => onObject(objectId)}>
      {span.text}
    </button>
  );
}
