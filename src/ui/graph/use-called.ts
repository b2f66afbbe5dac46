import { useEffect, useRef, useState } from "react";

/** True once, for as long as the ring lasts, when a calm pod turns bad before the learner's eyes. */
export function useCalled(isBad: boolean): boolean {
  const wasBad = useRef(isBad);
  const [isCalled, setCalled] = useState(false);
  useEffect(() => {
    const turned = isBad && !wasBad.current;
    wasBad.current = isBad;
    if (!isBad) setCalled(false);
    if (!turned) return undefined;
    setCalled(true);
    const timer = setTimeout(() => setCalled(false), 1700);
    return () => clearTimeout(timer);
  }, [isBad]);
  return isCalled;
}
