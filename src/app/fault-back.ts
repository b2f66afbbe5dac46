// The fault that can be taken back now; it comes with the inspector.
import { once } from "./once.ts";
import type { AppState } from "./state.ts";
import { app } from "./store.ts";
import { act } from "./sync/perform.ts";
import { clockText } from "./views/format.ts";
import { lastFault } from "./views/last-fault.ts";

export interface FaultBack {
  /** On the page's clock. */
  readonly atMs: number;
  readonly timeText: string;
  readonly text: string;
}

export const selectFaultBack: (s: AppState) => FaultBack | null = once(
  (s) => [s.revision, s.texts],
  ({ texts }) => {
    const found = app.session && lastFault(app.session.run);
    if (!found || !texts) return null;
    const { what } = found;
    const names: { readonly [key: string]: string } = texts.words.inspector.faults;
    const atMs = found.atMs - app.zeroMs;
    const text = "line" in what ? what.line : `${names[what.key] ?? what.key} · ${what.on.replace(/^default\//, "")}`;
    return { atMs, timeText: clockText(atMs), text };
  },
);

/** To just before it; what is done from there on is another future, and the one with the fault stays. */
export const takeFaultBack = (atMs: number): void => act(app, { do: "takeBack", ms: atMs });
