// The inspector as a tab beside the terminals.
import { useEffect, useRef, type ReactNode } from "react";
import { inspectorActions } from "#app/actions";
import { selectInspectorView } from "#app/store";
import type { AppState } from "#app/state";
import { useText } from "../common/use-text.tsx";
import type { TerminalAside } from "../terminal/terminal.tsx";
import { Inspector } from "../why/inspector.tsx";
import { setInspecting, useInspecting } from "./inspecting.ts";
import { useApp } from "./use-app.ts";

const selectSelection = (s: AppState): string | null => s.selection;

export function useInspectorAside(): TerminalAside | null {
  const object = useApp(selectInspectorView);
  const isShown = useInspecting();
  const isSelected = useApp(selectSelection) !== null;
  const text = useText();
  useEffect(() => {
    if (!isSelected) setInspecting(false);
  }, [isSelected]);
  if (!isSelected) return null;
  const name = object === null ? "" : object.name.slice(object.name.lastIndexOf("-") + 1);
  const label = object?.kind === "Pod" ? name : (object?.name ?? "");
  return {
    label: object === null ? text.inspector.title : text.inspector.tab(label),
    isShown,
    onShow: setInspecting,
    body: <Body />,
  };
}

function Body(): ReactNode {
  const object = useApp(selectInspectorView);
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  // On a phone the terminal lies far below the pod that was pressed.
  useEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div ref={ref} style={{ minHeight: 0, flex: 1, overflow: "auto" }}>
      {object === null ? (
        <p style={{ padding: "12px 16px" }}>{text.inspector.gone}</p>
      ) : (
        <Inspector object={object} {...inspectorActions} />
      )}
    </div>
  );
}
