import { useEffect, useRef, type RefObject } from "react";

/** What is said while somebody looks elsewhere comes into view, once for each thing that is said, as far as it must be scrolled to. */
export function useIntoView(ref: RefObject<HTMLElement | null>, said: string): void {
  const before = useRef("");
  useEffect(() => {
    if (before.current === said) return;
    before.current = said;
    ref.current?.scrollIntoView({ block: "nearest" });
  }, [ref, said]);
}
