import { useSyncExternalStore } from "react";

/** True while the media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
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
