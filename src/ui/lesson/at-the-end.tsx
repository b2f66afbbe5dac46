import type { ReactNode } from "react";
import type { AgainView } from "#app/view-models/lesson";
import { SummaryButton } from "../summary/summary-button.tsx";
import { Again } from "./again.tsx";

/** What there is to take away, and to try. */
export function AtTheEnd({ again }: { readonly again: AgainView }): ReactNode {
  return (
    <>
      <Again again={again} />
      <div>
        <SummaryButton />
      </div>
    </>
  );
}
