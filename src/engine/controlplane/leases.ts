// Models the Lease objects of client-go's leader election (tools/leaderelection/resourcelock) and of pkg/controlplane/apiserver (v1.36) in
// kube-system. Who renews as time goes by does so without a timer: when it last did is computed when somebody asks (see kubelet/lease.ts). The
// object is written when the leader changes, and when nobody renews it any more.
import type { Lease } from "#api/coordination";
import { compareStrings } from "#api/compare";
import { formatMicroTime, parseTime } from "#api/time";
import { randomUid } from "../apiserver/names.ts";
import { fnv1a } from "../clock/rng.ts";
import { createEventRecorder } from "../events/recorder.ts";
import type { Sim } from "../sim.ts";
import { ELECTED_PROGRAMS, type ElectedProgram } from "./programs.ts";

const NAMESPACE = "kube-system";
const LEADER = { seconds: 15, periodMs: 2000 };
const SERVER = { seconds: 3600, periodMs: 10_000 };
const IDENTITY = "apiserver.kubernetes.io/identity";
/** The scheduler tells under the name of its profile. */
const SOURCES = {
  "kube-controller-manager": "kube-controller-manager",
  "kube-scheduler": "default-scheduler",
} as const;

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** `apiserver-` and 26 letters that a host always has. Simplified: upstream's are a part of its SHA-256. */
const serverName = (master: string): string =>
  `apiserver-${Array.from({ length: 26 }, (_, i) => ALPHABET[fnv1a(`${master}/${i}`) % 32]).join("")}`;

const isElected = (name: string): name is ElectedProgram => ELECTED_PROGRAMS.some((program) => program === name);

export class Leases {
  readonly #sim: Sim;

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** The cluster begins, and has run for a while. */
  start(masters: readonly string[]): void {
    const [leader] = masters;
    if (leader === undefined) return;
    for (const program of ELECTED_PROGRAMS.toSorted(compareStrings)) {
      this.#make(program, { holderIdentity: this.#identity(leader), leaseDurationSeconds: LEADER.seconds });
    }
    for (const master of masters) {
      const name = serverName(master);
      const spec = { holderIdentity: this.#identity(name), leaseDurationSeconds: SERVER.seconds };
      this.#make(name, spec, { [IDENTITY]: "kube-apiserver", "kubernetes.io/hostname": master });
    }
  }

  /** Another process leads. */
  acquired(program: ElectedProgram, master: string): void {
    const holderIdentity = this.#identity(master);
    const acquireTime = this.#time(this.#sim.now());
    this.#change(program, (spec) => ({
      ...spec,
      holderIdentity,
      acquireTime,
      renewTime: acquireTime,
      leaseTransitions: (spec.leaseTransitions ?? 0) + 1,
    }));
    const lease = this.#sim.store.get("leases", `${NAMESPACE}/${program}`);
    const note = { type: "Normal", reason: "LeaderElection", message: `${holderIdentity} became leader` } as const;
    if (lease) createEventRecorder(this.#sim, { component: SOURCES[program] }).record(lease, note);
  }

  /** Renewals come no more, or come again. */
  turned(name: string, isRenewing: boolean): void {
    const stored = this.#sim.store.get("leases", `${NAMESPACE}/${name}`);
    if (!stored) return;
    const now = this.#sim.now();
    const renewTime = this.#time(isRenewing ? now : renewedMs(this.#sim, stored));
    this.#change(name, (spec) => ({ ...spec, renewTime }));
  }
  serverTurned(master: string, isRenewing: boolean): void {
    this.turned(serverName(master), isRenewing);
  }

  /** A lease as it reads now, if its holder renews it. Writes nothing. */
  asOfNow(lease: Lease, isRenewing: (holder: ElectedProgram | { readonly master: string }) => boolean): Lease {
    const { name, namespace, labels } = lease.metadata;
    if (namespace !== NAMESPACE) return lease;
    const master = labels?.["kubernetes.io/hostname"];
    const holder = isElected(name) ? name : labels?.[IDENTITY] && master !== undefined ? { master } : undefined;
    if (holder === undefined || !isRenewing(holder)) return lease;
    return { ...lease, spec: { ...lease.spec, renewTime: this.#time(renewedMs(this.#sim, lease)) } };
  }

  #identity(holder: string): string {
    return `${holder}_${randomUid(this.#sim.rng, "controlplane/identity")}`;
  }
  #time(atMs: number): string {
    return formatMicroTime(this.#sim.wallMs(atMs));
  }

  #make(name: string, spec: NonNullable<Lease["spec"]>, labels?: { readonly [key: string]: string }): void {
    const isLeader = isElected(name);
    const time = this.#time(this.#sim.now());
    this.#sim.api.createTrusted("leases", {
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: { name, namespace: NAMESPACE, ...(labels ? { labels } : {}) },
      spec: { ...spec, renewTime: time, ...(isLeader ? { acquireTime: time, leaseTransitions: 0 } : {}) },
    });
  }
  #change(name: string, change: (spec: NonNullable<Lease["spec"]>) => Lease["spec"]): void {
    this.#sim.api.write("leases", `${NAMESPACE}/${name}`, (lease) => {
      const spec = change(lease.spec ?? {});
      return spec ? { ...lease, spec } : lease;
    });
  }
}

/** When a lease that is renewed as it should be was renewed last, in virtual ms. */
const renewedMs = (sim: Sim, { metadata, spec }: Lease): number => {
  const { periodMs } = isElected(metadata.name) ? LEADER : SERVER;
  const storedMs = (parseTime(spec?.renewTime ?? "") ?? 0) - sim.wallMs(0);
  return storedMs + Math.max(0, Math.floor((sim.now() - storedMs) / periodMs)) * periodMs;
};
