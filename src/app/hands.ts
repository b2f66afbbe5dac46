// The part of the page that comes when its cluster is alive: what somebody needs who types, writes, or reads a manifest.
import { useRareParts } from "#kubectl";
import { useFieldDocs } from "#kubectl/lines";
import { complete, hover } from "#language";
import { selectEditorView } from "./editor-selector.ts";
import { useParts } from "./session/parts.ts";

export const hands = { use: useParts, selectEditorView, complete, hover, useFieldDocs, useRareParts };

export type Hands = typeof hands;
