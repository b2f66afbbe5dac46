// What a container's name server is asked, in the words of busybox and of BIND.
import { beforeAll, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { type Console, openConsole } from "../../testing/console.ts";

let c: Console;
beforeAll(() => {
  c = openConsole(makeScenario());
  c.type("kubectl create service clusterip web --tcp=80 --clusterip=10.96.0.50");
  c.type("kubectl create service externalname out --external-name=web.default.svc.cluster.local");
  c.type("kubectl run bb --image=busybox -- sleep 3600");
  c.type("kubectl run dns --image=registry.k8s.io/e2e-test-images/agnhost:2.39 -- sleep 3600");
  c.pass(30_000);
});

const ZONE = "svc.cluster.local";
const END = "command terminated with exit code 1\n";
const none = (name: string): string => `** server can't find ${name}: NXDOMAIN\n\n`;
const BUSYBOX = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n";
const BIND = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n";
const WEB = `Name:\tweb.default.${ZONE}\nAddress: 10.96.0.50\n\n`;

it.each([
  [`web.default.${ZONE}`, `${BUSYBOX}${WEB}\n`],
  [
    "web",
    `${BUSYBOX}${WEB}${none(`web.${ZONE}`)}${none("web.cluster.local")}\n${none(`web.${ZONE}`)}${none("web.cluster.local")}${END}`,
  ],
  ["web.default", BUSYBOX + none("web.default") + none("web.default") + END],
  ["-type=a nope.default", BUSYBOX + none("nope.default") + END],
  ["10.96.0.50", `${BUSYBOX}50.0.96.10.in-addr.arpa\tname = web.default.${ZONE}\n\n`],
  ["-type=srv web", "nslookup: SRV records are not simulated: A, AAAA and PTR are\n" + END],
])("busybox: nslookup %s", (words, want) => expect(c.type(`kubectl exec bb -- nslookup ${words}`)).toBe(want));

it.each([
  ["web", BIND + WEB],
  ["web.default", BIND + WEB],
  ["out", `${BIND}out.default.${ZONE}\tcanonical name = web.default.${ZONE}.\n${WEB}`],
  ["worker-1", `${BIND}Non-authoritative answer:\nName:\tworker-1\nAddress: 10.77.0.12\n\n`],
  ["nope", BIND + none("nope") + END],
  ["10.96.0.50", `50.0.96.10.in-addr.arpa\tname = web.default.${ZONE}.\n\n`],
  ["10.96.0.99", none("99.0.96.10.in-addr.arpa") + END],
])("BIND: nslookup %s", (words, want) => expect(c.type(`kubectl exec dns -- nslookup ${words}`)).toBe(want));

it("waits for a server that is none", () => {
  expect(c.type("kubectl exec bb -- nslookup web 10.9.9.9")).toBe("");
  expect(c.pass(4000)).toBe("");
  expect(c.pass(1500)).toBe(`;; connection timed out; no servers could be reached\n\n${END}`);
});
