import type { ReactNode } from "react";
import type { NarrationView } from "#app/view-models/chrome";

export interface LiveRegionProps {
  readonly narration: NarrationView | null;
}

/** What happened in the cluster, said to screen readers without taking the focus. */
export function LiveRegion({ narration }: LiveRegionProps): ReactNode {
  return (
    <div className="vh" role="status" aria-live="polite" aria-atomic="true">
      {/* A new id is a new node, so that the same words are said again when they happen again. */}
      {narration === null ? null : <span key={narration.id}>{narration.text}</span>}
    </div>
  );
}
