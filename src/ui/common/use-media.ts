import { useSyncExternalStore } from "react";

interface Watched {
  readonly subscribe: (listener: () => void) => () => void;
  readonly matches: () => boolean;
}

/** A query is asked once: a pane that is drawn twenty times a second does not begin to listen anew each time. */
const watched = new Map<string, Watched>();

function watch(query: string): Watched {
  const known = watched.get(query);
  if (known !== undefined) return known;
  const media = matchMedia(query);
  const made: Watched = {
    subscribe: (listener) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    matches: () => media.matches,
  };
  watched.set(query, made);
  return made;
}

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  const { subscribe, matches } = watch(query);
  return useSyncExternalStore(subscribe, matches);
}

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

export function prefersReducedMotion(): boolean {
  return reducedMotion.matches;
}

export type FaceSize = "phone" | "tablet" | "desk";

/** The three layouts: stacked, drawer and tabs, everything beside everything. */
export function useFaceSize(): FaceSize {
  const isDesk = useMedia("(min-width: 1180px)");
  const isPhone = useMedia("(max-width: 699px)");
  if (isPhone) return "phone";
  return isDesk ? "desk" : "tablet";
}
