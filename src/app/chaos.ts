// Faults by chance, as the sandbox's panel asks for them. They come with that panel.
import { chaosFault } from "./control/chaos.ts";
import { app } from "./store.ts";
import { act } from "./sync/perform.ts";
import { podByUid } from "./views/pod-by-uid.ts";

export interface Chaos {
  /** When it was done, on the page's clock. */
  readonly atMs: number;
  readonly fault: string;
  readonly on: string;
}

export const chaosActions = {
  /** Does the next fault of this seed, and says which; null if there is nothing to break. */
  onFault: (seed: number, index: number): Chaos | null => {
    const { session, state } = app;
    const found = session && chaosFault(session.run, seed, index);
    if (!found) return null;
    const atMs = session.nowMs - app.zeroMs;
    const pod = podByUid(session.run, found.id);
    act(app, { do: "select", id: found.id });
    act(app, { do: "fault", ...found });
    const [name = ""] = found.fault.split(" ");
    const faults = state.texts?.words.inspector.faults;
    const key = { exit: "crash", deny: "close" }[name] ?? name;
    const fault = faults && key in faults ? faults[key as keyof typeof faults] : name;
    return { atMs, fault, on: pod?.metadata.name ?? found.id.slice(found.id.lastIndexOf("/") + 1) };
  },
  onTakeBack: ({ atMs }: Chaos): void => act(app, { do: "takeBack", ms: atMs }),
};
