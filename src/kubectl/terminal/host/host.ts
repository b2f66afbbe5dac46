// The machines beside the learner's own, as whoever logs in to them finds them: nodes, the firewall, and the clients outside.
import { networkOf, type Sim } from "#engine";
import { dateText } from "./dates.ts";
import { CALLS, filesOn } from "./files.ts";
import { FIREWALL, isNode } from "./hosts.ts";
import { iptables } from "./iptables.ts";
import { hangsUp } from "./node-program.ts";
import { podPlaceOf } from "../pod-host.ts";
import { type PodDisk, podFiles, podPrograms, podWay } from "./pod.ts";
import { createSsh, type LoginPlace, wayOf } from "./ssh.ts";
import { type Program, simple } from "../program.ts";

export interface HostParts {
  /** What can be run on a machine, by name; `laptop`: what the learner's own has. */
  readonly programs: (sim: Sim, host: string, laptop: ReadonlyMap<string, Program>) => ReadonlyMap<string, Program>;
  /** Its files, by their whole paths. */
  readonly files: (sim: Sim, host: string) => ReadonlyMap<string, string>;
  /** Those of a container, if it is one. */
  readonly disk: (sim: Sim, host: string) => PodDisk | undefined;
  /** What is run before a line that may get no answer. */
  readonly way: (sim: Sim, login: LoginPlace) => string | undefined;
  readonly ssh: Program;
}

/** Of the laptop's programs, those that every machine has. */
const SHARED =
  "echo alias export seq history read unset printf base64 sleep [ [[ test true : false clear env ls cat rm cp mv touch cd pwd which type command watch curl ping jobs bg kill disown wait bash sh timeout nohup printenv yes".split(
    " ",
  );

const leave = (name: string): Program => ({
  name,
  run: ({ out, variable }, [code]) => {
    // Over a terminal all that the far shell says comes on one stream.
    if (name === "exit") out("logout\n");
    return hangsUp(code === undefined ? Number(variable("?")) : Number(code) || 0);
  },
});

const common: readonly Program[] = [
  leave("exit"),
  leave("logout"),
  simple("hostname", ({ out, host = "" }) => out(`${host}\n`)),
  simple("whoami", ({ out }) => out("root\n")),
  simple("id", ({ out }) => out("uid=0(root) gid=0(root) groups=0(root)\n")),
  simple("date", ({ sim, out }) => out(`${dateText(sim.wallMs())}\n`)),
];

const firewallIptables = simple("iptables", ({ sim, out, err }, args) =>
  iptables({ firewall: networkOf(sim).firewall, out, err }, args),
);

const HTTP = /^https?:\/\/[^\s/]+/;

const setUrl = simple("set-url", ({ sim, host = "", out, err }, [url]) => {
  if (url === undefined || !HTTP.test(url)) {
    err("set-url: which URL? It begins with http://\n");
    return 1;
  }
  networkOf(sim).redirect(host, url);
  out(`${CALLS.slice("/root/".length)}: url=${url}\n`);
  return 0;
});

/** What nodes have beyond what every machine has. */
export interface NodeParts {
  readonly programs: (sim: Sim, node: string, laptop: ReadonlyMap<string, Program>) => readonly Program[];
  readonly files: (sim: Sim, node: string) => readonly (readonly [string, string])[];
}

const helpOf = (names: readonly string[]): Program =>
  simple("help", ({ out, host }) => out(`What runs on ${host}:\n\n  ${names.join("  ")}\n\nexit leaves it.\n`));

/** `nodes` absent: nobody can log in to them. */
export const createHost = (nodes?: NodeParts): HostParts => {
  const made = new WeakMap<Sim, Map<string, ReadonlyMap<string, Program>>>();
  const ssh = createSsh(nodes !== undefined);
  const ownOf = (sim: Sim, host: string, laptop: ReadonlyMap<string, Program>): readonly Program[] => {
    if (host === FIREWALL) return [firewallIptables];
    return isNode(sim, host) ? (nodes?.programs(sim, host, laptop) ?? []) : [setUrl];
  };
  return {
    programs: (sim, host, laptop) => {
      if (podPlaceOf(host)) return podPrograms(sim, host, laptop);
      let known = made.get(sim);
      if (!known) made.set(sim, (known = new Map()));
      let all = known.get(host);
      if (all) return all;
      const own = [...SHARED.flatMap((name) => laptop.get(name) ?? []), ssh, ...common, ...ownOf(sim, host, laptop)];
      const help = helpOf(own.map(({ name }) => name).filter((name) => /^[a-z]/.test(name)));
      all = new Map([...own, help].map((p) => [p.name, p]));
      known.set(host, all);
      return all;
    },
    files: (sim, host) =>
      new Map([...filesOn(sim, host), ...(isNode(sim, host) ? (nodes?.files(sim, host) ?? []) : [])]),
    disk: (sim, host) => (podPlaceOf(host) ? podFiles(sim, host) : undefined),
    way: (sim, login) => (podPlaceOf(login.host) ? podWay(sim, login.host) : wayOf(sim, login)),
    ssh,
  };
};
