import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import type { KubeObject } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { resourceOf } from "#api/scheme";
import type { Cluster } from "../cluster.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { makeNodes } from "../testing/make.ts";
import { eventsOf, settle, watchedCluster, type WatchRow } from "./kubelet-testing.ts";

// Recorded sessions whose pods stand alone, done again with the kubelet only: which rows `kubectl get pods -w` showed of each pod, and
// which events were written. Where a pod runs is given here, since no scheduler is asked.

interface Step {
  readonly t: number;
  readonly write?: { readonly [file: string]: string };
  readonly run?: string;
  readonly stdout?: string;
}
interface Recording {
  readonly images: { readonly [reference: string]: ImageBehaviour };
  readonly seconds: number;
  readonly steps: readonly Step[];
  readonly series: { readonly [name: string]: readonly (readonly [number, number])[] };
}

const read = (name: string): Recording =>
  JSON.parse(readFileSync(`e2e/conformance/recordings/transcripts/${name}.json`, "utf8")) as Recording;

const objectsIn = (text: string): KubeObject[] =>
  parseAllDocuments(text).flatMap((d) => {
    const object = d.toJS() as KubeObject | null;
    return object ? [{ ...object, metadata: { namespace: "default", ...object.metadata } }] : [];
  });

const create = (cluster: Cluster, object: KubeObject, index: number): void => {
  const { plural } = resourceOf(object.apiVersion, object.kind)!;
  const placed =
    object.kind === "Pod"
      ? { ...object, spec: { ...(object as Pod).spec, nodeName: `worker-${(index % 3) + 1}` } }
      : object;
  const made = cluster.sim.api.create(plural, placed);
  expect(made.ok ? undefined : made.status.message).toBeUndefined();
};

/** The few commands of these sessions that change something. */
const perform = (cluster: Cluster, { run = "" }: Step, files: ReadonlyMap<string, string>): void => {
  const words = run.split(" ");
  if (run.startsWith("kubectl apply")) {
    let index = 0;
    for (const file of words.filter((w) => w.endsWith(".yaml"))) {
      for (const object of objectsIn(files.get(file) ?? "")) create(cluster, object, index++);
    }
  } else if (run.startsWith("kubectl delete pod")) {
    const grace = /--grace-period=(\d+)/.exec(run)?.[1];
    cluster.sim.api.delete(
      "pods",
      `default/${words[3]}`,
      grace === undefined ? {} : { gracePeriodSeconds: Number(grace) },
    );
  } else if (run.startsWith("kubectl create configmap")) {
    const metadata = { name: words[3]!, namespace: "default" };
    create(cluster, { apiVersion: "v1", kind: "ConfigMap", metadata, data: { mode: "fast" } } as KubeObject, 0);
  } else if (run.startsWith("kubectl patch secret")) {
    cluster.sim.api.write("secrets", `default/${words[3]}`, (s) => ({ ...s, data: { ...s.data, password: "eA==" } }));
  }
};

const replay = (name: string): { readonly cluster: Cluster; readonly rows: readonly WatchRow[] } => {
  const recording = read(name);
  const { cluster, rows } = watchedCluster(recording.images, { nodes: makeNodes(3), settleMs: 0 });
  const files = new Map<string, string>();
  for (const step of recording.steps) {
    cluster.advance(Math.round(step.t * 1000));
    for (const [file, text] of Object.entries(step.write ?? {})) files.set(file, text);
    perform(cluster, step, files);
    settle(cluster);
  }
  cluster.advance(Math.round(recording.seconds * 1000));
  return { cluster, rows };
};

/** `ok-never 0/1 Completed 0`: the distinct rows of the recorded watch. */
const recordedRows = (name: string): string[] => {
  const watch = read(name).steps.find((s) => s.run?.endsWith(" -w"))!;
  const rows = watch
    .stdout!.trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(/\s+/).slice(0, 4).join(" "));
  return [...new Set(rows)].toSorted();
};

/** The watch was stopped before the next command was typed, at `toS`. */
const ownRows = (rows: readonly WatchRow[], fromS: number, toS: number): string[] => {
  const texts = rows
    .filter(([at]) => at >= fromS && at < toS)
    .map(([, pod, ready, status, restarts]) => `${pod.replace(/^-/, "")} ${ready} ${status} ${restarts}`);
  return [...new Set(texts)].toSorted();
};

const watchTimes = (name: string): readonly [number, number] => {
  const watch = read(name).steps.find((s) => s.run?.endsWith(" -w"))! as Step & { readonly end: number };
  return [watch.t, watch.end];
};

