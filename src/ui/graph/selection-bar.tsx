import { useRef, type ReactNode } from "react";
import { useStore } from "@xyflow/react";
import { Button } from "../common/button.tsx";
import { useBoxSize, type BoxSize } from "../common/use-box-size.ts";
import { useText } from "../common/use-text.tsx";
import { placeBar } from "./bar-place.ts";
import { useGraph } from "./graph-store.ts";
import css from "./selection-bar.module.css";

export interface SelectionBarProps {
  readonly selectedId: string;
  readonly size: BoxSize;
  readonly onInspect: () => void;
  readonly children?: ReactNode;
}

/** What can be asked of the selected object, near it. */
export function SelectionBar({ selectedId, size, onInspect, children }: SelectionBarProps): ReactNode {
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  const own = useBoxSize(ref, { width: 140, height: 36 });
  const layout = useGraph((state) => state.layout);
  const onAskWhy = useGraph((state) => state.actions.onAskWhy);
  const transform = useStore((state) => state.transform);
  const isAsked =
    layout.pods.has(selectedId) || /^(nodes|services|deployments|clients|firewall|ingress)(\/|$)/.test(selectedId);
  const spot = placeBar(selectedId, { layout, transform, pane: size, own });
  if (spot === null) return null;
  return (
    <div
      ref={ref}
      className={css["bar"]}
      style={spot}
      data-low={spot.top > size.height / 2}
      data-right={spot.left > size.width / 2}
    >
      {isAsked ? (
        <Button look="primary" isSmall onClick={() => onAskWhy(selectedId)}>
          {text.why.ask}
        </Button>
      ) : null}
      <Button look="quiet" isSmall onClick={onInspect}>
        {text.inspector.open}
      </Button>
      {children}
    </div>
  );
}
