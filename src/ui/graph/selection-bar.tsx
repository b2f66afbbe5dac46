import type { ReactNode } from "react";
import { useStore } from "@xyflow/react";
import { METRICS } from "#app/graph/metrics";
import { Button } from "../common/button.tsx";
import type { BoxSize } from "../common/use-box-size.ts";
import { useText } from "../common/use-text.tsx";
import { useGraph } from "./graph-store.ts";
import css from "./selection-bar.module.css";

export interface SelectionBarProps {
  readonly selectedId: string;
  readonly size: BoxSize;
  readonly onInspect: () => void;
}

const HEIGHT = 36;
const WIDTH = 140;
const INSET = 6;
const WIDEST_CARD = 300;
const BOW = 24;
const PORT_WIDTH = 30;

/** What can be asked of the selected object, below it; above it where there is no room. */
export function SelectionBar({ selectedId, size, onInspect }: SelectionBarProps): ReactNode {
  const text = useText();
  const card = useGraph(
    (state) => state.layout.pods.get(selectedId)?.box ?? state.layout.boxes.get(selectedId) ?? null,
  );
  const portY = useGraph((state) => state.layout.portY.get(selectedId));
  const wallX = useGraph((state) => METRICS[state.layout.shape].wallX);
  // A port of the firewall has no card: it stands in the wall, and the next one close below it.
  const box = card ?? (portY === undefined ? null : { x: wallX, y: portY, width: 0, height: 0 });
  const onAskWhy = useGraph((state) => state.actions.onAskWhy);
  const isAsked = useGraph(
    (state) =>
      state.layout.pods.has(selectedId) ||
      /^(nodes|services|deployments|clients|firewall|ingress)(\/|$)/.test(selectedId),
  );
  const [x, y, zoom] = useStore((state) => state.transform);
  if (box === null) return null;
  const below = (box.y + box.height) * zoom + y + 4;
  const top = below + HEIGHT <= size.height ? below : box.y * zoom + y - HEIGHT - 4;
  const isBay = box.width > WIDEST_CARD;
  const isPort = card === null;
  // In the bow of a bay nothing lies; below it is the name of the next.
  const wanted = isBay ? (box.x + box.width) * zoom + x - WIDTH - BOW : (box.x + (isPort ? PORT_WIDTH : 0)) * zoom + x;
  const left = Math.max(INSET, Math.min(wanted, size.width - WIDTH - INSET));
  const middle = (box.y + box.height / 2) * zoom + y - HEIGHT / 2;
  return (
    <div className={css["bar"]} style={{ left, top: Math.max(INSET, isBay || isPort ? middle : top) }}>
      {isAsked ? (
        <Button look="primary" isSmall onClick={() => onAskWhy(selectedId)}>
          {text.why.ask}
        </Button>
      ) : null}
      <Button look="quiet" isSmall onClick={onInspect}>
        {text.inspector.open}
      </Button>
    </div>
  );
}
