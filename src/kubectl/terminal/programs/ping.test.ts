import { expect, it } from "vitest";
import type { Scenario } from "#engine";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "ping",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi", address: "10.77.0.12" }],
  images: {},
  settleMs: 5000,
};

const said = (c: Console, line: string, ms = 60_000): string => `${c.type(line)}${c.pass(ms)}${c.type("echo $?")}`;

it("counts what comes back", () => {
  expect(said(openConsole(scenario), "ping -c 2 worker-1")).toBe(
    [
      "PING worker-1 (10.77.0.12) 56(84) bytes of data.",
      "64 bytes from worker-1 (10.77.0.12): icmp_seq=1 ttl=64 time=0.412 ms",
      "64 bytes from worker-1 (10.77.0.12): icmp_seq=2 ttl=64 time=0.412 ms",
      "",
      "--- worker-1 ping statistics ---",
      "2 packets transmitted, 2 received, 0% packet loss, time 1000ms",
      "rtt min/avg/max/mdev = 0.412/0.412/0.412/0.000 ms",
      "0",
      "",
    ].join("\n"),
  );
});

it("waits for an address that nobody has, and says so", () => {
  const c = openConsole(scenario);
  expect(c.type("ping -c 3 10.96.0.10")).toBe("PING 10.96.0.10 (10.96.0.10) 56(84) bytes of data.\n");
  expect(c.pass(11_999)).toBe("");
  expect(c.pass(1)).toBe(
    "\n--- 10.96.0.10 ping statistics ---\n3 packets transmitted, 0 received, 100% packet loss, time 2000ms\n\n",
  );
  expect(c.type("echo $?")).toBe("1\n");
});

it("goes on until Ctrl+C", () => {
  const c = openConsole(scenario);
  c.type("ping worker-1");
  expect(c.pass(1500).split("\n")).toHaveLength(2);
  expect(c.interrupt()).toContain("2 packets transmitted, 2 received, 0% packet loss");
});

it.each([
  ["ping nowhere.example", "ping: nowhere.example: Name or service not known\n2\n"],
  ["ping", "ping: usage error: Destination address required\n1\n"],
])("%s", (line, want) => expect(said(openConsole(scenario), line, 1)).toBe(want));
