// Running text with meaning, as the faces draw it. Types only.

/** A piece of running text. A `ref` names an object of the graph and selects it when pressed. */
export type Inline =
  | string
  | { readonly kind: "code" | "strong" | "em"; readonly text: string }
  | { readonly kind: "ref"; readonly text: string; readonly id: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

export type RichText = readonly Inline[];

export type Block =
  | { readonly kind: "paragraph" | "note"; readonly text: RichText }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly RichText[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

export type Tone = "ink" | "dim" | "ok" | "wait" | "fail" | "lost";
