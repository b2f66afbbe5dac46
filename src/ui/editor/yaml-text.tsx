import { Fragment, useRef, type ReactNode } from "react";
import type { DiagnosticView, EditorView } from "#app/view-models/editor";
import { Balloon } from "../common/balloon.tsx";
import { RuntimeDiagnostic, type DiagnosticActions } from "./runtime-diagnostic.tsx";
import { useRevealFirst } from "./use-reveal-first.ts";
import { tokenizeYamlLine, type YamlToken } from "./yaml-tokens.ts";
import css from "./editor.module.css";

export interface YamlTextProps {
  readonly editor: EditorView;
  /** Evidence numbers by line. */
  readonly balloons: ReadonlyMap<number, number>;
  readonly actions: DiagnosticActions;
  readonly isSmall?: boolean;
}

const COLOURS: Readonly<Record<YamlToken["kind"], string | undefined>> = {
  key: css["key"],
  string: css["string"],
  number: css["numberValue"],
  comment: css["comment"],
  plain: undefined,
};

/** The file as text: on phones, and until the editor has arrived. */
export function YamlText({ editor, balloons, actions, isSmall }: YamlTextProps): ReactNode {
  const lines = editor.text.split("\n");
  const selected = new Set(editor.selectedLines);
  const box = useRef<HTMLDivElement>(null);
  useRevealFirst(
    box,
    `${editor.activeId} ${editor.opened?.stepId ?? ""} ${editor.diagnostics.map((one) => one.id).join()}`,
  );
  return (
    // Scrolls by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={css["code"]} tabIndex={0} role="region" aria-label={fileName(editor)}>
      {lines.map((line, index) => {
        const number = index + 1;
        const here = editor.diagnostics.filter((one) => one.line === number && one.fileId === editor.activeId);
        const balloon = balloons.get(number);
        return (
          // A line is where it stands.
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={number}>
            <div
              className={css["line"]}
              data-hot={here.some((one) => one.severity === "error")}
              data-selected={selected.has(number) && here.length === 0}
              data-opened={editor.opened?.line === number || undefined}
            >
              <span className={css["number"]}>{number}</span>
              <LineText line={line} diagnostic={here[0]} />
              {balloon === undefined ? null : <Balloon n={balloon} className={css["lineBalloon"]} />}
            </div>
            {here.map((diagnostic) => (
              <RuntimeDiagnostic
                key={diagnostic.id}
                diagnostic={diagnostic}
                actions={actions}
                isSmall={isSmall === true}
              />
            ))}
          </Fragment>
        );
      })}
    </div>
  );
}

export function fileName(editor: EditorView): string {
  return editor.files.find((file) => file.id === editor.activeId)?.name ?? "";
}

function LineText({
  line,
  diagnostic,
}: {
  readonly line: string;
  readonly diagnostic: DiagnosticView | undefined;
}): ReactNode {
  if (diagnostic === undefined) return <span>{colour(line)}</span>;
  const from = diagnostic.column - 1;
  const to = diagnostic.endLine > diagnostic.line ? line.length : diagnostic.endColumn - 1;
  return (
    <span>
      {colour(line.slice(0, from))}
      <span className={css["squiggle"]} data-severity={diagnostic.severity}>
        {colour(line.slice(from, to))}
      </span>
      {colour(line.slice(to))}
    </span>
  );
}

function colour(text: string): ReactNode {
  let at = 0;
  return tokenizeYamlLine(text).map((token) => {
    const key = at;
    at += token.text.length;
    return (
      <span key={key} className={COLOURS[token.kind]}>
        {token.text}
      </span>
    );
  });
}
