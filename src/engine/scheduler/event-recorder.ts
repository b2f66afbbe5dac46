// Models staging/src/k8s.io/client-go/tools/events/event_broadcaster.go (v1.36), which the scheduler uses: an event that repeats about
// the same version of an object becomes a series. The second occurrence is written; later ones only when the series ends.
import type { Event } from "#api/core-event";
import type { ObjectReference } from "#api/core-env";
import type { KubeObject } from "#api/meta";
import { formatMicroTime } from "#api/time";
import { eventName, referenceTo } from "../events/recorder.ts";
import type { Sim } from "../sim.ts";

interface SchedulerEvent {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly action: string;
  readonly note: string;
  readonly related?: KubeObject;
}

export interface SchedulerEventRecorder {
  record(object: KubeObject, event: SchedulerEvent): void;
  /** For the component's timers: the end of a series. */
  readonly finish: (key: string) => void;
}

/** One event object, by what makes occurrences the same: all but the text, the object's version included. */
interface Series {
  readonly name: string;
  readonly namespace: string;
  readonly count: number;
  readonly lastMs: number;
}

const CONTROLLER = "default-scheduler";
const MAX_NOTE = 1024;
/** Silence that ends a series. */
const FINISH_MS = 360_000;
const TTL_MS = 3_600_000;

export const createSchedulerEventRecorder = (sim: Sim, finishTimer: string): SchedulerEventRecorder => {
  const rows = sim.table<Series>("scheduler/events");
  const master = sim.scenario.nodes.find((n) => n.role === "control-plane")?.name ?? "cp";

  const writeSeries = (series: Series): void => {
    sim.api.write("events", `${series.namespace}/${series.name}`, (e) => ({
      ...e,
      series: { count: series.count, lastObservedTime: formatMicroTime(series.lastMs) },
    }));
  };
  const start = (key: string, object: KubeObject, event: SchedulerEvent): void => {
    const about = referenceTo(object);
    const namespace = about.namespace ?? "default";
    const name = eventName(sim, about.name ?? "");
    rows.set(key, { name, namespace, count: 1, lastMs: sim.wallMs() });
    sim.api.createTrusted("events", eventObject({ name, namespace, about, event, wallMs: sim.wallMs(), master }));
    sim.setTimer(sim.now() + TTL_MS, "events/expire", `${namespace}/${name}`);
    sim.setTimer(sim.now() + FINISH_MS, finishTimer, key);
  };
  return {
    record: (object, event) => {
      const { kind, namespace, name, uid, resourceVersion } = referenceTo(object);
      const whom = `${kind}/${namespace}/${name}/${uid}/${resourceVersion}`;
      const key = `${whom} ${event.type} ${event.action} ${event.reason}`;
      const before = rows.get(key);
      if (!before) return start(key, object, event);
      const series = { ...before, count: before.count + 1, lastMs: sim.wallMs() };
      rows.set(key, series);
      if (series.count === 2) writeSeries(series);
    },
    finish: (key) => {
      const series = rows.get(key);
      if (!series) return;
      const silentMs = sim.wallMs() - series.lastMs;
      if (silentMs < FINISH_MS) {
        sim.setTimer(sim.now() + FINISH_MS - silentMs, finishTimer, key);
        return;
      }
      rows.delete(key);
      if (series.count > 2) writeSeries(series);
    },
  };
};

interface EventParts {
  readonly name: string;
  readonly namespace: string;
  readonly about: ObjectReference;
  readonly event: SchedulerEvent;
  readonly wallMs: number;
  readonly master: string;
}

const eventObject = ({ name, namespace, about, event, wallMs, master }: EventParts): Event => ({
  apiVersion: "v1",
  kind: "Event",
  metadata: { name, namespace },
  involvedObject: about,
  reason: event.reason,
  message: truncated(event.note),
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  type: event.type,
  eventTime: formatMicroTime(wallMs),
  action: event.action,
  ...(event.related ? { related: referenceTo(event.related) } : {}),
  reportingComponent: CONTROLLER,
  reportingInstance: `${CONTROLLER}-${master}`,
});

const truncated = (note: string): string => (note.length > MAX_NOTE ? `${note.slice(0, MAX_NOTE - 4)} ...` : note);
