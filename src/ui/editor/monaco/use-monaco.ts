import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { DiagnosticView, DiffLine, EditorServices, EditorView } from "#app/view-models/editor";
import { plainText } from "../../common/rich-text.tsx";
import { useText } from "../../common/use-text.tsx";
import type { EditorActions } from "../editor-panel.tsx";
import { modelUri, setFixes, setServices } from "./language.ts";
import { monaco } from "./monaco.ts";
import { applyTheme } from "./theme.ts";
import { useRefusal } from "./use-refusal.ts";

export interface MonacoInput {
  readonly editor: EditorView;
  readonly services: EditorServices;
  readonly balloons: ReadonlyMap<number, number>;
  readonly actions: EditorActions;
  /** How often Apply was pressed. */
  readonly applies: number;
}

export type Editor = monaco.editor.IStandaloneCodeEditor;

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  acceptSuggestionOnEnter: "smart",
  bracketPairColorization: { enabled: false },
  automaticLayout: true,
  fixedOverflowWidgets: true,
  folding: true,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  padding: { top: 4, bottom: 4 },
  quickSuggestions: { other: true, comments: false, strings: true },
  renderFinalNewline: "on",
  renderLineHighlight: "gutter",
  renderWhitespace: "none",
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  wordBasedSuggestions: "off",
};

/** One editor for the life of the pane; files are models, kept while it lives. */
export function useMonaco(host: RefObject<HTMLElement | null>, input: MonacoInput): Editor | null {
  const latest = useRef(input);
  const [editor, setEditor] = useState<Editor | null>(null);
  // Before the model is taken: it asks for the text of this moment.
  useLayoutEffect(() => {
    latest.current = input;
    setServices(input.services);
    setFixes({ fileId: input.editor.activeId, diagnostics: input.editor.diagnostics, onFix: input.actions.onFix });
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const created = createEditor(host.current, latest);
    setEditor(created.editor);
    return created.dispose;
  }, [host]);
  useModel(editor, input, latest);
  useMarkers(editor, input);
  useDecorations(editor, input);
  useOpened(editor, input);
  useRefusal(editor, input.editor, input.applies);
  return editor;
}

interface Created {
  readonly editor: Editor;
  readonly dispose: () => void;
}

function createEditor(host: HTMLElement, latest: RefObject<MonacoInput>): Created {
  applyTheme(host);
  const size = fontSize(host);
  const fontFamily = getComputedStyle(host).getPropertyValue("--mono");
  const editor = monaco.editor.create(host, {
    ...OPTIONS,
    fontFamily,
    fontSize: size,
    lineHeight: size * 1.52,
    model: null,
  });
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest.current.actions.onApply());
  const line = editor.onDidChangeCursorPosition((event) => {
    const fileId = editor.getModel()?.uri.path.slice(1);
    if (fileId !== undefined) latest.current.actions.onCursorLine(fileId, event.position.lineNumber);
  });
  const stopTheme = onSchemeChange(() => applyTheme(host));
  const dispose = (): void => {
    stopTheme();
    line.dispose();
    editor.dispose();
    for (const model of monaco.editor.getModels()) model.dispose();
  };
  return { editor, dispose };
}

/** As large as the face around it says, in rem; else by the screen. */
function fontSize(host: HTMLElement): number {
  const said = Number.parseFloat(getComputedStyle(host).getPropertyValue("--editor-size"));
  if (said > 0) return said * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return matchMedia("(min-width: 1800px)").matches ? 14 : 12.5;
}

function onSchemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", listener);
  };
}

