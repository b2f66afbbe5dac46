// Trouble by hand, from the inspector. What kubectl can do is typed into the terminal, so that one sees how; the rest is done to the machines.
import type { App } from "../app.ts";
import { podByUid } from "../views/pod-by-uid.ts";
import { FIREWALL_ID } from "../views/request-views.ts";
import { runLine } from "./typing.ts";

/** Of a disk, in percent: the kubelet evicts; and as a machine is set up. */
const FULL = 95;
const BARE = 10;

/** A second: an application with the usual limit of 256 Mi is out of it within a minute. */
const LEAK_MI = 4;

/** How long an application answers with 503. */
const TROUBLE_MS = 60_000;

export const causeFault = (app: App, id: string, fault: string): void => {
  const pod = app.session && podByUid(app.session.run, id);
  const name = pod?.metadata.name ?? id.slice(id.lastIndexOf("/") + 1);
  const namespace = pod?.metadata.namespace ?? "default";
  const line = lineOf(fault, id, name);
  if (line !== null) return void runLine(app, namespace === "default" ? line : `${line} -n ${namespace}`);
  const command = commandOf(fault, { name, pod: `${namespace}/${name}` }) ?? firewallCommand(id, fault);
  if (command) app.act((s) => s.act(command));
};

const lineOf = (fault: string, id: string, name: string): string | null => {
  switch (fault) {
    case "delete":
      return `kubectl delete pod ${name} --wait=false`;
    case "restart":
      return `kubectl rollout restart deployment ${name}`;
    case "cordon":
    case "uncordon":
      return id.startsWith("nodes/") ? `kubectl ${fault} ${name}` : null;
    default:
      return null;
  }
};

interface Fault {
  readonly component: string;
  readonly action: string;
  readonly data: { readonly [key: string]: string | number | boolean };
}

const commandOf = (fault: string, { name, pod }: { readonly name: string; readonly pod: string }): Fault | null => {
  switch (fault) {
    case "hang":
      return { component: "apps", action: "hang", data: { pod } };
    case "exit":
      return { component: "apps", action: "exit", data: { pod, code: 1 } };
    case "trouble":
      return { component: "apps", action: "trouble", data: { pod, status: 503, forMs: TROUBLE_MS } };
    case "leak":
      return { component: "apps", action: "leak", data: { pod, memoryMiPerSecond: LEAK_MI } };
    case "power":
    case "powerOn":
      return { component: "node", action: "power", data: { node: name, on: fault === "powerOn" } };
    case "fillDisk":
    case "freeDisk":
      return {
        component: "node",
        action: "disk",
        data: { node: name, usedPercent: fault === "fillDisk" ? FULL : BARE },
      };
    case "cut":
    case "join":
      return { component: "node", action: "network", data: { node: name, cut: fault === "cut" } };
    default:
      return null;
  }
};

const firewallCommand = (id: string, fault: string): Fault | null => {
  const [action = "", port] = fault.split(" ");
  if (!id.startsWith(FIREWALL_ID) || port === undefined) return null;
  return { component: "firewall", action: "set", data: { port: Number(port), action } };
};
