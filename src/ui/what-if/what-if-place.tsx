// Where two futures are looked at, if they are. They come when they are asked for.
import { lazy, Suspense, type ReactNode } from "react";
import type { AppState } from "#app/state";
import { useApp } from "../pages/use-app.ts";

const WhatIf = lazy(() => import("./what-if.tsx").then((m) => ({ default: m.WhatIf })));

const selectWhatIf = (s: AppState): AppState["whatIf"] => s.whatIf;

export interface WhatIfPlaceProps {
  /** A window over the page, the whole stage, or a corner of the speaker's desk. */
  readonly place: "page" | "stage" | "desk";
}

export function WhatIfPlace({ place }: WhatIfPlaceProps): ReactNode {
  const state = useApp(selectWhatIf);
  if (!state) return null;
  return (
    <Suspense fallback={null}>
      <WhatIf state={state} place={place} />
    </Suspense>
  );
}
