import type { CSSProperties, ReactNode } from "react";
import type { BuoyView, DockView } from "#app/view-models/course";
import { Icon } from "../common/icon.tsx";
import { DockDrawing } from "./dock-drawing.tsx";
import { useHomeText } from "./use-home-text.ts";
import css from "./home.module.css";

export interface DockProps {
  readonly dock: DockView;
  readonly isTop: boolean;
  readonly style?: CSSProperties;
}

/** A case: mended, under repair, or ahead. Any may be entered at any time. */
export function Dock({ dock, isTop, style }: DockProps): ReactNode {
  return (
    <div
      className={css["dock"]}
      data-state={dock.state === "read" ? "working" : dock.state}
      data-quay={isTop ? "top" : "bottom"}
      style={style}
    >
      <a className={css["words"]} href={dock.href}>
        <span className={css["number"]}>{dock.number}</span>
        <span className={css["title"]}>{dock.title}</span>
        <span className={css["symptom"]}>{dock.symptom}</span>
        {dock.state === "working" ? (
          <span className={css["steps"]} aria-hidden="true">
            {dock.steps.map((state, index) => (
              // Steps have no ids on the map.
              // oxlint-disable-next-line react/no-array-index-key
              <i key={index} data-state={state} />
            ))}
          </span>
        ) : null}
        <DockFoot dock={dock} />
      </a>
      <DockDrawing name={dock.drawing} />
      <SceneLink dock={dock} />
    </div>
  );
}

/** The case in sixty seconds: a page of its own, which a file that a double click opened has not beside it. */
export function SceneLink({ dock: { scene, title } }: { readonly dock: Pick<DockView, "scene" | "title"> }): ReactNode {
  if (!scene || location.protocol === "file:") return null;
  return (
    <a className={css["scene"]} href={scene.href} aria-label={`${scene.label}: ${title}`}>
      <Icon name="play" size={10} />
      {scene.label}
    </a>
  );
}

export interface SandboxDockProps {
  readonly href: string;
  readonly isTop: boolean;
  readonly style?: CSSProperties;
}

/** A dock without a ship: a cluster of one's own. */
export function SandboxDock({ href, isTop, style }: SandboxDockProps): ReactNode {
  const home = useHomeText();
  return (
    <a className={css["dock"]} href={href} data-state="ahead" data-quay={isTop ? "top" : "bottom"} style={style}>
      <span className={css["words"]} data-bare="true">
        <span className={css["title"]}>{home.sandbox}</span>
        <span className={css["symptom"]}>{home.sandboxNote}</span>
      </span>
      <DockDrawing name="sandbox" />
    </a>
  );
}

function DockFoot({ dock }: { readonly dock: DockView }): ReactNode {
  if (dock.learned !== "") {
    const isDone = dock.state === "done";
    return (
      <span className={css["foot"]}>
        <Icon name={isDone ? "ready" : "half"} tone={isDone ? "ok" : "dim"} size={14} />
        <span>{dock.learned}</span>
      </span>
    );
  }
  return (
    <span className={css["foot"]}>
      {dock.state === "working" ? <b>{dock.stepText}</b> : null}
      <span className={css["time"]}>{dock.timeText}</span>
      {dock.advice === "" ? null : <small>{dock.advice}</small>}
    </span>
  );
}

export interface BuoyProps {
  readonly buoy: BuoyView;
  /** Of Part 3: a round one. */
  readonly isCloser?: boolean;
  readonly style?: CSSProperties;
}

/** A concept on the way, or a closer look at its end. */
export function Buoy({ buoy, isCloser = false, style }: BuoyProps): ReactNode {
  const home = useHomeText();
  return (
    <a
      className={css["buoy"]}
      data-round={isCloser}
      href={buoy.href}
      data-met={buoy.state === "done"}
      title={buoy.advice || undefined}
      style={style}
    >
      <i />
      <span>
        {buoy.title}
        {buoy.state === "done" || buoy.state === "read" ? (
          <span className="vh">, {home.conceptState[buoy.state]}</span>
        ) : null}
      </span>
    </a>
  );
}
