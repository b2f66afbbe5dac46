// Models pkg/kubelet/volumemanager and pkg/volume/util/atomic_writer.go (v1.36): what is in a pod's volumes. Those that are made from objects
// are written anew by each sync of their pod, so that a change of a ConfigMap arrives when the kubelet comes by again.
import type { Container } from "#api/core-container";
import type { VolumeMount, Volume } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import { normalPath } from "#api/path";
import { formatTime } from "#api/time";
import { fnv1a } from "../../clock/rng.ts";
import type { Files, Mount } from "../../apps/files.ts";
import { IdIndex } from "../../apps/id-index.ts";
import type { ProcessRow } from "../../apps/process.ts";
import type { Table } from "../../state/table.ts";
import { warning, type KubeletContext } from "../context.ts";
import { expand, variablesOf } from "../environment.ts";
import { nameFiles } from "../host-name.ts";
import type { PodFacts } from "../pod-fields.ts";
import { allContainers, containerNamed } from "../restart.ts";
import type { PodRow } from "../rows.ts";
import { MAX_MOUNT_RETRY_MS, MOUNT_RETRY_MS, SYNC_PERIOD_MS } from "../timing.ts";
import { lookIn } from "../worker-queue.ts";
import { hostPathCheck } from "./host-path.ts";
import { objectsOf, payloadOf, type Payload } from "./payload.ts";
import { storageOf } from "./storage.ts";

interface Place {
  readonly files: Files;
  readonly wallMs: number;
}

interface PodFiles {
  /** A volume's by its name; `sub c /path`: what container c has of one file; `layer c`: what was written in c itself. */
  readonly places: { readonly [place: string]: Place };
  /** What its volumes are made from: `configmaps default/settings`. */
  readonly objects: readonly string[];
  readonly syncedMs: number;
  /** A volume could not be written again. */
  readonly tries?: number;
}

const NOTHING: Place = { files: {}, wallMs: 0 };

export class Volumes {
  readonly #context: KubeletContext;
  readonly #rows: Table<PodFiles>;
  /** Of machines and of storage outside of them. */
  readonly #storage: Table<Place>;
  /** Derived: the pods that hold an object's files, by `configmaps default/settings`. */
  readonly #byObject = new IdIndex();
  #wrote: (uid: string) => void = () => {};

  constructor(context: KubeletContext) {
    this.#context = context;
    this.#rows = context.sim.table("kubelet/files");
    this.#storage = context.sim.table("kubelet/storage");
  }

  /** Called when a program of the pod has written into what is the pod's own. */
  onWrite(listener: (uid: string) => void): void {
    this.#wrote = listener;
  }

  /** Sets all volumes up: why some cannot be, by their names. */
  mount(row: PodRow, pod: Pod): ReadonlyMap<string, string> {
    return this.#write(row, pod);
  }

