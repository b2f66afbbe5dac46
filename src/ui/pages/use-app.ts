// Components read views through selectors, and are drawn again only when theirs is another one.
import { useStore } from "zustand";
import { store } from "#app/store";
import type { AppState } from "#app/state";

export const useApp = <T>(select: (state: AppState) => T): T => useStore(store, select);
