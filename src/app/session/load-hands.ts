// Brings what somebody needs who types, once: the page asks for it as soon as its cluster is alive, whoever is quicker waits for it.
import type { Hands } from "../hands.ts";

let coming: Promise<Hands> | undefined;

export const loadHands = (): Promise<Hands> => {
  coming ??= import("../hands.ts").then(
    ({ hands }) => {
      hands.use();
      return hands;
    },
    (error: unknown) => {
      coming = undefined; // Offline: the next one tries again.
      throw error;
    },
  );
  return coming;
};
