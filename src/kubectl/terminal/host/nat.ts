// iptables on a node: the chains that kube-proxy writes for Services, as the proxy of that node has them at this moment.
// Models pkg/proxy/iptables/proxier.go (v1.36). Simplified: nothing but the proxy's own chains, and nobody else changes them.
import { endpointsOf, networkOf } from "#engine";
import { base32 } from "../../go/base32.ts";
import { sha256Bytes } from "../../go/sha256.ts";
import { nodeProgram, type OnNode, optionOf } from "./node-program.ts";

interface Rule {
  readonly target: string;
  readonly protocol?: string;
  readonly source?: string;
  readonly destination?: string;
  readonly comment?: string;
  readonly match?: string;
  /** As `-S` writes the match. */
  readonly spec: string;
  /** And what stands behind the target. */
  readonly behind?: string;
}
interface Chain {
  readonly name: string;
  readonly policy?: string;
  readonly rules: readonly Rule[];
}

type Rules = ReturnType<ReturnType<typeof networkOf>["proxy"]["rulesOn"]>[number];
type Port = Rules["ports"][number];
type Endpoint = ReturnType<typeof endpointsOf>["ready"][number];

const hashed = (text: string): string => base32(sha256Bytes(text)).slice(0, 16);
/** `default/web:http`. */
const nameOf = ({ service }: Rules, { name }: Port): string => (name === "" ? service : `${service}:${name}`);
export const chainOf = (prefix: string, port: string, protocol: string, endpoint = ""): string =>
  `${prefix}-${hashed(port + protocol.toLowerCase() + endpoint)}`;

const POD_NETWORK = "10.244.0.0/16";
const ANYWHERE = "0.0.0.0/0";

const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
const said = (comment: string): string => `-m comment --comment ${quoted(comment)}`;

const natOf = (all: readonly Rules[], node: string): readonly Chain[] => {
  const services: Rule[] = [];
  const nodePorts: Rule[] = [];
  const own: Chain[] = [];
  for (const rules of all) {
    for (const port of rules.ports) {
      const usable = usableOf(rules, port, node);
      if (usable.length === 0) continue;
      const [name, protocol] = [nameOf(rules, port), port.protocol.toLowerCase()];
      const chain = chainOf("KUBE-SVC", name, protocol);
      const comment = `${name} cluster IP`;
      const match = `${protocol} dpt:${port.port}`;
      const spec = `-d ${rules.clusterIP}/32 -p ${protocol} ${said(comment)} -m ${protocol} --dport ${port.port}`;
      services.push({ target: chain, protocol, destination: rules.clusterIP, comment, match, spec });
      own.push(serviceChain(rules, port, usable), ...usable.map((endpoint) => endpointChain(rules, port, endpoint)));
      if (port.nodePort === undefined) continue;
      const outer = chainOf("KUBE-EXT", name, protocol);
      nodePorts.push({
        target: outer,
        protocol,
        comment: name,
        match: `${protocol} dpt:${port.nodePort}`,
        spec: `-p ${protocol} ${said(name)} -m ${protocol} --dport ${port.nodePort}`,
      });
      own.push(outerChain(outer, chain, name));
    }
  }
  const last = "kubernetes service nodeports; NOTE: this must be the last rule in this chain";
  const local = {
    comment: last,
    match: "ADDRTYPE match dst-type LOCAL",
    spec: `${said(last)} -m addrtype --dst-type LOCAL`,
  };
  const portals = "kubernetes service portals";
  const toServices: Rule = { target: "KUBE-SERVICES", comment: portals, spec: said(portals) };
  const masquerade = "kubernetes postrouting rules";
  return [
    { name: "PREROUTING", policy: "ACCEPT", rules: [toServices] },
    { name: "INPUT", policy: "ACCEPT", rules: [] },
    { name: "OUTPUT", policy: "ACCEPT", rules: [toServices] },
    {
      name: "POSTROUTING",
      policy: "ACCEPT",
      rules: [{ target: "KUBE-POSTROUTING", comment: masquerade, spec: said(masquerade) }],
    },
    ...own.filter(({ name }) => name.startsWith("KUBE-EXT")),
    {
      name: "KUBE-MARK-MASQ",
      rules: [{ target: "MARK", match: "MARK or 0x4000", spec: "", behind: "--set-xmark 0x4000/0x4000" }],
    },
    { name: "KUBE-NODEPORTS", rules: nodePorts },
    {
      name: "KUBE-POSTROUTING",
      rules: [{ target: "MASQUERADE", match: "random-fully", spec: "", behind: "--random-fully" }],
    },
    ...own.filter(({ name }) => name.startsWith("KUBE-SEP")),
    { name: "KUBE-SERVICES", rules: [...services, { target: "KUBE-NODEPORTS", ...local }] },
    ...own.filter(({ name }) => name.startsWith("KUBE-SVC")),
  ];
};

