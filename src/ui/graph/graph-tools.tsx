import type { ReactNode } from "react";
import { setHelp } from "../chrome/help-open.ts";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./graph-tools.module.css";

export interface GraphToolsProps {
  readonly isTable: boolean;
  readonly canZoom: boolean;
  /** The drawing is so small that a row of keys would lie on its cards. */
  readonly isSmall: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onToggleTable: () => void;
}

export function GraphTools({ isTable, canZoom, isSmall, onZoom, onFit, onToggleTable }: GraphToolsProps): ReactNode {
  const text = useText();
  const toggle = isTable ? text.graph.showDrawing : text.graph.showTable;
  return (
    <div
      className={css["tools"]}
      data-shape={isTable ? "table" : canZoom ? "wide" : "tall"}
      data-small={isSmall && canZoom && !isTable}
      role="toolbar"
      aria-label={text.graph.label}
    >
      {isTable || !canZoom ? null : (
        <>
          <button type="button" aria-label={text.graph.zoomIn} title={text.graph.zoomIn} onClick={() => onZoom(1.25)}>
            <Icon name="plus" />
          </button>
          <button type="button" aria-label={text.graph.zoomOut} title={text.graph.zoomOut} onClick={() => onZoom(0.8)}>
            <Icon name="minus" />
          </button>
          <button type="button" aria-label={text.graph.fit} title={text.graph.fit} onClick={onFit}>
            <Icon name="fit" />
          </button>
        </>
      )}
      <button type="button" aria-label={toggle} title={toggle} aria-pressed={isTable} onClick={onToggleTable}>
        <Icon name={isTable ? "drawing" : "table"} />
        {canZoom ? null : toggle}
      </button>
      {isTable ? null : (
        <button type="button" aria-label={text.graph.marks} title={text.graph.marks} onClick={() => setHelp(true)}>
          <Icon name="legend" />
        </button>
      )}
    </div>
  );
}
