import { DIFF_SIGNS } from "#app/views/diff-signs";
import type { ReactNode } from "react";
import type { DiffLine } from "#app/view-models/editor";
import { useText } from "../common/use-text.tsx";
import css from "./diff-view.module.css";

export interface DiffViewProps {
  readonly diff: readonly DiffLine[];
}

/** Lines of context beside what differs. */
const CONTEXT = 3;

/** What is in the editor against what was applied last: only what differs, and a little around it. */
export function DiffView({ diff }: DiffViewProps): ReactNode {
  const text = useText();
  return (
    // Scrolls by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css["diff"]} role="region" aria-label={text.editor.compare} tabIndex={0}>
      {hunksOf(diff).map((hunk) => (
        <ol key={hunk.from} className={css["hunk"]}>
          {hunk.lines.map(({ kind, text: line, line: number }, index) => (
            // Lines of a hunk have nothing else to be told apart by.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} data-kind={kind}>
              <span className={css["number"]}>{number ?? ""}</span>
              <span aria-hidden="true">{DIFF_SIGNS[kind]}</span>
              {kind === "same" ? null : <span className="vh">{text.editor.diffKind[kind]}: </span>}
              <code>{line}</code>
            </li>
          ))}
        </ol>
      ))}
    </div>
  );
}

interface Hunk {
  readonly from: number;
  readonly lines: readonly DiffLine[];
}

function hunksOf(diff: readonly DiffLine[]): readonly Hunk[] {
  const hunks: { from: number; lines: DiffLine[] }[] = [];
  let shownTo = -1;
  diff.forEach((line, index) => {
    if (line.kind === "same") return;
    const from = Math.max(0, index - CONTEXT);
    const hunk = hunks.at(-1);
    const isNear = hunk !== undefined && from <= shownTo + 1;
    const start = isNear ? shownTo + 1 : from;
    const end = Math.min(diff.length - 1, index + CONTEXT);
    if (isNear) hunk.lines.push(...diff.slice(start, end + 1));
    else hunks.push({ from, lines: diff.slice(start, end + 1) });
    shownTo = end;
  });
  return hunks;
}
