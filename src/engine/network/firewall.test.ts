import { describe, expect, it } from "vitest";
import type { FirewallRow } from "../scenario.ts";
import { makeBench } from "./testing.ts";
import { networkOf } from "./network.ts";

const allow = (port: number, lastPort?: number): FirewallRow => ({
  port,
  ...(lastPort === undefined ? {} : { lastPort }),
  action: "allow",
});
const deny = (port: number): FirewallRow => ({ port, action: "deny" });
const built = (firewall: readonly FirewallRow[]) => networkOf(makeBench({ firewall }).cluster.sim).firewall;

describe("the first row that matches decides", () => {
  const cases: { name: string; rows: FirewallRow[]; open: number[]; closed: number[]; count: number }[] = [
    { name: "nothing is allowed", rows: [], open: [], closed: [80], count: 0 },
    { name: "a port", rows: [allow(80)], open: [80], closed: [79, 81], count: 1 },
    { name: "a range", rows: [allow(30_000, 32_767)], open: [30_000, 32_767], closed: [29_999, 32_768], count: 2768 },
    {
      name: "closed before the range",
      rows: [deny(30_001), allow(30_000, 30_003)],
      open: [30_000],
      closed: [30_001],
      count: 3,
    },
    {
      name: "closed after the range",
      rows: [allow(30_000, 30_003), deny(30_001)],
      open: [30_001],
      closed: [],
      count: 4,
    },
    { name: "ranges that overlap", rows: [allow(10, 20), allow(15, 30)], open: [10, 30], closed: [31], count: 21 },
    { name: "up to the last port", rows: [allow(65_535)], open: [65_535], closed: [65_534], count: 1 },
  ];
  it.each(cases)("$name", ({ rows, open, closed, count }) => {
    const firewall = built(rows);
    expect(open.map((port) => firewall.lets(port))).toEqual(open.map(() => true));
    expect(closed.map((port) => firewall.lets(port))).toEqual(closed.map(() => false));
    expect(firewall.openPorts()).toBe(count);
  });
});

describe("set", () => {
  it.each([
    { name: "keeps the place of a row that decides", rows: [allow(80), deny(90)], want: [allow(80), allow(90)] },
    { name: "goes first where another row decides", rows: [allow(80, 95), deny(90)], want: [allow(90), allow(80, 95)] },
    { name: "goes first where none does", rows: [allow(80)], want: [allow(90), allow(80)] },
  ])("$name", ({ rows, want }) => {
    const firewall = built(rows);
    firewall.set(90, "allow");
    expect(firewall.rows()).toEqual(want);
  });
  it("takes out a port's own row, and no range", () => {
    const firewall = built([allow(80, 95), deny(90)]);
    firewall.set(90, "remove");
    expect(firewall.rows()).toEqual([allow(80, 95)]);
  });
});

it("is a chain of numbered rules", () => {
  const firewall = built([allow(80)]);
  firewall.insert(allow(30_000, 32_767), 0);
  firewall.insert(deny(22), 2);
  firewall.removeAt(1);
  expect(firewall.list({ hasNumbers: true })).toBe(
    [
      "Chain FORWARD (policy DROP)",
      "num  target     prot opt source               destination         ",
      "1    ACCEPT     tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpts:30000:32767",
      "2    DROP       tcp  --  0.0.0.0/0            0.0.0.0/0            tcp dpt:22",
      "",
    ].join("\n"),
  );
});

it("is open where there is none", () => {
  const { firewall } = networkOf(makeBench().cluster.sim);
  expect([firewall.isBuilt, firewall.lets(80), firewall.openPorts()]).toEqual([false, true, 65_535]);
});

it("sends a client elsewhere without a pause", () => {
  const bench = makeBench({ clients: [{ name: "shop", url: "http://nowhere/", perSecond: 10 }] });
  bench.sleep(1000);
  networkOf(bench.cluster.sim).redirect("shop", "http://elsewhere/");
  bench.sleep(1000);
  const [shop] = [...networkOf(bench.cluster.sim).clients()];
  expect([shop?.spec.url, shop?.sent]).toEqual(["http://elsewhere/", 21]);
  networkOf(bench.cluster.sim).redirect("nobody", "http://elsewhere/");
  expect([...networkOf(bench.cluster.sim).clients()]).toHaveLength(1);
});