/** Ready ones, or those that still serve; with a local policy, those of this node. */
const usableOf = ({ isInternalLocal }: Rules, port: Port, node: string): readonly Endpoint[] => {
  const { ready, terminating } = endpointsOf(port);
  const all = ready.length > 0 ? ready : terminating;
  return isInternalLocal ? all.filter((endpoint) => endpoint.node === node) : all;
};

const serviceChain = (rules: Rules, port: Port, usable: readonly Endpoint[]): Chain => {
  const [name, protocol] = [nameOf(rules, port), port.protocol.toLowerCase()];
  const comment = `${name} cluster IP`;
  const masquerade: Rule = {
    target: "KUBE-MARK-MASQ",
    protocol,
    source: `!${POD_NETWORK}`,
    destination: rules.clusterIP,
    comment,
    match: `${protocol} dpt:${port.port}`,
    spec: `! -s ${POD_NETWORK} -d ${rules.clusterIP}/32 -p ${protocol} ${said(comment)} -m ${protocol} --dport ${port.port}`,
  };
  const to = usable.map((endpoint, i): Rule => {
    const place = `${endpoint.ip}:${endpoint.port}`;
    const left = usable.length - i;
    const text = `${name} -> ${place}`;
    const target = chainOf("KUBE-SEP", name, protocol, place);
    if (left === 1) return { target, comment: text, spec: said(text) };
    const share = (1 / left).toFixed(10);
    return {
      target,
      comment: text,
      match: `statistic mode random probability ${share}0`,
      spec: `${said(text)} -m statistic --mode random --probability ${share}0`,
    };
  });
  return { name: chainOf("KUBE-SVC", name, protocol), rules: [masquerade, ...to] };
};

const endpointChain = (rules: Rules, port: Port, { ip, port: number }: Endpoint): Chain => {
  const [name, protocol] = [nameOf(rules, port), port.protocol.toLowerCase()];
  return {
    name: chainOf("KUBE-SEP", name, protocol, `${ip}:${number}`),
    rules: [
      { target: "KUBE-MARK-MASQ", source: ip, comment: name, spec: `-s ${ip}/32 ${said(name)}` },
      {
        target: "DNAT",
        protocol,
        comment: name,
        match: `${protocol} to:${ip}:${number}`,
        spec: `-p ${protocol} ${said(name)} -m ${protocol}`,
        behind: `--to-destination ${ip}:${number}`,
      },
    ],
  };
};

const outerChain = (name: string, service: string, port: string): Chain => {
  const comment = `masquerade traffic for ${port} external destinations`;
  return {
    name,
    rules: [
      { target: "KUBE-MARK-MASQ", comment, spec: said(comment) },
      { target: service, spec: "" },
    ],
  };
};

/** A service without endpoints answers at once that nobody is there. */
const filterOf = (all: readonly Rules[], node: string): readonly Chain[] => {
  const rejected = (isExternal: boolean): Rule[] =>
    all.flatMap((rules) =>
      rules.ports
        .filter((port) => usableOf(rules, port, node).length === 0 && (!isExternal || port.nodePort !== undefined))
        .map((port): Rule => {
          const [name, protocol] = [nameOf(rules, port), port.protocol.toLowerCase()];
          const comment = `${name} has no endpoints`;
          const number = isExternal ? port.nodePort! : port.port;
          const where = isExternal ? "" : `-d ${rules.clusterIP}/32 `;
          return {
            target: "REJECT",
            protocol,
            ...(isExternal ? {} : { destination: rules.clusterIP }),
            comment,
            match: `${isExternal ? "ADDRTYPE match dst-type LOCAL " : ""}${protocol} dpt:${number} reject-with icmp-port-unreachable`,
            spec: `${where}-p ${protocol} ${said(comment)} -m ${protocol} --dport ${number}`,
          };
        }),
    );
  const jump = (target: string, comment: string): Rule => ({
    target,
    comment,
    match: "ctstate NEW",
    spec: `-m conntrack --ctstate NEW ${said(comment)}`,
  });
  const portals = jump("KUBE-SERVICES", "kubernetes service portals");
  const outside = jump("KUBE-EXTERNAL-SERVICES", "kubernetes externally-visible service portals");
  const forward = "kubernetes forwarding rules";
  return [
    { name: "INPUT", policy: "ACCEPT", rules: [outside] },
    {
      name: "FORWARD",
      policy: "ACCEPT",
      rules: [{ target: "KUBE-FORWARD", comment: forward, spec: said(forward) }, portals, outside],
    },
    { name: "OUTPUT", policy: "ACCEPT", rules: [portals] },
    { name: "KUBE-EXTERNAL-SERVICES", rules: rejected(true) },
    {
      name: "KUBE-FORWARD",
      rules: [
        {
          target: "ACCEPT",
          comment: forward,
          match: "mark match 0x4000/0x4000",
          spec: `${said(forward)} -m mark --mark 0x4000/0x4000`,
        },
      ],
    },
    { name: "KUBE-SERVICES", rules: rejected(false) },
  ];
};

