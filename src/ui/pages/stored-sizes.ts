// Sizes of the panes, remembered where storage allows.
import { loadSize, saveSize } from "#app/drivers/storage";
import type { Pane, SizeStore, StoredSizes } from "./use-pane-sizes.ts";

const PANES: readonly Pane[] = ["panel", "graph", "editor"];

export const paneSizes: SizeStore = {
  load: () => {
    const found = PANES.map((pane) => [pane, loadSize(pane)] as const).filter(([, size]) => size !== null);
    return Object.fromEntries(found) as StoredSizes;
  },
  save: (sizes) => {
    for (const pane of PANES) saveSize(pane, sizes[pane] ?? null);
  },
};
