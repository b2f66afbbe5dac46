import type { ReactNode } from "react";
import type { DiffLine } from "#app/view-models/editor";
import { DIFF_SIGNS } from "#app/views/diff-signs";

/** A file's changed lines under its name, as a copy of them reads in a terminal. */
export function DiffFigure({ name, lines }: { readonly name: string; readonly lines: readonly DiffLine[] }): ReactNode {
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <pre>
        {lines.map((line, at) => (
          // Lines of a text have no ids.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at} data-kind={line.kind}>
            {DIFF_SIGNS[line.kind]} {line.text}
            {"\n"}
          </span>
        ))}
      </pre>
    </figure>
  );
}
