import { Fragment, type ReactNode } from "react";
import type { Inline, RichText as RichTextView } from "#app/view-models/text";
import css from "./rich-text.module.css";

export interface RichTextProps {
  readonly text: RichTextView;
  /** A reference to an object was pressed. */
  readonly onRef?: ((id: string) => void) | undefined;
}

export function RichText({ text, onRef }: RichTextProps): ReactNode {
  return text.map((part, index) => (
    // Running text has no ids: a part is where it stands.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>{renderPart(part, onRef)}</Fragment>
  ));
}

function renderPart(part: Inline, onRef: RichTextProps["onRef"]): ReactNode {
  if (typeof part === "string") return part;
  switch (part.kind) {
    case "code":
      return <code className={css["code"]}>{part.text}</code>;
    case "strong":
      return <b className={css["strong"]}>{part.text}</b>;
    case "em":
      return <em>{part.text}</em>;
    case "link":
      return (
        <a className={css["link"]} href={part.href} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      );
    case "ref":
      return (
        <button type="button" className={css["ref"]} onClick={() => onRef?.(part.id)}>
          {part.text}
        </button>
      );
  }
}

/** The same without marks, for labels. */
export function plainText(text: RichTextView): string {
  return text.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
