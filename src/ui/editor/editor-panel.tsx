import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { EditorServices, EditorView } from "#app/view-models/editor";
import type { WhyView } from "#app/view-models/why";
import { Button } from "../common/button.tsx";
import { cx } from "../common/cx.ts";
import { ErrorFence } from "../common/error-fence.tsx";
import { Icon } from "../common/icon.tsx";
import { Tabs } from "../common/tabs.tsx";
import { useText } from "../common/use-text.tsx";
import { PressPlay } from "../timeline/press-play.tsx";
import type { DiagnosticActions } from "./runtime-diagnostic.tsx";
import { fileName, YamlText } from "./yaml-text.tsx";
import css from "./editor.module.css";

export interface EditorActions extends DiagnosticActions {
  readonly onSelectFile: (id: string) => void;
  readonly onChange: (fileId: string, text: string) => void;
  readonly onApply: () => void;
  /** Back to the text that was applied last. */
  readonly onUndo?: () => void;
  /** The cursor stands in the object of this line. */
  readonly onCursorLine: (fileId: string, line: number) => void;
}

export interface EditorPanelProps {
  readonly editor: EditorView;
  readonly services: EditorServices;
  readonly why: WhyView | null;
  readonly actions: EditorActions;
  /** Phones read highlighted text with fix chips, and edit in a plain field: Monaco is of no use there. */
  readonly isSmall?: boolean;
  /** False until the graph is alive: Monaco loads after it. */
  readonly mayLoad?: boolean;
  /** Starts time, where what was applied waits for it. */
  readonly onPlay?: (() => void) | null;
}

const DiffView = lazy(async () => ({ default: (await import("./diff-view.tsx")).DiffView }));
const MonacoEditor = lazy(async () => ({ default: (await import("./monaco/monaco-editor.tsx")).MonacoEditor }));

export function EditorPanel(props: EditorPanelProps): ReactNode {
  const { editor, actions, isSmall = false, onPlay = null } = props;
  const text = useText();
  const isClean = editor.applied.state === "same";
  const [wantsDiff, setWantsDiff] = useState(false);
  const { diff } = editor;
  const isComparing = wantsDiff && diff !== undefined;
  return (
    <section className={cx(css["pane"], isSmall && css["small"])} aria-label={text.editor.label}>
      <Tabs
        label={text.editor.files}
        items={editor.files.map((file) => ({
          id: file.id,
          label: file.name,
          dirtyText: file.isDirty ? text.editor.unsaved : undefined,
          problems: file.problems,
          problemText: text.editor.problems(file.problems),
        }))}
        activeId={editor.activeId}
        onSelect={actions.onSelectFile}
      >
        {diff === undefined ? null : (
          <Button look="quiet" isSmall aria-pressed={isComparing} onClick={() => setWantsDiff(!isComparing)}>
            {text.editor.compare}
          </Button>
        )}
        <Button
          look={isClean ? "plain" : "primary"}
          isSmall
          disabled={isClean || editor.isReadOnly}
          title={text.editor.applyKeys}
          onClick={actions.onApply}
        >
          <Icon name="up" />
          {text.editor.apply}
        </Button>
      </Tabs>
      <div className={css["body"]}>
        {isSmall ? <SmallBody {...props} /> : <LargeBody {...props} />}
        {isComparing ? (
          <Suspense>
            <DiffView diff={diff} />
          </Suspense>
        ) : null}
      </div>
      <PressPlay onPlay={isClean ? onPlay : null} />
      <Refusal applied={editor.applied} />
      <div className={css["status"]}>
        <span>{editor.kindText}</span>
        {editor.applied.state === "refused" ? null : (
          <span data-state={editor.applied.state}>{editor.applied.text}</span>
        )}
        {diff === undefined || actions.onUndo === undefined ? null : (
          <Button look="link" onClick={actions.onUndo}>
            {text.editor.undo}
          </Button>
        )}
        {isSmall ? <span /> : <span>{isMac() ? text.editor.leaveMac : text.editor.leave}</span>}
      </div>
    </section>
  );
}

/** The API server's own words: they say what to change. What they repeat of the file is folded away; where a field belongs is said. */
function Refusal({ applied }: { readonly applied: EditorView["applied"] }): ReactNode {
  const text = useText();
  if (applied.state !== "refused") return null;
  return (
    <div className={css["refusal"]} role="status">
      {applied.advice?.map((line) => (
        <p key={line} className={css["advice"]}>
          {line}
        </p>
      ))}
      <p>{applied.text}</p>
      {applied.whole === undefined ? null : (
        <details>
          <summary>{text.editor.wholeRefusal}</summary>
          {applied.whole}
        </details>
      )}
    </div>
  );
}

function isMac(): boolean {
  return /Mac|iP(?:hone|ad)/.test(navigator.userAgent);
}

function LargeBody({ editor, services, why, actions, mayLoad = true }: EditorPanelProps): ReactNode {
  const balloons = useLineBalloons(why, editor.activeId);
  const reading = <YamlText editor={editor} balloons={balloons} actions={actions} />;
  if (!mayLoad) return reading;
  return (
    <ErrorFence fallback={<PlainField editor={editor} onChange={actions.onChange} />}>
      <Suspense fallback={reading}>
        <MonacoEditor editor={editor} services={services} balloons={balloons} actions={actions} />
      </Suspense>
    </ErrorFence>
  );
}

function SmallBody({ editor, why, actions }: EditorPanelProps): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const balloons = useLineBalloons(why, editor.activeId);
  const text = useText();
  return (
    <>
      {isEditing ? (
        <PlainField editor={editor} onChange={actions.onChange} />
      ) : (
        <YamlText editor={editor} balloons={balloons} actions={actions} isSmall />
      )}
      {editor.isReadOnly ? null : (
        <Button look="quiet" onClick={() => setEditing(!isEditing)}>
          {isEditing ? text.editor.done : text.editor.edit}
        </Button>
      )}
    </>
  );
}

interface PlainFieldProps {
  readonly editor: EditorView;
  readonly onChange: EditorActions["onChange"];
}

/** Works everywhere, and when Monaco could not be loaded. */
function PlainField({ editor, onChange }: PlainFieldProps): ReactNode {
  return (
    <textarea
      className={css["plainField"]}
      aria-label={fileName(editor)}
      value={editor.text}
      readOnly={editor.isReadOnly}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      onChange={(event) => onChange(editor.activeId, event.target.value)}
    />
  );
}

function useLineBalloons(why: WhyView | null, fileId: string): ReadonlyMap<number, number> {
  return useMemo(() => {
    const balloons = new Map<number, number>();
    for (const evidence of why?.evidence ?? []) {
      for (const target of evidence.targets) {
        if (target.kind === "line" && target.fileId === fileId) balloons.set(target.line, evidence.n);
      }
    }
    return balloons;
  }, [why, fileId]);
}
