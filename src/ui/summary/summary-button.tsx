// Opens the summary, which comes when it is asked for.
import { lazy, Suspense, useEffect, useSyncExternalStore, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { useText } from "../common/use-text.tsx";

const SummaryDialog = lazy(() => import("./summary-dialog.tsx").then((m) => ({ default: m.SummaryDialog })));

// It stays open where a window that becomes narrow draws the page, and with it this button, anew.
let isOpen = false;
let buttons = 0;
const listeners = new Set<() => void>();

const setOpen = (next: boolean): void => {
  isOpen = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Another lesson's end begins with it closed. */
const closeAlone = (): void => {
  if (buttons === 0) setOpen(false);
};

export function SummaryButton(): ReactNode {
  const text = useText();
  const isShown = useSyncExternalStore(subscribe, () => isOpen);
  useEffect(() => {
    buttons++;
    return () => {
      buttons--;
      queueMicrotask(closeAlone);
    };
  }, []);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.lesson.summary}</Button>
      {isShown ? (
        <Suspense fallback={null}>
          <SummaryDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
