import { useRef, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useRaisedBalloon } from "../../common/balloon.tsx";
import { RuntimeDiagnostic } from "../runtime-diagnostic.tsx";
import { useMonaco, type MonacoInput } from "./use-monaco.ts";
import { useZones } from "./use-zones.ts";
import css from "./monaco-editor.module.css";

export type MonacoEditorProps = MonacoInput;

export function MonacoEditor(props: MonacoEditorProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const raised = useRaisedBalloon((state) => state.raised);
  const editor = useMonaco(host, props);
  const zones = useZones(editor, props.editor.diagnostics, props.editor.activeId);
  return (
    <>
      <div ref={host} className={css["host"]} data-raised={raised ?? undefined} />
      {zones.map((zone) =>
        createPortal(<RuntimeDiagnostic diagnostic={zone.diagnostic} actions={props.actions} />, zone.host, zone.id),
      )}
    </>
  );
}
