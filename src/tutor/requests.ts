// What the clients met of late: the requests of the run's log, counted.
import { AT_PROMPT, LogPlaces, type LoggedEntry } from "#engine";

export interface RequestCounts {
  readonly sent: number;
  readonly served: number;
  readonly failed: number;
  /** Failed of sent, 0 to 1. */
  readonly share: number;
  /** Names (without namespace) of pods at which requests failed, each once. */
  readonly pods: readonly string[];
}

type RequestEntry = Extract<LoggedEntry, { type: "request" }>;

const places = new LogPlaces("request");

/** 2xx and 3xx are answers; every other status, refusal, reset or silence is a failure. */
export const isServed = (outcome: string): boolean => /^[23]\d\d$/.test(outcome);

/** Of a client of the cluster: what somebody tries at a prompt is no outage, and no traffic. */
export const isTraffic = ({ client }: { readonly client: string }): boolean => client !== AT_PROMPT;

/** Requests of a client (`*`: of all clients) that came back after `fromMs`, among the first `length` entries. */
export const countRequests = (
  entries: readonly LoggedEntry[],
  length: number,
  { client, fromMs }: { readonly client: string; readonly fromMs: number },
): RequestCounts => {
  let served = 0;
  let failed = 0;
  const pods = new Set<string>();
  const { at, count } = places.before(entries, length);
  for (let i = count - 1; i >= 0; i--) {
    const entry = entries[at[i]!] as RequestEntry;
    if (entry.atMs < fromMs) break;
    if (client === "*" ? !isTraffic(entry) : entry.client !== client) continue;
    if (isServed(entry.outcome)) served++;
    else {
      failed++;
      const pod = podOf(entry);
      if (pod) pods.add(pod);
    }
  }
  const sent = served + failed;
  return { sent, served, failed, share: sent === 0 ? 0 : failed / sent, pods: [...pods] };
};

const podOf = ({ data }: RequestEntry): string | undefined => {
  const pod = data["pod"];
  return typeof pod === "string" && pod !== "" ? pod.slice(pod.indexOf("/") + 1) : undefined;
};
