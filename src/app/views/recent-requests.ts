// What became of the requests of the last seconds, by pod and by client: the other truth beside Kubernetes' own.
import type { LoggedEntry, Run } from "#engine";
import { isServed } from "#tutor";

export interface Tally {
  readonly served: number;
  readonly failed: number;
  /** Of the failures, the newest: what the client saw. */
  readonly outcome: string | null;
}

export interface RecentRequests {
  /** By `namespace/name`. */
  readonly byPod: ReadonlyMap<string, Tally>;
  readonly byClient: ReadonlyMap<string, Tally>;
}

const NOTHING: Tally = { served: 0, failed: 0, outcome: null };

type RequestEntry = Extract<LoggedEntry, { type: "request" }>;

export const recentRequests = (run: Run, withinMs: number): RecentRequests => {
  const byPod = new Map<string, Tally>();
  const byClient = new Map<string, Tally>();
  const { entries } = run.branch;
  for (let i = run.logLength - 1; i >= 0 && entries[i]!.atMs > run.nowMs - withinMs; i--) {
    const entry = entries[i]!;
    if (entry.type !== "request") continue;
    count(byClient, entry.client, entry);
    const pod = entry.data["pod"];
    if (typeof pod === "string" && pod !== "") count(byPod, pod, entry);
  }
  return { byPod, byClient };
};

const count = (into: Map<string, Tally>, key: string, { outcome }: RequestEntry): void => {
  const t = into.get(key) ?? NOTHING;
  if (isServed(outcome)) into.set(key, { ...t, served: t.served + 1 });
  else into.set(key, { ...t, failed: t.failed + 1, outcome: t.outcome ?? outcome });
};
