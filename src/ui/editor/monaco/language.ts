import type { CompletionItemView, DiagnosticView, EditorServices } from "#app/view-models/editor";
import { monaco } from "./monaco.ts";

/** Which services answer for a model: the last editor that was mounted. */
let services: EditorServices | null = null;
let isRegistered = false;

interface Fixes {
  readonly fileId: string;
  readonly diagnostics: readonly DiagnosticView[];
  readonly onFix: (diagnosticId: string, fixId: string) => void;
}

/** The quick fixes of the file that is open. */
let fixes: Fixes | null = null;

export function setFixes(next: Fixes): void {
  fixes = next;
}

export function setServices(next: EditorServices): void {
  services = next;
  if (isRegistered) return;
  isRegistered = true;
  monaco.languages.registerCompletionItemProvider("yaml", {
    triggerCharacters: [" ", ":", "-", "/"],
    provideCompletionItems,
  });
  monaco.languages.registerHoverProvider("yaml", { provideHover });
  monaco.languages.registerCodeActionProvider(
    "yaml",
    { provideCodeActions },
    { providedCodeActionKinds: ["quickfix"] },
  );
  monaco.editor.registerCommand(FIX, (_, diagnosticId: string, fixId: string) => fixes?.onFix(diagnosticId, fixId));
}

export function modelUri(fileId: string): monaco.Uri {
  return monaco.Uri.from({ scheme: "drydock", path: fileId.startsWith("/") ? fileId : `/${fileId}` });
}

function fileIdOf(model: monaco.editor.ITextModel): string {
  return model.uri.path.slice(1);
}

function provideCompletionItems(
  model: monaco.editor.ITextModel,
  position: monaco.Position,
): monaco.languages.CompletionList {
  if (services === null) return { suggestions: [] };
  const found = services.complete(fileIdOf(model), model.getValue(), model.getOffsetAt(position));
  const range = monaco.Range.fromPositions(model.getPositionAt(found.fromOffset), model.getPositionAt(found.toOffset));
  return { suggestions: found.items.map((item, index) => toSuggestion(item, range, index)) };
}

const KINDS: Readonly<Record<CompletionItemView["kind"], monaco.languages.CompletionItemKind>> = {
  field: monaco.languages.CompletionItemKind.Field,
  value: monaco.languages.CompletionItemKind.Value,
  snippet: monaco.languages.CompletionItemKind.Snippet,
};

function toSuggestion(item: CompletionItemView, range: monaco.Range, index: number): monaco.languages.CompletionItem {
  return {
    label: item.label,
    detail: item.detail,
    documentation: item.documentation,
    insertText: item.insertText,
    // What is inserted says its own indentation: Monaco would add the line's to it.
    insertTextRules:
      monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet |
      monaco.languages.CompletionItemInsertTextRule.KeepWhitespace,
    kind: KINDS[item.kind],
    range,
    // In the order in which they are given.
    sortText: String(index).padStart(5, "0"),
  };
}

const FIX = "drydock.fix";

/** What is drawn below its line has buttons of its own. */
function provideCodeActions(model: monaco.editor.ITextModel, range: monaco.Range): monaco.languages.CodeActionList {
  const here = fixes && modelUri(fixes.fileId).path === model.uri.path ? fixes.diagnostics : [];
  const actions = here
    .filter((one) => one.source !== "runtime" && range.startLineNumber <= one.line && one.line <= range.endLineNumber)
    .flatMap((one) =>
      one.fixes.map(({ id, label }) => ({
        title: label,
        kind: "quickfix",
        isPreferred: true,
        command: { id: FIX, title: label, arguments: [one.id, id] },
      })),
    );
  return { actions, dispose: () => undefined };
}

function provideHover(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.Hover | null {
  const value = services?.hover(fileIdOf(model), model.getValue(), model.getOffsetAt(position)) ?? null;
  return value === null ? null : { contents: [{ value }] };
}
