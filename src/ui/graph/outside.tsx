import { memo, type ReactNode } from "react";
import { METRICS } from "#app/graph/metrics";
import { placeQueue } from "#app/graph/layout";
import { Chip } from "../common/chip.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useGraph } from "./graph-store.ts";
import { Pod } from "./pod.tsx";
import type { CardProps } from "./cards.tsx";
import css from "./cards.module.css";

export const ClientsCard = memo(function ClientsCard({ id }: CardProps): ReactNode {
  const clients = useGraph((state) => state.clients.get(id));
  const shape = useGraph((state) => state.layout.shape);
  const onSelect = useGraph((state) => state.actions.onSelect);
  if (clients === undefined) return null;
  const label = [clients.name, clients.rateText, clients.failText].filter((part) => part !== null).join(", ");
  const common = {
    type: "button" as const,
    className: css["outside"],
    "aria-label": label,
    onClick: () => onSelect(id),
  };
  if (shape === "tall") {
    return (
      <button {...common} data-roving="" tabIndex={-1}>
        <svg className={css["screens"]} width="44" height="32" viewBox="0 0 44 32" aria-hidden="true">
          <rect x="7" y="1" width="36" height="25" rx="3" />
          <rect x="1" y="6" width="36" height="25" rx="3" />
          <path d="M1 13h36" />
        </svg>
      </button>
    );
  }
  return (
    <button {...common} data-roving="" tabIndex={-1}>
      <svg className={css["screens"]} width="48" height="40" viewBox="0 0 48 40" aria-hidden="true">
        <rect x="11" y="1" width="36" height="26" rx="3" />
        <rect x="6" y="6" width="36" height="26" rx="3" />
        <rect x="1" y="11" width="36" height="26" rx="3" />
        <path d="M1 18h36" />
      </svg>
      <div className={css["who"]}>
        <b>{clients.name}</b>
        {shape === "stage" ? null : clients.rateText}
        {clients.failText === null || shape === "stage" ? null : (
          <div>
            <Chip tone="fail">
              <Icon name="x" tone="fail" size={10} />
              {clients.failText}
            </Chip>
          </div>
        )}
      </div>
    </button>
  );
});

/** A port can be pressed this far around its middle. */
const PORT_REACH = 15;

/** The wall, its open gaps and its bolts. */
export const FirewallWall = memo(function FirewallWall(): ReactNode {
  const firewall = useGraph((state) => state.view.firewall);
  const wall = useGraph((state) => state.layout.wall);
  const portY = useGraph((state) => state.layout.portY);
  const shape = useGraph((state) => state.layout.shape);
  const text = useText();
  const onSelect = useGraph((state) => state.actions.onSelect);
  const metrics = METRICS[shape];
  if (firewall === null) return null;
  return (
    <div role="group" aria-label={text.graph.firewall}>
      {wall.map((box) => (
        <div
          key={box.y}
          className={css["wall"]}
          style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
        />
      ))}
      {firewall.ports
        .filter((port) => shape === "wide" || port.open || port.dropping)
        .map((port) => {
          const y = portY.get(port.id) ?? 0;
          const label = port.open ? text.graph.portOpen(port.port) : text.graph.portClosed(port.port);
          return (
            <button
              key={port.id}
              type="button"
              className={css["gate"]}
              aria-label={label}
              data-port={port.port}
              data-roving=""
              tabIndex={-1}
              style={{ left: metrics.wallX + metrics.wallWidth / 2 - PORT_REACH, top: y - PORT_REACH }}
              onClick={() => onSelect(port.id)}
            >
              {port.open ? null : <div className={css["bolt"]} data-dropping={port.dropping} />}
              {shape === "tall" || (shape === "stage" && port.open) ? null : (
                <span
                  className={css["portNumber"]}
                  data-open={port.open && port.toId !== null}
                  data-dropping={port.dropping}
                >
                  {port.port}
                </span>
              )}
            </button>
          );
        })}
    </div>
  );
});

/** Water outside of the cluster, and the names of the two sides. */
export const Ground = memo(function Ground(): ReactNode {
  const shape = useGraph((state) => state.layout.shape);
  const height = useGraph((state) => state.layout.height);
  const hasOutside = useGraph((state) => state.view.firewall !== null || state.view.clients.length > 0);
  const text = useText();
  const metrics = METRICS[shape];
  if (!hasOutside) return null;
  const shore = metrics.wallX + metrics.wallWidth / 2;
  const depth = shape === "tall" ? 70 : Math.max(440, height);
  const sea = shape === "tall" ? `M-40 -40H${shore}V${depth - 6}H-40z` : `M-2000 -2000H${shore}V4000H-2000z`;
  return (
    <>
      <svg width="1" height="1" style={{ overflow: "visible", position: "absolute" }} aria-hidden="true">
        <path d={sea} fill="var(--water)" />
        <g fill="none" stroke="var(--water-deep)" opacity=".55">
          {shape === "tall" ? (
            <path d="M0 30c30-10 40 20 92 4M0 52c30-8 50 12 92 2" />
          ) : (
            <path d="M0 60c40-6 50 34 34 74s-40 46-34 90 54 60 40 120-40 60-40 96M0 20C70 8 92 60 74 128s-50 70-36 120 50 66 36 122-30 50-30 70M30 0c60 18 84 70 70 130s-44 66-32 112 48 72 36 124-26 56-26 74" />
          )}
        </g>
      </svg>
      {shape === "tall" ? null : (
        <>
          <span className={css["label"]} style={{ left: 14, top: 8 }}>
            {text.graph.outside}
          </span>
          <span className={css["label"]} style={{ left: shore, top: 8, translate: "-56% 0" }}>
            {text.graph.firewall}
          </span>
        </>
      )}
    </>
  );
});

/** Pods without a node: drawn outside of every bay, dotted. */
export const SchedulerQueue = memo(function SchedulerQueue(): ReactNode {
  const queue = useGraph((state) => state.view.queue);
  const box = useGraph((state) => state.layout.queue);
  const text = useText();
  if (box === null || queue.length === 0) return null;
  const spots = placeQueue(queue, box);
  const more = queue.length - spots.length;
  return (
    <section className={css["queue"]} aria-label={text.graph.queue}>
      <span className={css["queueLabel"]}>
        {text.graph.queue}
        {more > 0 ? ` · ${text.graph.queueMore(more)}` : ""}
      </span>
      {spots.map(({ pod, box: spot }) => (
        <Pod key={pod.uid} pod={pod} density={spot.height > 30 ? "hull" : "chip"} box={spot} />
      ))}
    </section>
  );
});
