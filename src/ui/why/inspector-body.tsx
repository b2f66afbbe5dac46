// The details of what is selected, as they stand beside the terminals; and of what was caused by hand, the way back, though its object be gone.
import { useEffect, useRef, type ReactNode } from "react";
import { inspectorActions } from "#app/actions";
import type { AppState } from "#app/state";
import { selectInspectorView } from "#app/store";
import { useText } from "../common/use-text.tsx";
import { useApp } from "../pages/use-app.ts";
import { FaultBack } from "./fault-back.tsx";
import { Inspector } from "./inspector.tsx";
import css from "./inspector.module.css";

const selectLanguage = (s: AppState): AppState["language"] => s.texts?.language ?? s.language;

export function InspectorBody(): ReactNode {
  const language = useApp(selectLanguage);
  const object = useApp(selectInspectorView);
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  // On a phone the terminal lies far below the pod that was pressed.
  // Nothing is handed back: a newer browser answers with a promise, which React would call when this goes.
  useEffect(() => {
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={ref} className={css["body"]}>
      <FaultBack />
      {object === null ? (
        <p className={css["gone"]}>{text.inspector.gone}</p>
      ) : (
        <Inspector object={object} language={language} {...inspectorActions} />
      )}
    </div>
  );
}
