import type { ReactNode } from "react";
import type { Block } from "#app/view-models/text";
import { plainText, RichText } from "../common/rich-text.tsx";
import css from "./lesson-panel.module.css";

export interface ProseProps {
  readonly blocks: readonly Block[];
  readonly onRef?: ((id: string) => void) | undefined;
}

export function Prose({ blocks, onRef }: ProseProps): ReactNode {
  return (
    <div className={css["prose"]}>
      {blocks.map((block) => (
        <ProseBlock key={keyOf(block)} block={block} onRef={onRef} />
      ))}
    </div>
  );
}

function ProseBlock({ block, onRef }: Pick<ProseProps, "onRef"> & { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return (
        <p className={block.kind === "note" ? css["note"] : undefined}>
          <RichText text={block.text} onRef={onRef} />
        </p>
      );
    case "code":
      return <pre className={css["codeBlock"]}>{block.text}</pre>;
    case "list": {
      const items = block.items.map((item) => (
        <li key={plainText(item)}>
          <RichText text={item} onRef={onRef} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function keyOf(block: Block): string {
  if (block.kind === "list") return block.items.map(plainText).join("|");
  return block.kind === "code" ? block.text : plainText(block.text);
}
