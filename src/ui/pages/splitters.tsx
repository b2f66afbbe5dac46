import type { ReactNode } from "react";
import { useText } from "../common/use-text.tsx";
import { Splitter } from "../chrome/splitter.tsx";
import type { Panes } from "./use-pane-sizes.ts";

/** Three, inside the work area: lesson | graph over (editor | terminal). */
export function Splitters({ panes }: { readonly panes: Panes }): ReactNode {
  const text = useText();
  const { sizes, limits } = panes;
  return (
    <>
      <Splitter
        axis="x"
        label={text.lesson.label}
        value={sizes.panel}
        min={limits.panel[0]}
        max={limits.panel[1]}
        style={{ left: 0, top: 0, bottom: 0 }}
        onResize={(value) => panes.resize("panel", value)}
        onReset={() => panes.reset("panel")}
      />
      <Splitter
        axis="y"
        label={text.graph.label}
        value={sizes.graph}
        min={limits.graph[0]}
        max={limits.graph[1]}
        style={{ left: 0, right: 0, top: sizes.graph }}
        onResize={(value) => panes.resize("graph", value)}
        onReset={() => panes.reset("graph")}
      />
      <Splitter
        axis="x"
        label={text.editor.label}
        value={sizes.editor}
        min={limits.editor[0]}
        max={limits.editor[1]}
        style={{ left: sizes.editor, top: sizes.graph, bottom: 0 }}
        onResize={(value) => panes.resize("editor", value)}
        onReset={() => panes.reset("editor")}
      />
    </>
  );
}
