// ping from the machine that it is typed on, as iputils writes it: one echo request a second until it has sent as many as it should.
import type { Json } from "#api/meta";
import { networkOf } from "#engine";
import type { Program, ProgramContext, ProgramOutcome } from "../program.ts";

interface State {
  readonly host: string;
  readonly ip: string;
  /** Echo requests to send; absent: until Ctrl+C. */
  readonly count?: number;
  readonly everyMs: number;
  readonly sent: number;
  readonly received: number;
  /** All were sent, and the last answers are waited for. */
  readonly isLingering: boolean;
}

/** Simplified: every way takes as long. */
const ROUND_TRIP = "0.412";
const LINGER_MS = 10_000;
const ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

interface Line {
  readonly host: string | undefined;
  readonly count?: number;
  readonly everyMs: number;
}

const VALUED: ReadonlySet<string> = new Set(["-c", "-i", "-W", "-w", "-s", "-t", "-I"]);

const readLine = (args: readonly string[]): Line => {
  const given = new Map<string, string>();
  let host: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const [, name = "", rest = ""] = /^(-[a-zA-Z])(.*)$/.exec(word) ?? [];
    if (name === "") host = word;
    else if (VALUED.has(name)) given.set(name, rest === "" ? (args[++at] ?? "") : rest);
  }
  const count = Number(given.get("-c") ?? Number.NaN);
  const everyMs = Math.max(200, Number(given.get("-i") ?? 1) * 1000 || 1000);
  return { host, everyMs, ...(count >= 1 ? { count } : {}) };
};

export const ping: Program = {
  name: "ping",
  run: (context, args) => {
    const { host, ...line } = readLine(args);
    if (host === undefined) {
      context.err("ping: usage error: Destination address required\n");
      return { exit: 1 };
    }
    const echo = networkOf(context.sim).ping(context.source, host);
    if (echo.ip === undefined) {
      context.err(`ping: ${host}: Name or service not known\n`);
      return { exit: 2 };
    }
    // An address to which there is no way is still the one that is asked.
    const ip = ADDRESS.test(host) ? host : echo.ip;
    context.out(`PING ${host} (${ip}) 56(84) bytes of data.\n`);
    return send(context, { ...line, host, ip, sent: 0, received: 0, isLingering: false });
  },
  resume: (context, json) => {
    const state = json as unknown as State;
    return state.isLingering ? ended(context, state) : send(context, state);
  },
  interrupt: (context, json) => statistics(context, json as unknown as State),
};

const send = (context: ProgramContext, before: State): ProgramOutcome => {
  const { host, ip, count, everyMs } = before;
  const { isAnswered } = networkOf(context.sim).ping(context.source, host);
  const sent = before.sent + 1;
  const from = host === ip ? ip : `${host} (${ip})`;
  if (isAnswered) context.out(`64 bytes from ${from}: icmp_seq=${sent} ttl=64 time=${ROUND_TRIP} ms\n`);
  const isLast = count !== undefined && sent >= count;
  const state: State = { ...before, sent, received: before.received + (isAnswered ? 1 : 0), isLingering: isLast };
  if (isLast && isAnswered) return ended(context, state);
  const waitMs = isLast ? LINGER_MS : everyMs;
  return { state: state as unknown as Json, wake: { atMs: context.sim.wallMs() + waitMs } };
};

const ended = (context: ProgramContext, state: State): ProgramOutcome => {
  statistics(context, state);
  return { exit: state.received > 0 ? 0 : 1 };
};

const statistics = ({ out }: ProgramContext, { host, sent, received, everyMs }: State): void => {
  const loss = Number((((sent - received) / sent) * 100).toPrecision(6));
  const spentMs = (sent - 1) * everyMs;
  const counts = `${sent} packets transmitted, ${received} received, ${loss}% packet loss, time ${spentMs}ms`;
  const trip = received > 0 ? `rtt min/avg/max/mdev = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP}/0.000 ms` : "";
  out(`\n--- ${host} ping statistics ---\n${counts}\n${trip}\n`);
};
