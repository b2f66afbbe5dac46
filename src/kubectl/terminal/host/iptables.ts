// iptables as it is typed on the firewall: what lists and changes its chain FORWARD. Models iptables v1.8.9 (legacy command line).
// Simplified: rules are of TCP destination ports, with ACCEPT or DROP; addresses, interfaces, counters and other chains are not.
import { own } from "#api/json";
import type { Network } from "#engine";

type Firewall = Network["firewall"];
type FirewallRow = ReturnType<Firewall["rows"]>[number];

export interface IptablesContext {
  readonly firewall: Firewall;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Line {
  readonly verb: "list" | "print" | "insert" | "append" | "delete" | "check";
  readonly chain: string;
  /** A rule's number, from 1. */
  readonly number?: number;
  readonly hasNumbers: boolean;
  readonly rule: { protocol?: string; ports?: string; target?: string };
}

const CHAIN = "FORWARD";
const LAST_PORT = 65_535;
const MOST_ROWS = 1000;
const VERBS: { readonly [option: string]: Line["verb"] } = {
  "-L": "list",
  "--list": "list",
  "-S": "print",
  "--list-rules": "print",
  "-I": "insert",
  "--insert": "insert",
  "-A": "append",
  "--append": "append",
  "-D": "delete",
  "--delete": "delete",
  "-C": "check",
  "--check": "check",
};
const NOT_SIMULATED = new Set(
  "-P -F -N -X -R -Z -E -s -d -i -o -t -v --policy --flush --source --destination --sport --dports --state --ctstate".split(
    " ",
  ),
);

/** Does what the line says, and answers its exit status. */
export const iptables = (context: IptablesContext, args: readonly string[]): number => {
  const line = readLine(args);
  if (typeof line === "string") {
    context.err(line);
    return 2;
  }
  if (line.chain !== CHAIN) {
    context.err(
      line.chain === "INPUT" || line.chain === "OUTPUT"
        ? `iptables: ${line.chain} is for traffic to and from the firewall itself, and is not simulated: what passes it goes by FORWARD.\n`
        : "iptables: No chain/target/match by that name.\n",
    );
    return 1;
  }
  return run(context, line);
};

const run = ({ firewall, out, err }: IptablesContext, line: Line): number => {
  if (line.verb === "list") {
    out(firewall.list({ hasNumbers: line.hasNumbers }));
    return 0;
  }
  if (line.verb === "print") {
    out(
      `-P ${CHAIN} DROP\n${firewall
        .rows()
        .map((row) => `${ruleText(row)}\n`)
        .join("")}`,
    );
    return 0;
  }
  if (line.verb === "delete" && line.number !== undefined) return removeNumber({ firewall, err }, line.number);
  const row = rowOf(line);
  if (typeof row === "string") {
    err(row);
    return 2;
  }
  if (line.verb === "insert" || line.verb === "append") return put({ firewall, err }, row, line);
  const at = firewall.rows().findIndex((other) => ruleText(other) === ruleText(row));
  if (at < 0) {
    err("iptables: Bad rule (does a matching rule exist in that chain?).\n");
    return 1;
  }
  if (line.verb === "delete") firewall.removeAt(at);
  return 0;
};

type Changing = Pick<IptablesContext, "firewall" | "err">;

const put = ({ firewall, err }: Changing, row: FirewallRow, { verb, number = 1 }: Line): number => {
  const { length } = firewall.rows();
  const at = verb === "append" ? length : number - 1;
  if (at < 0 || at > length) {
    err("iptables: Index of insertion too big.\n");
    return 1;
  }
  if (length >= MOST_ROWS) {
    err("iptables: Memory allocation problem.\n");
    return 4;
  }
  firewall.insert(row, at);
  return 0;
};

const removeNumber = ({ firewall, err }: Changing, number: number): number => {
  if (number < 1 || number > firewall.rows().length) {
    err("iptables: Index of deletion too big.\n");
    return 1;
  }
  firewall.removeAt(number - 1);
  return 0;
};

const ruleText = ({ port, lastPort = port, action }: FirewallRow): string =>
  `-A ${CHAIN} -p tcp -m tcp --dport ${port}${lastPort === port ? "" : `:${lastPort}`} -j ${action === "allow" ? "ACCEPT" : "DROP"}`;

const misuse = (text: string): string =>
  `iptables v1.8.9 (nf_tables): ${text}\nTry \`iptables -h' or 'iptables --help' for more information.\n`;

type Reading = { -readonly [key in keyof Line]?: Line[key] } & { readonly rule: Line["rule"] };

/** The words of a line, or what is wrong with them. */
const readLine = (args: readonly string[]): Line | string => {
  const read: Reading = { rule: {} };
  const words = args.flatMap((word) =>
    /^-[Lnv]{2,}$/.test(word)
      ? word
          .slice(1)
          .match(/./g)!
          .map((c) => `-${c}`)
      : [word],
  );
  for (let at = 0; at < words.length;) {
    const taken = own(VERBS, words[at]!) === undefined ? takeOption(read, words, at) : takeVerb(read, words, at);
    if (typeof taken === "string") return taken;
    at += taken;
  }
  const { verb, chain = CHAIN, hasNumbers = false, rule, number } = read;
  if (verb === undefined) return misuse("no command specified");
  return { verb, chain, hasNumbers, rule, ...(number === undefined ? {} : { number }) };
};

/** How many words the command took with it: its chain, a rule's number. */
const takeVerb = (read: Reading, words: readonly string[], at: number): number | string => {
  const [word = "", chain, number = ""] = words.slice(at);
  if (read.verb !== undefined) return misuse(`Cannot use ${word} with another command`);
  read.verb = VERBS[word]!;
  if (chain === undefined || chain.startsWith("-")) return 1;
  read.chain = chain;
  if (!/^\d+$/.test(number)) return 2;
  read.number = Number(number);
  return 3;
};

const takeOption = (read: Reading, words: readonly string[], at: number): number | string => {
  const [word = "", value = ""] = words.slice(at);
  switch (word) {
    case "-n":
    case "--numeric":
      return 1;
    case "--line-numbers":
      read.hasNumbers = true;
      return 1;
    case "-m":
    case "--match":
      return 2;
    case "-p":
    case "--protocol":
      read.rule.protocol = value;
      return 2;
    case "--dport":
    case "--destination-port":
      read.rule.ports = value;
      return 2;
    case "-j":
    case "--jump":
      read.rule.target = value;
      return 2;
    default:
      return NOT_SIMULATED.has(word)
        ? `iptables: ${word} is not simulated here.\n`
        : misuse(`unknown option "${word}"`);
  }
};

const TARGETS: { readonly [target: string]: FirewallRow["action"] } = { ACCEPT: "allow", DROP: "deny" };

const rowOf = ({ rule: { protocol, ports, target } }: Line): FirewallRow | string => {
  if (ports === undefined || target === undefined) {
    return `iptables: a rule without ${ports === undefined ? "--dport" : "-j"} is not simulated here.\n`;
  }
  if (protocol === undefined) return misuse('unknown option "--dport"');
  if (protocol !== "tcp") return "iptables: only TCP is simulated here.\n";
  const span = spanOf(ports);
  if (typeof span === "string") return span;
  const action = own(TARGETS, target);
  return action === undefined ? misuse(`Chain '${target}' does not exist`) : { ...span, action };
};

const spanOf = (ports: string): Pick<FirewallRow, "port" | "lastPort"> | string => {
  const [, first = "", last = first] = /^(\d+)(?::(\d+))?$/.exec(ports) ?? [];
  const [port, lastPort] = [Number(first), Number(last)];
  if (port < 1 || lastPort > LAST_PORT) return misuse(`invalid port/service \`${ports}' specified`);
  if (lastPort < port) return misuse("invalid portrange (min > max)");
  return { port, ...(lastPort === port ? {} : { lastPort }) };
};
