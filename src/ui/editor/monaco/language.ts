import type { CompletionItemView, EditorServices } from "#app/view-models/editor";
import { monaco } from "./monaco.ts";

/** Which services answer for a model: the last editor that was mounted. */
let services: EditorServices | null = null;
let isRegistered = false;

export function setServices(next: EditorServices): void {
  services = next;
  if (isRegistered) return;
  isRegistered = true;
  monaco.languages.registerCompletionItemProvider("yaml", {
    triggerCharacters: [" ", ":", "-", "/"],
    provideCompletionItems,
  });
  monaco.languages.registerHoverProvider("yaml", { provideHover });
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

function provideHover(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.Hover | null {
  const value = services?.hover(fileIdOf(model), model.getValue(), model.getOffsetAt(position)) ?? null;
  return value === null ? null : { contents: [{ value }] };
}
