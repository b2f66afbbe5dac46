import { describe, expect, it } from "vitest";
import { Run, type Scenario } from "#engine";
import { createShell } from "#kubectl";
import type { ServiceView } from "../view-models/graph.ts";
import { firewallView } from "./firewall-view.ts";

type Row = NonNullable<Scenario["firewall"]>[number];

const service = (port: number): ServiceView =>
  ({ id: `services/default/s${port}`, portText: `80:${port} → 8080` }) as unknown as ServiceView;

const shown = (firewall: readonly Row[] | undefined, url: string) => {
  const run = new Run(
    {
      name: "wall",
      seed: 1,
      startTime: "2026-06-03T10:00:00Z",
      nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
      images: {},
      clients: [{ name: "shop", url, perSecond: 1, timeoutMs: 500 }],
      ...(firewall ? { firewall } : {}),
    },
    { components: [createShell] },
  );
  for (const port of [30_001, 30_002]) {
    const line = `kubectl create service nodeport s${port} --tcp=80 --node-port=${port}`;
    run.act({ component: "shell", action: "line", data: { terminal: "1", line } });
  }
  run.advance(3000);
  const view = firewallView(run, { ingresses: [], services: [service(30_001), service(30_002)], sinceMs: 0 });
  return view?.ports.map(({ port, open, dropping, toId }) => ({ port, open, dropping, toId }));
};
const at = (port: number, over: object = {}) => ({
  port,
  open: true,
  dropping: false,
  toId: `services/default/s${port}`,
  ...over,
});

describe("the wall shows", () => {
  const cases: { name: string; rows?: Row[]; url: string; want: unknown }[] = [
    { name: "nothing where there is none", url: "http://worker-1:30001/", want: undefined },
    {
      name: "a port that has a row",
      rows: [{ port: 30_001, action: "allow" }],
      url: "http://worker-1:30001/",
      want: [at(30_001)],
    },
    {
      name: "a port without a row at which somebody knocks",
      rows: [{ port: 30_001, action: "allow" }],
      url: "http://worker-1:30002/",
      want: [at(30_001), at(30_002, { open: false, dropping: true })],
    },
    {
      name: "the port of a URL that names none",
      rows: [],
      url: "http://worker-1/order",
      want: [{ port: 80, open: false, dropping: true, toId: null }],
    },
    {
      name: "of a range, the ports of services",
      rows: [{ port: 30_000, lastPort: 32_767, action: "allow" }],
      url: "http://worker-1:30001/",
      want: [at(30_001), at(30_002)],
    },
    {
      name: "a port that is closed before a range opens it",
      rows: [
        { port: 30_002, action: "deny" },
        { port: 30_000, lastPort: 32_767, action: "allow" },
      ],
      url: "http://worker-1:30001/",
      want: [at(30_001), at(30_002, { open: false })],
    },
  ];
  it.each(cases)("$name", ({ rows, url, want }) => expect(shown(rows, url)).toEqual(want));
});
