// ssh with a command: to the firewall, and to the machines outside that call the cluster's services (the clients of a scenario).
// Simplified: what these machines have is `iptables`, and a file with the address that they call. The nodes have a little more: node-shell.ts.
import { networkOf } from "#engine";
import type { Program, ProgramContext } from "../program.ts";
import { iptables } from "./iptables.ts";
import { onNode, resumeOnNode } from "./node-shell.ts";

const FIREWALL = "firewall";
const CALLS = "calls.conf";
const SHELL = /^(?:sudo|ba?sh|-c)$/;
/** Options of ssh that take a word with them. */
const VALUED: ReadonlySet<string> = new Set(["-i", "-p", "-l", "-o"]);

export const ssh: Program = {
  name: "ssh",
  run: (context, args) => {
    const { host, words } = readLine(args);
    const isNode = context.sim.scenario.nodes.some((node) => node.name === host);
    return isNode ? onNode(context, host, words) : { exit: connect(context, host, words) };
  },
  resume: (context, state) => resumeOnNode(context, state),
};

const connect = (context: ProgramContext, host: string, words: readonly string[]): number => {
  if (host === "") {
    context.err("usage: ssh [user@]firewall|CLIENT|NODE command [argument ...]\n");
    return 255;
  }
  const { firewall, clients } = machinesOf(context);
  const client = clients.get(host);
  const isFirewall = host === FIREWALL && firewall.isBuilt;
  if (!isFirewall && client === undefined) return unreachable(context, host);
  const [name, ...rest] = words;
  if (name === undefined) {
    context.err(`ssh: a login is not simulated: ssh ${host} COMMAND (this machine has: ${usage(isFirewall)})\n`);
    return 255;
  }
  if (isFirewall && name === "iptables") return iptables({ ...context, firewall }, rest);
  if (client !== undefined && name === "cat") return cat(context, rest, client);
  if (client !== undefined && name === "set-url") return setUrl(context, host, rest);
  context.err(`bash: line 1: ${name}: command not found\n(this machine has: ${usage(isFirewall)})\n`);
  return 127;
};

/** What stands in quotes reaches the other shell as words all the same. */
const readLine = (args: readonly string[]): { readonly host: string; readonly words: readonly string[] } => {
  let at = 0;
  while (args[at]?.startsWith("-")) at += VALUED.has(args[at]!) ? 2 : 1;
  const words =
    args
      .slice(at + 1)
      .join(" ")
      .match(/\S+/g) ?? [];
  const first = words.findIndex((word) => !SHELL.test(word));
  return { host: (args[at] ?? "").replace(/^.*@/, ""), words: first < 0 ? [] : words.slice(first) };
};

/** The machines that have a shell: the firewall, and by name the clients with the URL that each calls. */
const machinesOf = ({ sim }: ProgramContext) => {
  const network = networkOf(sim);
  const clients = new Map([...network.clients()].map(({ spec }) => [spec.name, spec.url]));
  return { firewall: network.firewall, clients };
};

const usage = (isFirewall: boolean): string =>
  isFirewall ? "iptables -L FORWARD -n --line-numbers" : `cat ${CALLS}, set-url URL`;

const unreachable = ({ err }: ProgramContext, host: string): number => {
  err(`ssh: Could not resolve hostname ${host}: Name or service not known\n`);
  return 255;
};

const cat = ({ out, err }: ProgramContext, names: readonly string[], url: string): number => {
  const missing = names.find((name) => name !== CALLS);
  if (missing === undefined && names.length > 0) {
    out(`url=${url}\n`);
    return 0;
  }
  err(`cat: ${missing ?? ""}: No such file or directory\n`);
  return 1;
};

const HTTP = /^https?:\/\/[^\s/]+/;

const setUrl = ({ sim, out, err }: ProgramContext, client: string, [url]: readonly string[]): number => {
  if (url === undefined || !HTTP.test(url)) {
    err("set-url: which URL? It begins with http://\n");
    return 1;
  }
  networkOf(sim).redirect(client, url);
  out(`${CALLS}: url=${url}\n`);
  return 0;
};
