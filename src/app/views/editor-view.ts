// The editor: files, what is wrong in the open one, and whether the cluster has it.
import type { JsonObject, StatusCause } from "#api/meta";
import { diagnose, type Diagnosis } from "#language";
import type { Run } from "#engine";
import { supportNotes, validateManifest } from "#engine/checks";
import { supportNote } from "../i18n/support-notes.ts";
import type { Step } from "#tutor";
import { runtimeWords } from "../i18n/runtime-words.ts";
import type { Words } from "../i18n/words.ts";
import type { Draft } from "../state.ts";
import type { Language } from "../view-models/chrome.ts";
import type { DiagnosticView, DiffLine, EditorView } from "../view-models/editor.ts";
import { appliedState } from "./applied.ts";
import { appliedTextOf } from "./applied-text.ts";
import { respellId } from "./respell.ts";
import { lineDiff } from "./line-diff.ts";
import { adviceOf, placesIn, refusedView } from "./refused-view.ts";
import { refusalOf } from "./refusal.ts";
import { runtimeDiagnostics, type RuntimeDiagnostic } from "./runtime-diagnostics.ts";

export interface EditorContext {
  readonly words: Words;
  readonly language: Language;
  readonly drafts: readonly Draft[];
  readonly activeFile: string;
  /** Texts of the working directory: what was applied last. */
  appliedText(file: string): string | undefined;
  readonly selectedName: string | null;
  /** What the lesson's step is about. */
  readonly step?: Pick<Step, "id" | "opens"> | undefined;
  /**
   * How often the causes found in the running cluster are looked for anew, in virtual milliseconds; 0: now. null where they are not told: a
   * lesson keeps them back until its prose names the file.
   */
  readonly causesEveryMs: number | null;
}

const services = {
  validate: (object: JsonObject): readonly StatusCause[] => validateManifest(object),
  unsupported: supportNotes,
};

/** Diagnoses of texts: kept, for a text is looked at many times between two key presses. */
export class Diagnoses {
  readonly #kept = new Map<string, { readonly text: string; readonly diagnosis: Diagnosis }>();

  of(file: string, text: string): Diagnosis {
    const kept = this.#kept.get(file);
    if (kept?.text === text) return kept.diagnosis;
    const diagnosis = diagnose(text, services);
    this.#kept.set(file, { text, diagnosis });
    return diagnosis;
  }
}

/** Counts change with every request; whoever reads a line needs a new one four times a second, not with every frame. */
export class Causes {
  #kept: {
    readonly run: Run;
    readonly manifest: Diagnosis["manifest"];
    readonly words: Words;
    readonly atMs: number;
  } | null = null;
  #found: readonly RuntimeDiagnostic[] = [];

  of(run: Run, manifest: Diagnosis["manifest"], { words, causesEveryMs }: EditorContext): readonly RuntimeDiagnostic[] {
    if (causesEveryMs === null) return [];
    const kept = this.#kept;
    const ageMs = kept?.run === run && kept.manifest === manifest && kept.words === words ? run.nowMs - kept.atMs : -1;
    if (ageMs >= 0 && ageMs < causesEveryMs) return this.#found;
    this.#kept = { run, manifest, words, atMs: run.nowMs };
    return (this.#found = runtimeDiagnostics(manifest, run, words));
  }
}

export const editorView = (
  run: Run,
  { diagnoses, causes }: { readonly diagnoses: Diagnoses; readonly causes: Causes },
  context: EditorContext,
): EditorView => {
  const { words, drafts, activeFile } = context;
  const active = drafts.find((d) => d.id === activeFile) ?? drafts[0];
  const fileId = active?.id ?? "";
  const text = active?.text ?? "";
  const diagnosis = diagnoses.of(fileId, text);
  const { manifest } = diagnosis;
  const first = manifest.documents.find((d) => d.kind !== "");
  const runtime = causes.of(run, manifest, context);
  return {
    files: drafts.map((d) => ({
      id: d.id,
      name: d.id,
      isDirty: d.text !== (appliedTextOf(run, d.id, true) ?? d.text),
      problems: diagnoses.of(d.id, d.text).diagnostics.filter((x) => x.severity === "error").length,
    })),
    activeId: fileId,
    text,
    textVersion: active?.version ?? 0,
    isReadOnly: false,
    diagnostics: [
      ...staticViews(diagnosis, fileId, context),
      ...runtime.map((d) => runtimeView(d, diagnosis, { words, file: fileId })),
    ],
    kindText: first ? `${first.kind} · ${first.apiVersion}` : "",
    applied: appliedOf(diagnosis, run, {
      words,
      refusal: active && text === context.appliedText(active.id) ? refusalOf(run, active.id, text) : undefined,
    }),
    selectedLines: linesOf(diagnosis, context.selectedName),
    ...openedIn(text, fileId, context.step),
    ...(active ? diffOf(run, active, manifest) : {}),
  };
};

