// What a run came to, in two numbers: a run that is made again says by them whether it came to the same.
import type { Session } from "./session.ts";

type Cluster = Pick<Session["run"]["cluster"], "logLength" | "logHash">;

export const logOf = ({ logLength, logHash }: Cluster): readonly [number, number] => [logLength, logHash];

/** `log`: what it came to before; undefined where nobody wrote it down. */
export const isSameLog = (cluster: Cluster, log: readonly [number, number] | undefined): boolean =>
  log === undefined || (cluster.logLength === log[0] && cluster.logHash === log[1]);
