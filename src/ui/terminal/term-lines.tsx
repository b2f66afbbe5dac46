import { memo, type ReactNode } from "react";
import { LINES_AN_ENTRY, type TermLine, type TermSpan } from "#app/view-models/terminal";
import { cx } from "../common/cx.ts";
import css from "./terminal.module.css";

export interface TermLinesProps {
  readonly lines: readonly TermLine[];
  readonly selectedId: string | null;
  readonly onObject: (id: string) => void;
}

/** Lines of this many entries of the log stand together: what was printed long ago is neither compared nor laid out again. */
const CHUNK = 64 * LINES_AN_ENTRY;

export const TermLines = memo(function TermLines({ lines, selectedId, onObject }: TermLinesProps): ReactNode {
  return chunksOf(lines).map(({ id, part }) => (
    <Chunk key={id} lines={part} selectedId={selectedOf(part, selectedId)} onObject={onObject} />
  ));
});

/** Only a chunk in which something is selected needs to know. */
const selectedOf = (lines: readonly TermLine[], selectedId: string | null): string | null =>
  selectedId !== null && lines.some(({ objectId }) => objectId === selectedId) ? selectedId : null;

interface LineChunk {
  readonly id: number;
  readonly part: readonly TermLine[];
}

function chunksOf(lines: readonly TermLine[]): readonly LineChunk[] {
  const chunks: LineChunk[] = [];
  let from = 0;
  for (let i = 1; i <= lines.length; i++) {
    const id = Math.floor(lines[from]!.id / CHUNK);
    if (i < lines.length && Math.floor(lines[i]!.id / CHUNK) === id) continue;
    chunks.push({ id, part: lines.slice(from, i) });
    from = i;
  }
  return chunks;
}

const isSameChunk = (a: TermLinesProps, b: TermLinesProps): boolean =>
  a.selectedId === b.selectedId &&
  a.onObject === b.onObject &&
  a.lines.length === b.lines.length &&
  a.lines[0] === b.lines[0] &&
  a.lines.at(-1) === b.lines.at(-1);

const Chunk = memo(function Chunk({ lines, selectedId, onObject }: TermLinesProps): ReactNode {
  return (
    <div className={css["chunk"]}>
      {lines.map((line) => (
        <TermLineRow
          key={line.id}
          line={line}
          isSelected={selectedId !== null && line.objectId === selectedId}
          onObject={onObject}
        />
      ))}
    </div>
  );
}, isSameChunk);

interface TermLineRowProps {
  readonly line: TermLine;
  readonly isSelected: boolean;
  readonly onObject: (id: string) => void;
}

const TermLineRow = memo(function TermLineRow({ line, isSelected, onObject }: TermLineRowProps): ReactNode {
  return (
    <div className={css["line"]} data-kind={line.kind} data-selected={isSelected}>
      {line.prompt === undefined ? null : <span className={css["prompt"]}>{line.prompt} </span>}
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
