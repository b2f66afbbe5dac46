// What the editor shows, and what it asks of the language layer. Types only.
import type { RichText } from "./text.ts";

interface EditorFileView {
  readonly id: string;
  readonly name: string;
  readonly isDirty: boolean;
  readonly problems: number;
}

interface FixView {
  readonly id: string;
  readonly label: string;
  /** For a chip where there is little room: "readinessProbe". */
  readonly shortLabel: string;
}

export interface DiagnosticView {
  readonly id: string;
  readonly fileId: string;
  readonly severity: "error" | "warning" | "info";
  /** runtime: caused by what happened in the cluster; drawn open below its line. */
  readonly source: "yaml" | "schema" | "apiserver" | "unsupported" | "runtime";
  /** One-based, end exclusive, as Monaco counts. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: RichText;
  readonly fixes: readonly FixView[];
  /** A why-answer stands behind it. */
  readonly hasWhy: boolean;
}

/** A line of the open file beside the text that was applied last; a removed one has no number. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  readonly line: number | null;
}

export interface EditorView {
  readonly files: readonly EditorFileView[];
  readonly activeId: string;
  readonly text: string;
  /** Raised when app replaces the text (a fix, a reset, another window); typing does not raise it. */
  readonly textVersion: number;
  readonly isReadOnly: boolean;
  readonly diagnostics: readonly DiagnosticView[];
  /** "Deployment · apps/v1" */
  readonly kindText: string;
  readonly applied: {
    readonly state: "same" | "differs" | "new" | "refused";
    /** Of a refusal: the API server's words, without the value that they repeat. */
    readonly text: string;
    /** The same words whole, where something was left out. */
    readonly whole?: string;
    /** Where a field that may not stand there belongs. */
    readonly advice?: readonly string[];
    /** Of a refusal: the first line that cannot be right, where one is known. */
    readonly line?: number;
  };
  /** Lines of the selected object, one-based. */
  readonly selectedLines: readonly number[];
  /** The line that the lesson's step is about: brought into view once for each step. */
  readonly opened?: { readonly stepId: string; readonly line: number };
  /** Against what was applied last; absent while nothing differs. */
  readonly diff?: readonly DiffLine[];
}

export interface CompletionItemView {
  readonly label: string;
  readonly detail: string;
  readonly documentation: string;
  readonly insertText: string;
  readonly kind: "field" | "value" | "snippet";
}

/** What the editor asks while one types: answered synchronously by the language layer. */
export interface EditorServices {
  complete(
    fileId: string,
    text: string,
    offset: number,
  ): {
    readonly items: readonly CompletionItemView[];
    readonly fromOffset: number;
    readonly toOffset: number;
  };
  hover(fileId: string, text: string, offset: number): string | null;
}
