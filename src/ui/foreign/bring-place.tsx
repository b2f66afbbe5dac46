// Where a lesson is opened from a file or an address, if somebody asked. It comes when it is asked for.
import { lazy, Suspense, type ReactNode } from "react";
import type { AppState } from "#app/state";
import { useApp } from "../pages/use-app.ts";

const BringDialog = lazy(() => import("./bring-dialog.tsx").then((m) => ({ default: m.BringDialog })));

const selectBringing = (s: AppState): AppState["bringing"] => s.bringing;

export function BringPlace(): ReactNode {
  const bringing = useApp(selectBringing);
  if (bringing === null) return null;
  return (
    <Suspense fallback={null}>
      <BringDialog key={bringing} offered={bringing} />
    </Suspense>
  );
}