  /** Those that are waited for, by name. */
  missing(row: PodRow, pod: Pod): readonly string[] {
    const unmade = this.#payloads(row, pod).flatMap(({ volume, payload }) => ("error" in payload ? [volume.name] : []));
    return [...unmade, ...this.#hostErrors(row, pod).keys()].toSorted(compareStrings);
  }

  /** The sync of a pod that has its volumes: those made from objects are written as these are now. */
  refresh(row: PodRow, pod: Pod): void {
    const { sim, machines } = this.#context;
    const files = this.#rows.get(row.uid);
    if (!files || files.objects.length === 0 || !machines.reachesApi(row.node)) return;
    this.#rows.set(row.uid, { ...files, syncedMs: sim.now() });
    if (files.tries === undefined) this.#again(row, pod, 0);
  }

  /** A volume could not be written: it is tried again, whatever the pod's syncs do. */
  onRetry(uid: string): void {
    const row = this.#context.pods.get(uid);
    const pod = row && this.#context.podOf(row);
    const tries = this.#rows.get(uid)?.tries;
    if (row?.stage !== "syncing" || !pod || tries === undefined) return;
    // A kubelet that does not run, or hears nothing of objects, writes nothing meanwhile.
    if (this.#context.machines.reachesApi(row.node)) this.#again(row, pod, tries);
    else this.#retryLater(uid, tries);
  }
  #retryLater(uid: string, tries: number): void {
    const { sim } = this.#context;
    sim.setTimer(sim.now() + Math.min(MOUNT_RETRY_MS * 2 ** tries, MAX_MOUNT_RETRY_MS), "kubelet/remount", uid);
  }

  /** A ConfigMap or a Secret has changed: the pods that hold its files have them at their next sync. */
  onObject(resource: "configmaps" | "secrets", key: string): void {
    for (const uid of this.#holders(`${resource} ${key}`)) {
      const { pods, machines, sim } = this.#context;
      const [row, files] = [pods.get(uid), this.#rows.get(uid)];
      if (!files || !row?.hasSandbox || row.stage !== "syncing" || !machines.isKubeletRunning(row.node)) continue;
      lookIn(this.#context, row, this.#nextSyncMs(files.syncedMs) - sim.now());
    }
  }
  /** In the order of the rows, however the index came to be: each draws its own next sync. Most objects are in no pod's files, or in one's. */
  #holders(object: string): Iterable<string> {
    const uids = this.#byObject.get(object);
    return uids.size < 2 ? uids : Array.from(this.#rows.keys()).filter((uid) => uids.has(uid));
  }

  /** A container begins: its own layer is new, and of a subPath it has the file as it is now. */
  started(row: PodRow, pod: Pod, container: Container): void {
    const files = this.#rows.get(row.uid);
    if (!files) return;
    const { [`layer ${container.name}`]: _, ...kept } = files.places;
    const places: Record<string, Place> = { ...kept };
    for (const mount of container.volumeMounts ?? []) {
      const inside = this.#subPath(row, pod, container, mount);
      const file = places[mount.name]?.files[inside];
      if (inside === "" || !file) continue;
      places[`sub ${container.name} ${mount.mountPath}`] = { files: { "": file }, wallMs: places[mount.name]!.wallMs };
    }
    this.#rows.set(row.uid, { ...files, places });
  }

  forget(uid: string): void {
    this.#refile(uid, []);
    this.#rows.delete(uid);
  }
  #refile(uid: string, objects: readonly string[]): void {
    for (const object of this.#rows.get(uid)?.objects ?? []) this.#byObject.remove(object, uid);
    for (const object of objects) this.#byObject.add(object, uid);
  }

  rebuild(): void {
    this.#byObject.clear();
    for (const [uid, { objects }] of this.#rows.entries())
      for (const object of objects) this.#byObject.add(object, uid);
  }

  /** How much the pod has written into each of its own empty directories. */
  placesOf(uid: string): { readonly [volume: string]: { readonly files: Files } } {
    return this.#rows.get(uid)?.places ?? {};
  }

  /** The files that a process finds. */
  mountsOf(process: ProcessRow): readonly Mount[] {
    const row = this.#context.pods.get(process.podUid);
    const pod = row && this.#context.podOf(row);
    const container = pod && containerNamed(pod, process.container);
    if (!row || !pod || !container) return [];
    const layer = this.#own(row, `layer ${container.name}`, "");
    const names = nameFiles(this.#context.sim, pod, {
      ip: row.ip ?? "",
      wallMs: this.#context.sim.wallMs(row.firstSyncMs ?? 0),
    });
    return [
      layer,
      ...names,
      ...(container.volumeMounts ?? []).flatMap((mount) => this.#mount(row, pod, container, mount)),
    ];
  }

  /** Of the volumes that are made from objects. One that no container mounts is left alone, whatever it names. */
  #payloads(row: PodRow, pod: Pod): readonly { readonly volume: Volume; readonly payload: Payload }[] {
    const facts: PodFacts = { store: this.#context.sim.store, pod, ip: row.ip };
    return mounted(pod).flatMap((volume) => {
      const payload = payloadOf(facts, volume);
      return payload ? [{ volume, payload }] : [];
    });
  }

  /** Of the machine's own paths: makes what is to be made, and answers why others cannot be mounted. */
  #hostErrors({ node }: PodRow, pod: Pod): ReadonlyMap<string, string> {
    const errors = new Map<string, string>();
    for (const { name, hostPath } of mounted(pod)) {
      if (!hostPath) continue;
      const check = hostPathCheck(hostPath, (path) => this.#madeOn(node, path));
      if (!check) continue;
      if ("error" in check) errors.set(name, check.error);
      else {
        const files: Files = check.make === "File" ? { "": { text: "", mode: 0o644 } } : {};
        this.#storage.set(`node ${node} ${hostPath.path}`, { files, wallMs: this.#context.sim.wallMs() });
      }
    }
    return errors;
  }

  /** What is at the path itself comes first: that is nearly always there, and then no other is looked at. */
  *#madeOn(node: string, path: string): Generator<readonly [place: string, files: Files]> {
    const prefix = `node ${node} `;
    const own = this.#storage.get(prefix + path);
    if (own) yield [normalPath(path), own.files];
    for (const [key, { files }] of this.#storage.entries()) {
      if (key.startsWith(prefix)) yield [key.slice(prefix.length), files];
    }
  }

  #write(row: PodRow, pod: Pod): ReadonlyMap<string, string> {
    const { sim } = this.#context;
    const errors = new Map(this.#hostErrors(row, pod));
    const namespace = pod.metadata.namespace ?? "default";
    const objects: string[] = [];
    const before = this.#rows.get(row.uid);
    const places: Record<string, Place> = { ...before?.places };
    for (const { volume, payload } of this.#payloads(row, pod)) {
      objects.push(...objectsOf(namespace, volume));
      if ("error" in payload) errors.set(volume.name, payload.error);
      else if (!deepEqual(places[volume.name]?.files, payload.files)) {
        places[volume.name] = { files: payload.files, wallMs: sim.wallMs() };
      }
    }
    if (Object.keys(places).length === 0 && objects.length === 0) return errors;
    this.#refile(row.uid, objects);
    const tries = errors.size > 0 ? before?.tries : undefined;
    this.#rows.set(row.uid, {
      places,
      objects: [...new Set(objects)],
      syncedMs: before?.syncedMs ?? sim.now(),
      ...(tries === undefined ? {} : { tries }),
    });
    if (before && !deepEqual(before.places, places)) this.#context.apps.filesChanged(row.uid);
    return errors;
  }

  #again(row: PodRow, pod: Pod, tries: number): void {
    const errors = this.#write(row, pod);
    for (const [volume, error] of errors) this.#context.event(row, warning("FailedMount", setUpFailed(volume, error)));
    const now = this.#rows.get(row.uid);
    if (errors.size === 0 || !now) return;
    this.#rows.set(row.uid, { ...now, tries: tries + 1 });
    this.#retryLater(row.uid, tries);
  }