const openedIn = (text: string, fileId: string, step: EditorContext["step"]): Pick<EditorView, "opened"> => {
  const at = step?.opens?.file === fileId && step.opens.find ? text.indexOf(step.opens.find) : -1;
  return step && at >= 0 ? { opened: { stepId: step.id, line: text.slice(0, at).split("\n").length } } : {};
};

const diffs = new WeakMap<Draft, { readonly base: string | undefined; readonly diff: readonly DiffLine[] }>();

/** Against the text that was applied last. */
const diffOf = (run: Run, draft: Draft, manifest: Diagnosis["manifest"]): { readonly diff?: readonly DiffLine[] } => {
  const base = appliedTextOf(run, draft.id, appliedState(manifest, run.cluster) !== "new");
  let kept = diffs.get(draft);
  if (!kept || kept.base !== base) {
    diffs.set(draft, (kept = { base, diff: base === undefined ? [] : lineDiff(base, draft.text) }));
  }
  return kept.diff.length > 0 ? { diff: kept.diff } : {};
};

/** What the API server says stays in its words; what Drydock says of itself is in the reader's. */
const staticViews = (
  { diagnostics, manifest }: Diagnosis,
  fileId: string,
  { words, language }: Pick<EditorContext, "words" | "language">,
): DiagnosticView[] =>
  diagnostics.map((d, i) => {
    const places = d.source === "schema" ? placesIn(d.message, manifest) : [];
    return {
      id: `${fileId} ${i}`,
      fileId,
      severity: d.severity,
      source: d.source,
      ...placeOf(manifest, d.range),
      message: [
        d.source === "unsupported" && language === "ko" ? supportNote(d.message) : d.message,
        ...places.map((place) => ` ${adviceOf(place, words)}`),
        ...(d.slip ? [` ${runtimeWords(words).slips[d.slip]}`] : []),
      ],
      fixes: places.flatMap(({ kind, name, field }) =>
        kind === "like"
          ? [{ id: respellId(d.range.from, name, field), label: runtimeWords(words).respell(field), shortLabel: field }]
          : [],
      ),
      hasWhy: false,
    };
  });

const runtimeView = (
  d: RuntimeDiagnostic,
  { manifest }: Diagnosis,
  { words, file }: { readonly words: Words; readonly file: string },
): DiagnosticView => ({
  id: d.id,
  fileId: file,
  severity: d.severity,
  source: "runtime",
  ...placeOf(manifest, d.range),
  message: [d.message],
  fixes: d.fixes.map((id) => ({ id, label: runtimeWords(words).addReadiness, shortLabel: id })),
  hasWhy: d.whyId !== null,
});

type Place = Pick<DiagnosticView, "line" | "column" | "endLine" | "endColumn">;

const placeOf = (manifest: Diagnosis["manifest"], range: { readonly from: number; readonly to: number }): Place => {
  const from = manifest.position(range.from);
  const to = manifest.position(range.to);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
};

const appliedOf = (
  { manifest, diagnostics }: Diagnosis,
  run: Run,
  { words, refusal }: { readonly words: Words; readonly refusal: string | undefined },
): EditorView["applied"] => {
  if (refusal !== undefined) {
    const fault = diagnostics.find(({ severity }) => severity === "error");
    const view = refusedView(refusal, manifest, words);
    return fault ? { ...view, line: manifest.position(fault.range.from).line } : view;
  }
  const state = appliedState(manifest, run.cluster);
  return { state, text: { same: words.editor.same, differs: words.editor.differs, new: words.editor.isNew }[state] };
};

/** A file of one object would be marked from end to end: its head says enough. */
const HEAD_LINES = 4;

/** The first lines of the document whose object is selected. */
const linesOf = ({ manifest }: Diagnosis, selectedName: string | null): readonly number[] => {
  const document = selectedName === null ? undefined : manifest.documents.find((d) => d.name === selectedName);
  if (!document) return [];
  const from = manifest.position(document.range.from).line;
  const to = manifest.position(document.range.to).line;
  return Array.from({ length: Math.min(to - from, HEAD_LINES) }, (_, i) => from + i);
};
