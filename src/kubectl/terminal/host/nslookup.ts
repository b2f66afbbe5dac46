// nslookup in a container, as busybox 1.37 writes it (networking/nslookup.c, FEATURE_NSLOOKUP_BIG) and as BIND 9.18 does (bin/dig/nslookup.c).
// busybox asks for each name of the search path at once and tells of each, and searches for no name with a dot; BIND stops at the first found.
// Simplified: only A, AAAA (there are none) and PTR; busybox' answers come in the order of its questions.
import { networkOf } from "#engine";
import { podPlaceOf } from "../pod-host.ts";
import type { Program, ProgramContext } from "../program.ts";
import { isAsh } from "../voice.ts";

interface Resolver {
  readonly server: string;
  readonly search: readonly string[];
  readonly ndots: number;
}

interface Asked {
  readonly name: string;
  readonly server: string | undefined;
  /** In capital letters; absent: what fits the name. */
  readonly type?: string;
}

const ADDRESS = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/;
/** busybox waits 5 s once, BIND three times. */
const PATIENCE_MS = { busybox: 5000, bind: 15_000 };
const SILENCE = ";; connection timed out; no servers could be reached\n\n";

const USAGE = `BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.

Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]

Query DNS about HOST

QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any
`;

export const nslookup: Program = {
  name: "nslookup",
  run: (context, args) => {
    const isBusybox = isAsh(context.sim, podPlaceOf(context.host)?.id);
    const asked = askedOf(args);
    if (asked === undefined) {
      context.err(isBusybox ? USAGE : "nslookup: asks for no names one by one here: nslookup NAME\n");
      return { exit: 1 };
    }
    if (asked.type !== undefined && !["A", "AAAA", "PTR"].includes(asked.type)) {
      context.err(`nslookup: ${asked.type} records are not simulated: A, AAAA and PTR are\n`);
      return { exit: 1 };
    }
    const own = resolverOf(context.readFile("/etc/resolv.conf") ?? "");
    const resolver = { ...own, server: addressOf(context, asked.server ?? own.server) ?? "" };
    if (resolver.server === "") {
      context.out(isBusybox ? "" : `nslookup: couldn't get address for '${asked.server}': not found\n`);
      context.err(isBusybox ? `nslookup: bad address '${asked.server}'\n` : "");
      return { exit: 1 };
    }
    if (resolver.server !== own.server) {
      const wallMs = context.sim.wallMs() + (isBusybox ? PATIENCE_MS.busybox : PATIENCE_MS.bind);
      return { state: {}, wake: { atMs: wallMs } };
    }
    return { exit: isBusybox ? tellAll(context, asked, resolver) : tellFirst(context, asked, resolver) };
  },
  // Nobody else answers.
  resume: (context) => {
    context.out(SILENCE);
    return { exit: 1 };
  },
};

const askedOf = (args: readonly string[]): Asked | undefined => {
  const [name, server] = args.filter((arg) => !arg.startsWith("-"));
  const [, type] = /^-(?:type|query|querytype|q|t)=(.+)$/.exec(args.find((arg) => arg.startsWith("-")) ?? "") ?? [];
  return name === undefined ? undefined : { name, server, ...(type === undefined ? {} : { type: type.toUpperCase() }) };
};

const resolverOf = (file: string): Resolver => {
  const of = (word: string): readonly string[] => new RegExp(`^${word} (.*)$`, "m").exec(file)?.[1]?.split(" ") ?? [];
  return {
    // A pod on its machine's network asks whom the machine asks.
    server: of("nameserver")[0] ?? "127.0.0.53",
    search: of("search"),
    ndots: Number(/ndots:(\d+)/.exec(file)?.[1] ?? 1),
  };
};

const addressOf = ({ sim, source }: ProgramContext, server: string): string | undefined =>
  ADDRESS.test(server) ? server : networkOf(sim).ping(source, server).ip;

const inReverse = (address: string): string | undefined =>
  ADDRESS.test(address) ? `${address.split(".").toReversed().join(".")}.in-addr.arpa` : undefined;

/** Answers of a whole name, as lines; undefined: there is no such name. */
const answerOf = ({ sim, source }: ProgramContext, name: string, dot: string, isSix: boolean): string | undefined => {
  const found = networkOf(sim).query(source, name.replace(/\.$/, ""));
  if (!found) return undefined;
  const names = [name.replace(/\.$/, ""), ...found.aliases];
  const aliases = found.aliases.map((alias, i) => `${names[i]}\tcanonical name = ${alias}${dot}\n`);
  const addresses = isSix ? [] : found.ips.map((ip) => `Name:\t${names.at(-1)}\nAddress: ${ip}\n`);
  const lines = [...aliases, ...addresses].join("");
  return (/\.cluster\.local\.?$/.test(name) ? "" : "Non-authoritative answer:\n") + lines;
};

const pointerOf = ({ sim, source }: ProgramContext, address: string, dot: string): string | undefined => {
  const [name] = networkOf(sim).query(source, address)?.aliases ?? [];
  return name === undefined ? undefined : `${inReverse(address)}\tname = ${name}${dot}\n`;
};

const notFound = (name: string): string => `** server can't find ${name}: NXDOMAIN\n`;

/** As busybox does. */
const tellAll = (context: ProgramContext, { name, type }: Asked, { server, search }: Resolver): number => {
  const reverse = type === undefined || type === "PTR" ? inReverse(name) : undefined;
  const names = name.includes(".") || search.length === 0 ? [name] : search.map((domain) => `${name}.${domain}`);
  const kinds = type === undefined ? ["A", "AAAA"] : [type];
  const answers =
    reverse === undefined
      ? kinds.flatMap((kind) => names.map((one) => [one, answerOf(context, one, "", kind === "AAAA")] as const))
      : [[reverse, pointerOf(context, name, "")] as const];
  context.out(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  for (const [one, answer] of answers) context.out(`${answer ?? notFound(one)}\n`);
  return answers.some(([, answer]) => answer === undefined) ? 1 : 0;
};

/** As BIND does. */
const tellFirst = (context: ProgramContext, { name, type }: Asked, resolver: Resolver): number => {
  const { server, search, ndots } = resolver;
  const reverse = type === undefined || type === "PTR" ? inReverse(name) : undefined;
  const searched = search.map((domain) => `${name}.${domain}`);
  const isWhole = name.split(".").length > ndots;
  const names = name.endsWith(".") ? [name] : isWhole ? [name, ...searched] : [...searched, name];
  let answer = reverse === undefined ? undefined : pointerOf(context, name, ".");
  if (reverse === undefined) for (const one of names) answer ??= answerOf(context, one, ".", type === "AAAA");
  // Of a name for an address it does not say whom it asked.
  if (reverse === undefined) context.out(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  const last = reverse ?? (name.endsWith(".") ? name.slice(0, -1) : names.at(-1)!);
  context.out(`${answer ?? notFound(last)}\n`);
  return answer === undefined ? 1 : 0;
};