  /** When a pod's worker comes by without being asked: 60 to 90 s after it last did, and again. */
  #nextSyncMs(syncedMs: number): number {
    const { sim } = this.#context;
    const now = sim.now();
    let atMs = Math.max(syncedMs, now - 3 * SYNC_PERIOD_MS);
    while (atMs <= now) atMs += Math.round(SYNC_PERIOD_MS * (1 + 0.5 * sim.rng.next("kubelet/volumes")));
    return atMs;
  }

  #mount(row: PodRow, pod: Pod, container: Container, mount: VolumeMount): readonly Mount[] {
    const volume = pod.spec.volumes?.find((v) => v.name === mount.name);
    if (!volume) return [];
    const path = normalPath(mount.mountPath);
    const inside = this.#subPath(row, pod, container, mount);
    if (!isMadeOfObjects(volume))
      return [within(this.#written(row, pod, volume, { ...mount, mountPath: path }), inside)];
    const copy = this.#rows.get(row.uid)?.places[`sub ${container.name} ${mount.mountPath}`];
    if (inside !== "" && copy) return [{ path, ...copy, isFile: true }];
    const { files, wallMs } = isToken(volume) ? this.#token(row, pod, volume) : this.#placeOf(row.uid, volume.name);
    return [within({ path, files, wallMs, version: versionOf(wallMs, row.uid + volume.name) }, inside)];
  }

  /** A volume that programs write. */
  #written(row: PodRow, pod: Pod, volume: Volume, { mountPath, readOnly }: VolumeMount): Mount {
    const storage = volume.emptyDir ? undefined : storageOf(this.#context.sim.store, pod, volume);
    const whole = storage === undefined ? this.#own(row, volume.name, mountPath) : this.#stored(storage, mountPath);
    const isReadOnly = readOnly ?? volume.persistentVolumeClaim?.readOnly ?? volume.nfs?.readOnly;
    return isReadOnly ? withoutWriting(whole) : whole;
  }

  #subPath(row: PodRow, pod: Pod, container: Container, { subPath, subPathExpr }: VolumeMount): string {
    if (!subPathExpr) return normalPath(subPath ?? "").slice(1);
    const facts = { store: this.#context.sim.store, pod, ip: row.ip };
    return normalPath(expand(subPathExpr, variablesOf(facts, container))).slice(1);
  }

  /** Every pod has one: made when somebody looks. */
  #token(row: PodRow, pod: Pod, volume: Volume): Place {
    const { sim } = this.#context;
    const payload = payloadOf({ store: sim.store, pod }, volume);
    const wallMs = sim.wallMs(row.firstSyncMs ?? 0);
    return payload && "files" in payload ? { files: payload.files, wallMs } : { ...NOTHING, wallMs };
  }

  #placeOf(uid: string, place: string): Place {
    return this.#rows.get(uid)?.places[place] ?? NOTHING;
  }

  /** What only this pod sees. */
  #own(row: PodRow, place: string, path: string): Mount {
    const { sim, apps } = this.#context;
    const write = (files: Files): void => {
      const before = this.#rows.get(row.uid) ?? { places: {}, objects: [], syncedMs: sim.now() };
      const places = { ...before.places, [place]: { files, wallMs: sim.wallMs() } };
      this.#rows.set(row.uid, { ...before, places });
      this.#wrote(row.uid);
      apps.filesChanged(row.uid);
    };
    return { path, ...this.#placeOf(row.uid, place), write };
  }

  /** What others see too. */
  #stored(storage: string, path: string): Mount {
    const { sim, apps, pods } = this.#context;
    const write = (files: Files): void => {
      this.#storage.set(storage, { files, wallMs: sim.wallMs() });
      for (const uid of pods.keys()) apps.filesChanged(uid);
    };
    const place = this.#storage.get(storage) ?? NOTHING;
    return { path, ...place, write, ...(Object.hasOwn(place.files, "") ? { isFile: true } : {}) };
  }
}

