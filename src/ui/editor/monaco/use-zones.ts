import { useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { DiagnosticView } from "#app/view-models/editor";
import type { Editor } from "./use-monaco.ts";

const LINES_ABOVE = 4;

export interface Zone {
  readonly id: string;
  readonly diagnostic: DiagnosticView;
  readonly host: HTMLElement;
}

/** A view zone below the line of every run-time cause, as high as what is drawn into it. */
export function useZones(
  editor: Editor | null,
  diagnostics: readonly DiagnosticView[],
  fileId: string,
): readonly Zone[] {
  const [hosts, setHosts] = useState<ReadonlyMap<string, HTMLElement>>(new Map());
  const runtime = useMemo(
    () => diagnostics.filter((one) => one.fileId === fileId && one.source === "runtime"),
    [diagnostics, fileId],
  );
  const key = runtime.map((one) => `${one.id}@${one.line}`).join();
  useLayoutEffect(() => {
    if (editor === null) return undefined;
    const placed = new Map<string, HTMLElement>();
    const stops = key === "" ? [] : key.split(",").map((part) => placeZone(editor, part, placed));
    setHosts(placed);
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, key, fileId]);
  useEffect(() => {
    // The first cause is what the learner should see.
    const first = runtime[0];
    if (editor === null || first === undefined) return;
    // With a few lines above it, and its zone below.
    editor.setScrollTop(editor.getTopForLineNumber(Math.max(1, first.line - LINES_ABOVE)));
    // Only when the causes change, not at every count in their words.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [editor, key]);
  return runtime.flatMap((diagnostic) => {
    const host = hosts.get(diagnostic.id);
    return host === undefined ? [] : [{ id: diagnostic.id, diagnostic, host }];
  });
}

function placeZone(editor: Editor, part: string, placed: Map<string, HTMLElement>): () => void {
  const cut = part.lastIndexOf("@");
  const id = part.slice(0, cut);
  const outer = document.createElement("div");
  const host = document.createElement("div");
  outer.append(host);
  outer.style.zIndex = "5";
  placed.set(id, host);
  const zone = {
    afterLineNumber: Number(part.slice(cut + 1)),
    heightInPx: 80,
    domNode: outer,
    suppressMouseDown: false,
  };
  let zoneId = "";
  editor.changeViewZones((accessor) => {
    zoneId = accessor.addZone(zone);
  });
  // Monaco hides its zones from screen readers; ours hold words to be read and buttons to be pressed.
  outer.closest(".view-zones")?.removeAttribute("aria-hidden");
  const observer = new ResizeObserver(() => {
    const height = host.offsetHeight + 6;
    if (height < 10 || Math.abs(height - zone.heightInPx) < 1) return;
    zone.heightInPx = height;
    editor.changeViewZones((accessor) => accessor.layoutZone(zoneId));
  });
  observer.observe(host);
  return () => {
    observer.disconnect();
    editor.changeViewZones((accessor) => accessor.removeZone(zoneId));
  };
}
