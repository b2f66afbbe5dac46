import { useRef, type CSSProperties, type ReactNode } from "react";
import type { CourseView } from "#app/view-models/course";
import { useBoxSize } from "../common/use-box-size.ts";
import { mapGeometry, type MapGeometry } from "./course-geometry.ts";
import { Buoy, Dock, SandboxDock } from "./dock.tsx";
import { useHomeText } from "./use-home-text.ts";
import css from "./home.module.css";

export interface CourseMapProps {
  readonly course: CourseView;
  /** Where the sandbox lies: a dock of its own while the quay has room. */
  readonly sandboxHref?: string | undefined;
  /** Title, figures and buttons on the water. */
  readonly children: ReactNode;
}

/** The fairway between two quays; the reading order is the course line. */
/** From this many docks on the quay is full, and the sandbox is in the top bar only. */
const FULL = 9;

export function CourseMap({ course, sandboxHref, children }: CourseMapProps): ReactNode {
  const ref = useRef<HTMLElement>(null);
  const home = useHomeText();
  const size = useBoxSize(ref, { width: 1440, height: 856 });
  const { docks, buoys, closer } = course;
  const hasSandbox = sandboxHref !== undefined && docks.length < FULL;
  const map = mapGeometry(size.width, size.height, {
    docks: docks.length + (hasSandbox ? 1 : 0),
    buoys: buoys.length,
    closer: closer.length,
    stops: docks.length,
  });
  const last = map.docks[docks.length];
  const reached = docks.findLastIndex((dock) => dock.state !== "ahead");
  return (
    <main ref={ref} className={css["map"]} style={{ minHeight: map.height }} aria-label={home.map}>
      <Sea map={map} />
      <svg className={css["layer"]} aria-hidden="true">
        {map.course.map((d, index) => (
          <path key={d} className={css["course"]} data-todo={index > reached} d={d} />
        ))}
        {map.branches.map((d, index) => (
          <path key={d} className={css["course"]} data-thin="true" data-todo={docks[index]?.state === "ahead"} d={d} />
        ))}
      </svg>
      {children}
      {buoys.map((buoy, index) => (
        <Buoy key={buoy.id} buoy={buoy} style={placeOf(map, map.buoys[index])} />
      ))}
      {closer.map((buoy, index) => (
        <Buoy key={buoy.id} buoy={buoy} isCloser style={placeOf(map, map.closer[index])} />
      ))}
      {docks.map((dock, index) => (
        <Dock
          key={dock.id}
          dock={dock}
          isTop={map.docks[index]?.isTop ?? true}
          style={{ left: map.docks[index]?.x, top: map.docks[index]?.y, width: map.dockWidth }}
        />
      ))}
      {hasSandbox && last !== undefined ? (
        <SandboxDock
          href={sandboxHref}
          isTop={last.isTop}
          style={{ left: last.x, top: last.y, width: map.dockWidth }}
        />
      ) : null}
      {buoys.length + closer.length > 0 ? <Legend hasCloser={closer.length > 0} /> : null}
    </main>
  );
}

/** A long name goes on below, before the next buoy or the edge of the map. */
function placeOf(map: MapGeometry, at: { readonly x: number; readonly y: number } | undefined): CSSProperties {
  if (!at) return {};
  return { left: at.x, top: at.y, maxWidth: Math.min(map.dockWidth, map.width - at.x - 4) };
}

function Sea({ map }: { readonly map: MapGeometry }): ReactNode {
  const { width: w, height: h, quayTop, quayBottom } = map;
  const shore = `M-4-4H244c12 60-16 130 0 ${quayTop - 90} 12 50 10 94 34 94H${w + 4}V${quayBottom}H280c-34 0-24 60-38 120-16 62-2 150-14 ${h}H-4z`;
  return (
    <svg className={css["layer"]} aria-hidden="true">
      <path className={css["water"]} d={shore} />
      {[110, 210, 310, 420, 540, 660, 770].map((y, index) => {
        const end = quayTop + 90 + index * 23;
        return (
          <path
            key={y}
            className={css["depth"]}
            d={`M0 ${y}C60 ${y - 14} 150 ${y + 18} 240 ${y - 6}S380 ${end - 4} 560 ${end}S${w - 340} ${end - 8} ${w} ${end - 2}`}
          />
        );
      })}
    </svg>
  );
}

function Legend({ hasCloser }: { readonly hasCloser: boolean }): ReactNode {
  const home = useHomeText();
  return (
    <div className={css["legend"]}>
      <span>
        <svg width="30" height="8" aria-hidden="true">
          <path className={css["course"]} d="M0 4H30" />
        </svg>
        {home.yourCourse}
      </span>
      <span>
        <svg width="30" height="8" aria-hidden="true">
          <path className={css["course"]} data-todo="true" d="M0 4H30" />
        </svg>
        {home.recommended}
      </span>
      <span>
        <i className={css["diamond"]} data-met="true" />
        {home.conceptMet}
      </span>
      <span>
        <i className={css["diamond"]} />
        {home.conceptAhead}
      </span>
      {hasCloser ? (
        <span>
          <i className={css["diamond"]} data-round="true" />
          {home.closerMark}
        </span>
      ) : null}
      <span className="dim">{home.anyDock}</span>
    </div>
  );
}