/** Those that containers mount; without the account's token. */
const mounted = (pod: Pod): readonly Volume[] => {
  const volumes = (pod.spec.volumes ?? []).filter((volume) => !isToken(volume));
  if (volumes.length === 0) return volumes;
  const used = new Set(allContainers(pod).flatMap((c) => (c.volumeMounts ?? []).map(({ name }) => name)));
  return volumes.filter(({ name }) => used.has(name));
};

/** The service account's token, which every pod has: three sources that are always there. */
const isToken = ({ projected }: Volume): boolean => projected?.sources?.[0]?.serviceAccountToken !== undefined;

export const setUpFailed = (volume: string, error: string): string =>
  `MountVolume.SetUp failed for volume "${volume}" : ${error}`;

/** `..2026_06_03_00_00_12.1234567890`: UTC, and what makes it the only one. */
const versionOf = (wallMs: number, salt: string): string =>
  `..${formatTime(wallMs).slice(0, 19).replaceAll(/[-T:]/g, "_")}.${fnv1a(salt + wallMs)}`;

const isMadeOfObjects = ({ configMap, secret, downwardAPI, projected }: Volume): boolean =>
  (configMap ?? secret ?? downwardAPI ?? projected) !== undefined;

const withoutWriting = (mount: Mount): Mount => {
  const { write: _, ...rest } = mount;
  return rest;
};

/** A part of a volume: one of its files, or one of its directories. */
const within = (mount: Mount, inside: string): Mount => {
  if (inside === "") return mount;
  const { files, write, path, wallMs } = mount;
  const isFile = Object.hasOwn(files, inside);
  const prefix = isFile ? inside : `${inside}/`;
  const [own, others]: [Record<string, Files[string]>, Record<string, Files[string]>] = [{}, {}];
  for (const [name, file] of Object.entries(files)) {
    if (isFile ? name === inside : name.startsWith(prefix)) own[name.slice(prefix.length)] = file;
    else others[name] = file;
  }
  const moved = (now: Files): Files =>
    Object.fromEntries(Object.entries(now).map(([name, file]) => [prefix + name, file]));
  return {
    path,
    files: own,
    wallMs,
    ...(isFile ? { isFile } : {}),
    ...(write ? { write: (now: Files) => write({ ...others, ...moved(now) }) } : {}),
  };
};
