import { useState } from "react";

/** True when a calm pod turned bad before the learner's eyes: its ring runs once, by CSS. */
export function useCalled(isBad: boolean): boolean {
  const [wasBad, setWasBad] = useState(isBad);
  const [isCalled, setCalled] = useState(false);
  if (wasBad !== isBad) {
    setWasBad(isBad);
    setCalled(isBad);
  }
  return isCalled;
}
