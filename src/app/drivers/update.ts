// What is known of a version newer than this page's.
import { createStore } from "zustand/vanilla";

export interface UpdateState {
  /** Changes to it; null while there is none, or the reader wants to hear of it later. */
  readonly take: (() => void) | null;
}
export const updateStore = createStore<UpdateState>(() => ({ take: null }));

export const postponeUpdate = (): void => updateStore.setState({ take: null });