const headOf = ({ name, policy }: Chain, chains: readonly Chain[]): string => {
  if (policy !== undefined) return `Chain ${name} (policy ${policy})`;
  const count = chains.reduce((n, { rules }) => n + rules.filter(({ target }) => target === name).length, 0);
  return `Chain ${name} (${count} references)`;
};

const listed = (chain: Chain, chains: readonly Chain[], { isNumeric, hasNumbers }: Style): string => {
  const any = isNumeric ? ANYWHERE : "anywhere";
  const rows = chain.rules.map(
    ({ target, protocol = "all", source = any, destination = any, comment, match = "" }, i) => {
      const isNot = source.startsWith("!");
      const from = isNot ? source : ` ${source}`;
      const text = [comment === undefined ? "" : `/* ${comment} */`, match].filter((part) => part !== "").join(" ");
      const number = hasNumbers ? String(i + 1).padEnd(5) : "";
      return `${number}${target.padEnd(10)} ${protocol.padEnd(4)} -- ${from.padEnd(20)} ${destination.padEnd(20)} ${text}`.trimEnd();
    },
  );
  const titles = `${hasNumbers ? "num  " : ""}target     prot opt source               destination         `;
  return `${[headOf(chain, chains), titles, ...rows].join("\n")}\n`;
};

const saved = ({ name, rules }: Chain): readonly string[] =>
  rules.map(
    ({ spec, target, behind }) =>
      `-A ${name}${spec === "" ? "" : ` ${spec}`} -j ${target}${behind === undefined ? "" : ` ${behind}`}`,
  );
const declared = ({ name, policy }: Chain): string => (policy === undefined ? `-N ${name}` : `-P ${name} ${policy}`);

interface Style {
  readonly isNumeric: boolean;
  readonly hasNumbers: boolean;
}

const tableOf = ({ sim, node }: OnNode, name: string): readonly Chain[] | undefined => {
  const all = networkOf(sim).proxy.rulesOn(node);
  if (name === "nat") return natOf(all, node);
  return name === "filter" ? filterOf(all, node) : undefined;
};

/** Letters that stand together: -nvL is -n -v -L. */
const apart = (args: readonly string[]): readonly string[] =>
  args.flatMap((arg) => (/^-[A-Za-z]{2,}$/.test(arg) ? Array.from(arg.slice(1), (c) => `-${c}`) : [arg]));

export const nodeIptables = nodeProgram("iptables", (here, given) => {
  const args = apart(given);
  const name = optionOf(args, "-t", "--table") ?? "filter";
  const chains = tableOf(here, name);
  if (!chains) {
    here.err(`iptables v1.8.9 (nf_tables): table '${name}' does not exist here (there are: filter, nat)\n`);
    return 3;
  }
  const verb = args.findIndex((a) => ["-L", "--list", "-S", "--list-rules"].includes(a));
  if (verb < 0) {
    here.err(
      "iptables: kube-proxy writes these rules: here they can be listed (-L, -S), and changed on the firewall.\n",
    );
    return 2;
  }
  const next = args[verb + 1];
  const wanted = next === undefined || next.startsWith("-") ? undefined : next;
  const chosen = wanted === undefined ? chains : chains.filter((chain) => chain.name === wanted);
  if (chosen.length === 0) {
    here.err("iptables: No chain/target/match by that name.\n");
    return 1;
  }
  if (args[verb] === "-S" || args[verb] === "--list-rules") {
    here.out([...chosen.map(declared), ...chosen.flatMap(saved)].map((line) => `${line}\n`).join(""));
    return 0;
  }
  const style = { isNumeric: args.includes("-n"), hasNumbers: args.includes("--line-numbers") };
  here.out(chosen.map((chain) => listed(chain, chains, style)).join("\n"));
  return 0;
});

export const iptablesSave = nodeProgram("iptables-save", (here, args) => {
  const wanted = optionOf(args, "-t");
  for (const name of ["nat", "filter"].filter((one) => wanted === undefined || one === wanted)) {
    const chains = tableOf(here, name)!;
    const heads = chains.map((chain) => `:${chain.name} ${chain.policy ?? "-"} [0:0]`);
    here.out([`*${name}`, ...heads, ...chains.flatMap(saved), "COMMIT", ""].join("\n"));
  }
});