/** The active file's model. Its text is replaced only when app says so, and never during composition. */
function useModel(editor: Editor | null, input: MonacoInput, latest: RefObject<MonacoInput>): void {
  const { activeId, textVersion, isReadOnly } = input.editor;
  const taken = useRef(new Map<string, number>());
  // Before the zones are placed: a new model takes the old one's zones away.
  useLayoutEffect(() => {
    if (editor === null) return undefined;
    const text = latest.current.editor.text;
    const uri = modelUri(activeId);
    const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, "yaml", uri);
    if (editor.getModel() !== model) editor.setModel(model);
    editor.updateOptions({ readOnly: isReadOnly });
    const isReplaced = taken.current.get(activeId) !== textVersion;
    taken.current.set(activeId, textVersion);
    if (isReplaced && model.getValue() !== text) {
      // An edit, not setValue: undo goes back to what was typed.
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    }
    const change = model.onDidChangeContent(() => latest.current.actions.onChange(activeId, model.getValue()));
    return () => change.dispose();
  }, [editor, activeId, textVersion, isReadOnly, latest]);
}

/** What the step is about comes into view when the step begins; from then on the view is the reader's. */
function useOpened(editor: Editor | null, { editor: { opened } }: MonacoInput): void {
  const stepId = opened?.stepId;
  const line = useRef(1);
  useEffect(() => {
    line.current = opened?.line ?? 1;
  });
  useEffect(() => {
    if (stepId !== undefined) editor?.revealLineInCenter(line.current);
  }, [editor, stepId]);
}

const SEVERITIES: Readonly<Record<DiagnosticView["severity"], monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

function useMarkers(editor: Editor | null, { editor: view }: MonacoInput): void {
  useEffect(() => {
    const model = editor?.getModel();
    if (model === null || model === undefined) return;
    const here = view.diagnostics.filter((one) => one.fileId === view.activeId && one.source !== "runtime");
    monaco.editor.setModelMarkers(
      model,
      "drydock",
      here.map((one) => ({
        ...rangeOf(one),
        message: plainText(one.message),
        severity: SEVERITIES[one.severity],
        source: one.source,
      })),
    );
  }, [editor, view.diagnostics, view.activeId]);
}

function rangeOf(one: DiagnosticView): monaco.IRange {
  return { startLineNumber: one.line, startColumn: one.column, endLineNumber: one.endLine, endColumn: one.endColumn };
}

function useDecorations(editor: Editor | null, input: MonacoInput): void {
  const { diagnostics, activeId, selectedLines, diff } = input.editor;
  const { balloons } = input;
  const { unsaved, diffKind } = useText().editor;
  useEffect(() => {
    if (editor === null) return undefined;
    const runtime = diagnostics.filter((one) => one.fileId === activeId && one.source === "runtime");
    const hot = runtime.flatMap((one) => [
      { range: rangeOf(one), options: { inlineClassName: "cause" } },
      wholeLine(one.line, one.severity === "error" ? "hot" : "warm"),
    ]);
    const chosen = selectedLines.map((line) => wholeLine(line, "chosen"));
    const evidence = [...balloons].map(([line, n]) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: { glyphMarginClassName: `evidence evidence-${n}` },
    }));
    const collection = editor.createDecorationsCollection([
      ...chosen,
      ...hot,
      ...evidence,
      ...changedLines(diff ?? [], ({ kind }) => (kind === "same" ? "" : `${unsaved}: ${diffKind[kind]}`)),
    ]);
    return () => collection.clear();
  }, [editor, diagnostics, activeId, selectedLines, balloons, diff, unsaved, diffKind]);
}

/** Marks in the gutter: what is not applied yet, and where a line is gone. */
function changedLines(
  diff: readonly DiffLine[],
  tooltipOf: (line: DiffLine) => string,
): readonly monaco.editor.IModelDeltaDecoration[] {
  let last = 0;
  return diff.flatMap((one) => {
    const { kind, line } = one;
    if (line !== null) last = line;
    if (kind === "same") return [];
    const at = Math.max(1, last);
    return [
      {
        range: new monaco.Range(at, 1, at, 1),
        options: { linesDecorationsClassName: `line-${kind}`, linesDecorationsTooltip: tooltipOf(one) },
      },
    ];
  });
}

function wholeLine(line: number, className: string): monaco.editor.IModelDeltaDecoration {
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, className, marginClassName: `${className}-margin` },
  };
}
