// The part of the page that comes when its cluster is alive: what somebody needs who types, writes, or reads a manifest.
import { useRareParts } from "#kubectl";
import { complete, hover } from "#language";
import { selectEditorView } from "./editor-selector.ts";
import { useParts } from "./session/parts.ts";

export const hands = { use: useParts, selectEditorView, complete, hover, useRareParts };

export type Hands = typeof hands;
