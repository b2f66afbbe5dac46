// Opens the summary, which comes when it is asked for.
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { useText } from "../common/use-text.tsx";

const SummaryDialog = lazy(() => import("./summary-dialog.tsx").then((m) => ({ default: m.SummaryDialog })));

export function SummaryButton(): ReactNode {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.lesson.summary}</Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <SummaryDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
