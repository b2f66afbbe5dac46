import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from "react";

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** How large an element is drawn; `first` until it has been. */
export function useBoxSize(ref: RefObject<HTMLElement | null>, first: BoxSize): BoxSize {
  const [size, setSize] = useState(first);
  const measure = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    const { clientWidth: width, clientHeight: height } = element;
    setSize((now) => (now.width === width && now.height === height ? now : { width, height }));
  }, [ref]);
  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, measure]);
  return size;
}
