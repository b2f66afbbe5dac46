// Traffic for those who asked for less motion: no dots, a count at every door, and a cross where requests fail.
import type { Point } from "#app/graph/geometry";

export interface Arrival {
  readonly end: Point;
  readonly isFailed: boolean;
  readonly timeMs: number;
}

export interface DoorCount {
  readonly end: Point;
  readonly served: number;
  readonly failed: number;
}

const WINDOW_MS = 1000;

/** What arrived in the last second; older arrivals are forgotten. */
export function recent(arrivals: readonly Arrival[], nowMs: number): readonly Arrival[] {
  return arrivals.filter((arrival) => nowMs - arrival.timeMs < WINDOW_MS);
}

export function countDoors(arrivals: readonly Arrival[]): readonly DoorCount[] {
  const doors = new Map<string, DoorCount>();
  for (const { end, isFailed } of arrivals) {
    const key = `${end.x},${end.y}`;
    const known = doors.get(key) ?? { end, served: 0, failed: 0 };
    doors.set(key, {
      end,
      served: known.served + (isFailed ? 0 : 1),
      failed: known.failed + (isFailed ? 1 : 0),
    });
  }
  return [...doors.values()];
}

export interface DoorInks {
  readonly ok: string;
  readonly fail: string;
  readonly ground: string;
}

export function paintDoors(context: CanvasRenderingContext2D, doors: readonly DoorCount[], inks: DoorInks): void {
  // Setting a font makes the browser work out the page's styles: not for nothing, in each frame.
  if (doors.length === 0) return;
  context.font = "600 11px system-ui, sans-serif";
  context.lineJoin = "round";
  for (const { end, served, failed } of doors) {
    const words = [served > 0 ? `${served}/s` : "", failed > 0 ? `× ${failed}/s` : ""].filter((word) => word !== "");
    context.lineWidth = 4;
    context.strokeStyle = inks.ground;
    context.strokeText(words.join(" "), end.x + 5, end.y + 11);
    context.fillStyle = failed > 0 ? inks.fail : inks.ok;
    context.fillText(words.join(" "), end.x + 5, end.y + 11);
  }
}
