import { describe, expect, it } from "vitest";
import { networkOf, type Scenario } from "#engine";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "ssh",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: {},
  firewall: [
    { port: 80, action: "allow" },
    { port: 30_001, action: "deny" },
  ],
  clients: [{ name: "shop", url: "http://worker-1:30001/", perSecond: 1 }],
  settleMs: 5000,
};

const said = (c: Console, line: string): string => `${c.type(line)}${c.type("echo $?")}`;
const rules = (c: Console): string => c.type("ssh firewall iptables -S FORWARD");
const TRY = "Try `iptables -h' or 'iptables --help' for more information.\n";
const WAS = "-A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT\n-A FORWARD -p tcp -m tcp --dport 30001 -j DROP\n";
const rule = (ports: string, target = "ACCEPT"): string => `-A FORWARD -p tcp -m tcp --dport ${ports} -j ${target}\n`;
const misuse = (text: string): string => `iptables v1.8.9 (nf_tables): ${text}\n${TRY}2\n`;

it("lists the firewall's rules with their numbers", () => {
  expect(said(openConsole(scenario), "ssh firewall sudo iptables -nL FORWARD --line-numbers")).toBe(
    [
      "Chain FORWARD (policy DROP)",
      "num  target     prot opt source               destination         ",
      "1    ACCEPT     tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:80",
      "2    DROP       tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:30001",
      "0",
      "",
    ].join("\n"),
  );
});

describe("changes them", () => {
  const cases: { line: string; want: string }[] = [
    { line: "-I FORWARD -p tcp --dport 30001 -j ACCEPT", want: `${rule("30001")}${WAS}` },
    { line: "-I FORWARD 2 -p tcp -m tcp --dport 443 -j ACCEPT", want: WAS.replace("\n", `\n${rule("443")}`) },
    { line: "-A FORWARD -p tcp --dport 30000:32767 -j ACCEPT", want: `${WAS}${rule("30000:32767")}` },
    { line: "-A FORWARD -p tcp --dport 22:22 -j DROP", want: `${WAS}${rule("22", "DROP")}` },
    { line: "-D FORWARD 2", want: rule("80") },
    { line: "-D FORWARD -p tcp --dport 30001 -j DROP", want: rule("80") },
    { line: "-C FORWARD -p tcp --dport 80 -j ACCEPT", want: WAS },
  ];
  it.each(cases)("$line", ({ line, want }) => {
    const c = openConsole(scenario);
    expect(said(c, `ssh admin@firewall "sudo iptables ${line}"`)).toBe("0\n");
    expect(rules(c)).toBe(`-P FORWARD DROP\n${want}`);
  });
});

describe("refuses, and changes nothing", () => {
  const cases: { line: string; want: string }[] = [
    {
      line: "-D FORWARD -p tcp --dport 81 -j ACCEPT",
      want: "iptables: Bad rule (does a matching rule exist in that chain?).\n1\n",
    },
    { line: "-D FORWARD 3", want: "iptables: Index of deletion too big.\n1\n" },
    { line: "-I FORWARD 4 -p tcp --dport 81 -j ACCEPT", want: "iptables: Index of insertion too big.\n1\n" },
    { line: "-I FORWARD --dport 81 -j ACCEPT", want: misuse('unknown option "--dport"') },
    { line: "-I FORWARD -p tcp --dport http -j ACCEPT", want: misuse("invalid port/service `http' specified") },
    { line: "-I FORWARD -p tcp --dport 70000 -j ACCEPT", want: misuse("invalid port/service `70000' specified") },
    { line: "-I FORWARD -p tcp --dport 90:80 -j ACCEPT", want: misuse("invalid portrange (min > max)") },
    { line: "-I FORWARD -p tcp --dport 81 -j ALLOW", want: misuse("Chain 'ALLOW' does not exist") },
    { line: "-I FORWARD -p udp --dport 81 -j ACCEPT", want: "iptables: only TCP is simulated here.\n2\n" },
    { line: "-P FORWARD ACCEPT", want: "iptables: -P is not simulated here.\n2\n" },
    { line: "--frobnicate", want: misuse('unknown option "--frobnicate"') },
    { line: "", want: misuse("no command specified") },
    { line: "-L NOWHERE", want: "iptables: No chain/target/match by that name.\n1\n" },
    {
      line: "-I INPUT -p tcp --dport 81 -j ACCEPT",
      want: "iptables: INPUT is for traffic to and from the firewall itself, and is not simulated: what passes it goes by FORWARD.\n1\n",
    },
  ];
  it.each(cases)("$line", ({ line, want }) => {
    const c = openConsole(scenario);
    expect(said(c, `ssh firewall iptables ${line}`)).toBe(want);
    expect(rules(c)).toBe(`-P FORWARD DROP\n${WAS}`);
  });
});

it("goes back with the run", () => {
  const c = openConsole(scenario);
  const before = c.run.nowMs;
  c.pass(1000);
  c.type("ssh firewall iptables -I FORWARD -p tcp --dport 30001 -j ACCEPT");
  const lets = (): boolean => networkOf(c.run.cluster.sim).firewall.lets(30_001);
  expect(lets()).toBe(true);
  c.run.seek(before);
  expect(lets()).toBe(false);
});

describe("a client's machine", () => {
  it("has the address that it calls, and changes it", () => {
    const c = openConsole(scenario);
    expect(said(c, "ssh shop cat calls.conf")).toBe("url=http://worker-1:30001/\n0\n");
    expect(said(c, "ssh shop set-url http://10.10.10.10/order")).toBe("calls.conf: url=http://10.10.10.10/order\n0\n");
    expect(said(c, "ssh shop cat calls.conf")).toBe("url=http://10.10.10.10/order\n0\n");
  });
  it.each([
    ["ssh shop set-url order", "set-url: which URL? It begins with http://\n1\n"],
    ["ssh shop cat other.conf", "cat: other.conf: No such file or directory\n1\n"],
    ["ssh shop iptables -L", "bash: line 1: iptables: command not found\n127\n"],
    ["ssh nobody true", "ssh: Could not resolve hostname nobody: Name or service not known\n255\n"],
    ["ssh", "usage: ssh [user@]firewall|CLIENT|NODE [command [argument ...]]\n255\n"],
  ])("%s", (line, want) => expect(said(openConsole(scenario), line)).toBe(want));
});

it("is not there where there is no wall", () => {
  const { firewall: _, ...open } = scenario;
  expect(said(openConsole(open), "ssh firewall iptables -L")).toBe(
    "ssh: Could not resolve hostname firewall: Name or service not known\n255\n",
  );
});
