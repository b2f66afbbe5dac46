import { memo, type CSSProperties, type ReactNode } from "react";
import type { Box } from "#app/graph/geometry";
import { CHIP, type PodDensity } from "#app/graph/metrics";
import type { PodView } from "#app/view-models/graph";
import type { Dictionary } from "#app/i18n/dictionary";
import { Balloon } from "../common/balloon.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { CpuFlow, MemoryLevel, ProbeTicks, PullProgress, RestartCount } from "./gauges.tsx";
import { hullLook, POD_MARK_TONES } from "./marks.ts";
import { useCalled } from "./use-called.ts";
import { useGraphStore, usePodFlags } from "./graph-store.ts";
import css from "./pod.module.css";

export interface PodProps {
  readonly pod: PodView;
  readonly density: PodDensity;
  /** Where in its bay; drawn in flow where there is none. */
  readonly box?: Box | undefined;
}

/** A pod in its bay: as large as the density allows, and one level larger while it is selected. */
export const Pod = memo(function Pod({ pod, density, box }: PodProps): ReactNode {
  const store = useGraphStore();
  const { isSelected, isFlying, balloon } = usePodFlags(pod.uid);
  const text = useText();
  const look = hullLook(pod);
  const isCalled = useCalled(look === "fail");
  const label = describePod(pod, text);
  const shown = isSelected ? enlarge(density) : density;
  const common = {
    type: "button" as const,
    "data-pod": pod.uid,
    "data-roving": "",
    tabIndex: -1,
    "aria-label": label,
    "aria-pressed": isSelected,
    title: label,
    onClick: () => store.getState().actions.onSelect(isSelected ? null : pod.uid),
    onDoubleClick: () => store.getState().actions.onAskWhy(pod.uid),
    style: box === undefined ? undefined : placeStyle(box, shown === density),
  };
  const states = cx(css[look], isSelected && css["selected"], isFlying && css["flying"], isCalled && css["called"]);
  if (shown === "tile" || shown === "block") {
    return <button {...common} className={cx(css["tile"], states, pod.mark === "notready" && css["half"])} />;
  }
  if (shown === "chip") {
    return (
      <button {...common} className={cx(css["chip"], (box?.height ?? 0) > CHIP.height && css["large"], states)}>
        <Icon name={pod.mark} tone={POD_MARK_TONES[pod.mark]} size={13} />
        {pod.shortName.slice(0, 3)}
      </button>
    );
  }
  return (
    <button
      {...common}
      className={cx(css["pod"], box !== undefined && css["placed"], pod.kind === "system" && css["system"], states)}
    >
      <HullInside pod={pod} />
      {balloon === 0 ? null : <Balloon n={balloon} className={css["balloon"]} />}
    </button>
  );
});

export interface PodHullProps {
  readonly pod: PodView;
  readonly isSelected?: boolean;
}

/** A hull by itself, without a graph around it: the vocabulary, the legend, the ghost. */
export function PodHull({ pod, isSelected }: PodHullProps): ReactNode {
  const look = hullLook(pod);
  const isSystem = pod.kind === "system";
  return (
    <div className={cx(css["pod"], css[look], isSystem && css["system"], isSelected === true && css["selected"])}>
      <HullInside pod={pod} />
    </div>
  );
}

export function PodChip({ pod }: { readonly pod: PodView }): ReactNode {
  return (
    <span className={cx(css["chip"], css[hullLook(pod)])} style={{ position: "relative" }}>
      <Icon name={pod.mark} tone={POD_MARK_TONES[pod.mark]} size={13} />
      {pod.shortName.slice(0, 3)}
    </span>
  );
}

export function PodTile({ pod }: { readonly pod: PodView }): ReactNode {
  const half = pod.mark === "notready" && css["half"];
  return <i className={cx(css["tile"], css[hullLook(pod)], half)} style={{ position: "relative", display: "block" }} />;
}

function HullInside({ pod }: { readonly pod: PodView }): ReactNode {
  const mark = <Icon name={pod.mark} tone={POD_MARK_TONES[pod.mark]} size={pod.kind === "system" ? 12 : 14} />;
  const isSystem = pod.kind === "system";
  return (
    <>
      {pod.memory === null ? null : <MemoryLevel gauge={pod.memory} />}
      <span className={css["name"]}>
        {isSystem ? null : mark}
        {pod.shortName}
        {pod.restarts > 0 ? <RestartCount count={pod.restarts} /> : null}
      </span>
      <span className={cx(css["line"], css["status"])}>
        {isSystem ? mark : null}
        {pod.statusLine}
      </span>
      {pod.truthLine === null && pod.probes.length > 0 ? (
        <span className={css["line"]}>
          {pod.probes.map((probe) => (
            <ProbeTicks key={probe.kind} probe={probe} />
          ))}
        </span>
      ) : null}
      {pod.truthLine === null ? null : (
        <span className={cx(css["line"], css["truth"])}>
          <span className={css["cut"]}>{pod.truthLine}</span>
        </span>
      )}
      {pod.pullPercent === null ? null : <PullProgress percent={pod.pullPercent} className={css["gauge"]} />}
      {pod.cpu === null || pod.pullPercent !== null ? null : <CpuFlow gauge={pod.cpu} className={css["gauge"]} />}
    </>
  );
}

function placeStyle(box: Box, isOwnSize: boolean): CSSProperties {
  if (!isOwnSize) return { left: box.x - 3, top: box.y - 3, position: "absolute", zIndex: 5 };
  return { left: box.x, top: box.y, width: box.width, height: box.height };
}

function enlarge(density: PodDensity): PodDensity {
  return density === "tile" ? "chip" : "hull";
}

function describePod(pod: PodView, text: Dictionary): string {
  const probes = pod.probes.map((probe) => {
    const ok = probe.ticks.filter((tick) => tick === "ok").length;
    const failed = probe.ticks.filter((tick) => tick === "fail").length;
    return `${text.graph.probe[probe.kind]}: ${text.graph.probeTicks(ok, failed)}`;
  });
  const parts = [
    `${text.graph.pod} ${pod.name}`,
    pod.statusLine,
    pod.truthLine,
    pod.restarts > 0 ? text.graph.restarts(pod.restarts) : null,
    pod.pullPercent === null ? null : text.graph.pulling(pod.pullPercent),
    pod.memory === null ? null : `${text.graph.memory} ${pod.memory.text}`,
    pod.cpu === null ? null : `${text.graph.cpu} ${pod.cpu.text}`,
    ...probes,
  ];
  return parts.filter((part) => part !== null && part !== "").join(", ");
}