describe("rows of a watch", () => {
  it.each(["crash-exit-codes", "init-and-sidecar", "termination-grace"])("%s", (name) => {
    const { rows } = replay(name);
    const [from, to] = watchTimes(name);
    // A watch begins with what there is: rows that only its beginning shows are not asked of ours.
    const wanted = recordedRows(name);
    const own = ownRows(rows, 0, to);
    expect(wanted.filter((row) => !own.includes(row))).toEqual([]);
    const later = ownRows(rows, from + 1, to);
    expect(later.filter((row) => !wanted.includes(row))).toEqual([]);
  });
});

/** The kubelet's events of a pod as `describe` shows them, with the count of those that tell of a back-off or a hook left out. */
const recordedEvents = (name: string, pod: string): string[] => {
  const steps = read(name).steps.filter((s) => s.run === `kubectl describe pod ${pod}`);
  const text = steps.at(-1)!.stdout!;
  const lines = text.slice(text.indexOf("Events:")).split("\n").slice(3);
  return lines
    .filter((l) => l.includes("kubelet"))
    .map((line) => {
      const [, type, reason, , message] = /^ {2}(\w+)\s+(\w+)\s+(.*?)\s+kubelet\s+(.*)$/.exec(line) ?? [];
      return masked(`${type} ${reason}: ${message!.replace(/^spec\.\w+\{[^}]*\}: /, "")}`);
    });
};

const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{64}/g, "<id>")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<uid>")
    .replaceAll(/10\.244\.\d+\.\d+/g, "<ip>")
    .replace(/in \S+ \(\S+ including waiting\)\. Image size: \d+ bytes/, "in <took>")
    .trimEnd();

const ownEvents = (cluster: Cluster, pod: string): string[] =>
  eventsOf(cluster, pod).map((text) => masked(text.replace(/ x\d+: /, ": ")));

const described: readonly (readonly [string, string])[] = [
  ["crash-exit-codes", "ok-never"],
  ["crash-exit-codes", "ok-always"],
  ["crash-exit-codes", "bad-onfailure"],
  ["init-and-sidecar", "steps"],
  ["init-and-sidecar", "broken"],
  ["init-and-sidecar", "side"],
  ["init-and-sidecar", "give-up"],
  ["config-missing", "env"],
  ["config-missing", "key"],
  ["config-missing", "vol"],
  ["image-without-shell", "cmd"],
  ["image-without-shell", "dir"],
  ["image-without-shell", "ready"],
];

describe("events of a pod", () => {
  it.each(described)("%s: %s", (name, pod) => {
    const { cluster } = replay(name);
    const own = [...new Set(ownEvents(cluster, pod))].toSorted();
    const wanted = [...new Set(recordedEvents(name, pod))].toSorted();
    // What a pod goes through after its last `describe` is not in the recording.
    expect(wanted.filter((text) => !own.includes(text) && !isPullOrPresent(text))).toEqual([]);
    expect(
      own.filter((text) => !wanted.includes(text) && !isPullOrPresent(text) && !isEnding(text) && !isStart(text)),
    ).toEqual([]);
  });
});

/** Which of two pods of a node pulls an image and which finds it depends on where they were put. */
const isPullOrPresent = (text: string): boolean => /^Normal (Pulling|Pulled)/.test(text);
const isEnding = (text: string): boolean => text.startsWith("Normal Killing");
const isStart = (text: string): boolean => /^Normal (Created|Started)/.test(text);

describe("series of a pod", () => {
  it.each([
    ["crash-exit-codes", "bad-always"],
    ["crash-exit-codes", "ok-never"],
    ["init-and-sidecar", "steps"],
    ["config-missing", "env"],
    ["config-missing", "vol"],
    ["termination-grace", "deaf"],
    ["termination-grace", "stops"],
    ["image-without-shell", "good"],
  ])("%s: %s", (name, pod) => {
    const recording = read(name);
    const { rows } = replay(name);
    const wanted = recording.series[`${pod}/ready`]!;
    const own = rows
      .filter((r) => r[1] === pod || r[1] === `-${pod}`)
      .map(([at, who, ready]) => [at, who.startsWith("-") || ready.startsWith("0/") ? 0 : 1] as const);
    let missed = 0;
    for (let t = 0; t <= recording.seconds; t += 0.5) {
      const width = Math.max(2, t * 0.05);
      const near = [at(wanted, t - width), at(wanted, t + width)];
      near.push(...wanted.filter(([s]) => Math.abs(s - t) <= width).map(([, v]) => v));
      const got = at(own, t);
      if (got < Math.min(...near) || got > Math.max(...near)) missed++;
    }
    expect(missed / (recording.seconds * 2)).toBeLessThanOrEqual(0.03);
  });
});

const at = (steps: readonly (readonly [number, number])[], t: number): number =>
  steps.findLast(([s]) => s <= t)?.[1] ?? 0;
