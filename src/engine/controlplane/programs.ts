// Which program of the control plane each component of the engine runs in: when the program does not run, its components do not act.
import type { ControlPlaneProgram } from "../apps/system-images.ts";

/** Programs that elect a leader among the masters; the others serve on every master. */
export type ElectedProgram = Extract<ControlPlaneProgram, "kube-controller-manager" | "kube-scheduler">;

export const ELECTED_PROGRAMS: readonly ElectedProgram[] = ["kube-controller-manager", "kube-scheduler"];

const CONTROLLERS = [
  "namespace",
  "serviceaccount",
  "deployment",
  "replicaset",
  "daemonset",
  "statefulset",
  "job",
  "cronjob",
  "endpointslice",
  "nodelifecycle",
  "tainteviction",
  "podgc",
  "disruption",
  "persistentvolume",
  "resourcequota",
  "podautoscaler",
  "garbagecollector",
];

const programs: ReadonlyMap<string, ElectedProgram> = new Map([
  ...CONTROLLERS.map((name): [string, ElectedProgram] => [name, "kube-controller-manager"]),
  ["scheduler", "kube-scheduler"],
]);

/** Of a timer's handler, `component/name`; undefined: it runs on its own. */
export const programOf = (handler: string): ElectedProgram | undefined =>
  programs.get(handler.slice(0, handler.indexOf("/")));
