import type { CSSProperties, ReactNode } from "react";
import type { GaugeView, ProbeView } from "#app/view-models/graph";
import { Icon } from "../common/icon.tsx";
import css from "./gauges.module.css";

export interface GaugeProps {
  readonly gauge: GaugeView;
}

/** Memory is a level: over the load line it sinks. */
export function MemoryLevel({ gauge }: GaugeProps): ReactNode {
  return (
    <span
      className={css["memory"]}
      data-state={gauge.state}
      data-use={gauge.usage > 0 ? "some" : "none"}
      style={shares(gauge)}
    >
      <i className={css["level"]} />
      {gauge.request === null ? null : <i className={css["notch"]} />}
      {gauge.limit === null ? null : <i className={css["loadLine"]} />}
    </span>
  );
}

/** CPU is a flow: it can be cut. */
export function CpuFlow({ gauge, className }: GaugeProps & { readonly className?: string | undefined }): ReactNode {
  return (
    <span className={`${css["cpu"]} ${className ?? ""}`} data-state={gauge.state} style={shares(gauge)}>
      <i className={css["flow"]} />
      {gauge.request === null ? null : <i className={css["tick"]} />}
      {gauge.limit === null ? null : <i className={css["limit"]} />}
      {gauge.throttled > 0 ? <i className={css["cut"]} /> : null}
    </span>
  );
}

function shares(gauge: GaugeView): CSSProperties {
  const of = (value: number | null): number =>
    value === null || gauge.full <= 0 ? 0 : Math.min(100, Math.round((value / gauge.full) * 1000) / 10);
  const style: Readonly<Record<`--${string}`, number>> = {
    "--use": of(gauge.usage),
    "--req": of(gauge.request),
    "--lim": of(gauge.limit),
    "--cutting": Math.min(of(gauge.throttled), 100 - of(gauge.limit ?? gauge.usage)),
  };
  return style;
}

export interface PullProgressProps {
  readonly percent: number;
  readonly className?: string | undefined;
}

export function PullProgress({ percent, className }: PullProgressProps): ReactNode {
  const style = { "--use": percent } as CSSProperties;
  return (
    <span className={`${css["pull"]} ${className ?? ""}`} style={style}>
      <i className={css["pulled"]} />
    </span>
  );
}

const LETTERS: Readonly<Record<ProbeView["kind"], string>> = { startup: "S", liveness: "L", readiness: "R" };

/** Newest right; an up-stroke answered, a cross failed, a point waits for the startup probe. */
export function ProbeTicks({ probe }: { readonly probe: ProbeView }): ReactNode {
  const ticks = probe.ticks.slice(-5);
  return (
    <span className={css["probe"]}>
      {LETTERS[probe.kind]}
      <svg className={css["ticks"]} width={ticks.length * 6 + 2} height="12" aria-hidden="true">
        {ticks.map((tick, index) => {
          const x = index * 6 + 2;
          // Ticks have no ids: the place is the identity.
          if (tick === "ok") return <path key={x} d={`M${x} 10V2`} />;
          if (tick === "wait") return <circle key={x} className={css["held"]} cx={x} cy="9" r="1" />;
          return <path key={x} className={css["miss"]} d={`M${x - 1.8} 4.3l3.6 3.6m0-3.6l-3.6 3.6`} />;
        })}
      </svg>
    </span>
  );
}

export function RestartCount({ count }: { readonly count: number }): ReactNode {
  return (
    <span className={css["restarts"]}>
      <Icon name="loop" size={11} />
      {count}
    </span>
  );
}
