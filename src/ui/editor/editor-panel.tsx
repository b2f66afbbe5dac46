import { lazy, Suspense, useMemo, useState, type MouseEvent, type ReactNode } from "react";
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
  const [applies, setApplies] = useState(0);
  const onApply = (): void => {
    setApplies((n) => n + 1);
    actions.onApply();
  };
  const body = { ...props, actions: { ...actions, onApply }, applies };
  return (
    // What stands below the text is no place for the cursor: pressing it puts the cursor back into the text.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <section
      className={cx(css["pane"], isSmall && css["small"])}
      aria-label={text.editor.label}
      onClick={isSmall ? undefined : backToText}
    >
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
        <Doing
          editor={editor}
          isComparing={isComparing}
          onCompare={() => setWantsDiff(!isComparing)}
          onApply={onApply}
        />
      </Tabs>
      <div className={css["body"]} data-text="">
        {isSmall ? <SmallBody {...props} /> : <LargeBody {...body} />}
        {isComparing ? (
          <Suspense>
            <DiffView diff={diff} />
          </Suspense>
        ) : null}
      </div>
      <PressPlay onPlay={isClean ? onPlay : null} />
      <Refusal applied={editor.applied} />
      <Status editor={editor} isSmall={isSmall} onUndo={actions.onUndo} />
    </section>
  );
}

interface DoingProps {
  readonly editor: EditorView;
  readonly isComparing: boolean;
  readonly onCompare: () => void;
  readonly onApply: () => void;
}

function Doing({ editor, isComparing, onCompare, onApply }: DoingProps): ReactNode {
  const text = useText();
  const isClean = editor.applied.state === "same";
  return (
    <>
      {editor.diff === undefined ? null : (
        <Button look="quiet" isSmall aria-pressed={isComparing} onClick={onCompare}>
          {text.editor.compare}
        </Button>
      )}
      <Button
        look={isClean ? "plain" : "primary"}
        isSmall
        disabled={isClean || editor.isReadOnly}
        title={text.editor.applyKeys}
        onClick={onApply}
      >
        <Icon name="up" />
        {text.editor.apply}
      </Button>
    </>
  );
}

interface StatusProps {
  readonly editor: EditorView;
  readonly isSmall: boolean;
  readonly onUndo: EditorActions["onUndo"];
}

function Status({ editor, isSmall, onUndo }: StatusProps): ReactNode {
  const text = useText();
  return (
    <div className={css["status"]} data-foot="">
      <span>{editor.kindText}</span>
      {editor.applied.state === "refused" ? null : <span data-state={editor.applied.state}>{editor.applied.text}</span>}
      {editor.diff === undefined || onUndo === undefined ? null : (
        <Button look="link" onClick={onUndo}>
          {text.editor.undo}
        </Button>
      )}
      {isSmall ? <span /> : <span>{isMac() ? text.editor.leaveMac : text.editor.leave}</span>}
    </div>
  );
}

const backToText = ({ target, currentTarget }: MouseEvent<HTMLElement>): void => {
  if (!(target instanceof Element) || !target.closest("[data-foot]") || target.closest("button, summary")) return;
  // Words that were marked are to be copied.
  if ((document.getSelection()?.toString() ?? "") !== "") return;
  currentTarget.querySelector<HTMLElement>("[data-text] :is([role=textbox], textarea)")?.focus({ preventScroll: true });
};

/** The API server's own words: they say what to change. What they repeat of the file is folded away; where a field belongs is said. */
function Refusal({ applied }: { readonly applied: EditorView["applied"] }): ReactNode {
  const text = useText();
  if (applied.state !== "refused") return null;
  return (
    <div className={css["refusal"]} role="status" data-foot="">
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

interface LargeBodyProps extends EditorPanelProps {
  readonly applies: number;
}

function LargeBody({ editor, services, why, actions, mayLoad = true, applies }: LargeBodyProps): ReactNode {
  const balloons = useLineBalloons(why, editor.activeId);
  const reading = <YamlText editor={editor} balloons={balloons} actions={actions} />;
  if (!mayLoad) return reading;
  const without = (
    <>
      <PlainField editor={editor} onChange={actions.onChange} />
      <NotLoaded />
    </>
  );
  return (
    <ErrorFence fallback={without}>
      <Suspense fallback={reading}>
        <MonacoEditor editor={editor} services={services} balloons={balloons} actions={actions} applies={applies} />
      </Suspense>
    </ErrorFence>
  );
}

// Work is kept over it.
const reload = (): void => location.reload();

/** The file can be written all the same: what is missing is said above it. */
function NotLoaded(): ReactNode {
  const text = useText();
  return (
    <p className={css["notLoaded"]} role="status">
      <span>{text.notice.notLoaded}</span>
      <Button isSmall onClick={reload}>
        {text.update.reload}
      </Button>
    </p>
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
