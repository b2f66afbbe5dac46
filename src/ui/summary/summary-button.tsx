// Opens the summary, which comes when it is asked for.
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { createFlag } from "../common/flag.ts";
import { useText } from "../common/use-text.tsx";

const SummaryDialog = lazy(() => import("./summary-dialog.tsx").then((m) => ({ default: m.SummaryDialog })));

// It stays open where a window that becomes narrow draws the page, and with it this button, anew.
const open = createFlag();
let buttons = 0;

/** Another lesson's end begins with it closed. */
const closeAlone = (): void => {
  if (buttons === 0) open.set(false);
};

export function SummaryButton(): ReactNode {
  const text = useText();
  const isShown = open.useIsOn();
  useEffect(() => {
    buttons++;
    return () => {
      buttons--;
      queueMicrotask(closeAlone);
    };
  }, []);
  return (
    <>
      <Button onClick={() => open.set(true)}>{text.lesson.summary}</Button>
      {isShown ? (
        <Suspense fallback={null}>
          <SummaryDialog onClose={() => open.set(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
