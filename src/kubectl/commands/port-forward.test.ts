// port-forward in one terminal, curl in another. Texts are those of kubectl 1.36.3 and containerd.
import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { openConsole, type Console } from "../testing/console.ts";

const SCENARIO: Scenario = {
  name: "forward",
  seed: 3,
  nodes: [
    { name: "control", role: "control-plane", cpu: "2", memory: "4Gi", address: "10.0.0.1" },
    { name: "worker", cpu: "2", memory: "4Gi", address: "10.0.0.2" },
  ],
  images: {
    "demo/web:1.0": { logs: ["hello"], port: 8080, startupMs: 300, routes: [{ path: "/", status: 200, body: "hi\n" }] },
  },
} as unknown as Scenario;

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 0
  containers:
    - {name: web, image: "demo/web:1.0", ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: www, port: 80, targetPort: http}]}
`;

const opened = (): Console => {
  const at = openConsole(SCENARIO);
  at.pass(60_000);
  at.write("web.yaml", POD);
  at.type("kubectl apply -f web.yaml");
  at.pass(20_000);
  return at;
};

/** Types into another terminal, and lets a second pass; what both printed. */
const typeBeside = (at: Console, line: string): string => {
  const from = at.run.logLength;
  at.run.act({ component: "shell", action: "line", data: { terminal: "2", line } });
  at.pass(1000);
  return at.run.branch.entries
    .slice(from, at.run.logLength)
    .flatMap((e) => (e.type === "terminal" && e.stream !== "stdin" ? [`${e.terminal}: ${e.text}`] : []))
    .join("");
};

describe("kubectl port-forward", () => {
  it("leads into the pod until Ctrl+C", () => {
    const at = opened();
    expect(at.type("kubectl port-forward web 9000:8080")).toBe(
      "Forwarding from 127.0.0.1:9000 -> 8080\nForwarding from [::1]:9000 -> 8080\n",
    );
    expect(typeBeside(at, "curl -s localhost:9000")).toBe("1: Handling connection for 9000\n2: hi\n");
    expect(typeBeside(at, "curl -s 127.0.0.1:9000/x -o /dev/null -w '%{http_code}\\n'")).toBe(
      "1: Handling connection for 9000\n2: 404\n",
    );
    expect(typeBeside(at, "curl -sS localhost:9001")).toMatch(/^2: curl: \(7\) Failed to connect/);
    at.interrupt();
    expect(typeBeside(at, "curl -sS localhost:9000")).toMatch(/^2: curl: \(7\) Failed to connect/);
  });

  it("takes services by their ports, and names of ports", () => {
    const at = opened();
    expect(at.type("kubectl port-forward svc/web 8081:www")).toContain("127.0.0.1:8081 -> 8080\n");
    at.interrupt();
    expect(at.type("kubectl port-forward svc/web 8081:80")).toContain("127.0.0.1:8081 -> 8080\n");
    at.interrupt();
    expect(at.type("kubectl port-forward pod/web :http")).toContain("127.0.0.1:32768 -> 8080\n");
    at.interrupt();
    expect(at.type("kubectl port-forward pod/web 8080 --address 0.0.0.0")).toBe(
      "Forwarding from 0.0.0.0:8080 -> 8080\n",
    );
  });

  it("breaks at the first connection after its pod has gone", () => {
    const at = opened();
    at.type("kubectl port-forward web 8080");
    typeBeside(at, "kubectl delete pod web");
    at.pass(10_000);
    const said = typeBeside(at, "curl -sS localhost:8080");
    expect(said).toContain("1: Handling connection for 8080\n");
    expect(said).toContain("2: curl: (52) Empty reply from server\n");
    expect(said).toMatch(
      /1: E\d{4} [\d:.]+ {3}26330 portforward\.go:522\] "Unhandled Error" err="an error occurred forwarding 8080 -> 8080: error forwarding port 8080 to pod \w+, uid : failed to find sandbox \\"\w+\\" in store: not found" logger="UnhandledError"\n1: error: lost connection to pod\n/,
    );
    expect(typeBeside(at, "curl -sS localhost:8080")).toMatch(/^2: curl: \(7\)/);
  });

  it("breaks where nobody listens in the pod", () => {
    const at = opened();
    at.type("kubectl port-forward web 8080:9999");
    expect(typeBeside(at, "curl -sS localhost:8080")).toContain("failed to connect to localhost:9999 inside namespace");
  });

  it("cannot listen twice, nor where only root may", () => {
    const at = opened();
    at.type("kubectl port-forward web 8080");
    expect(typeBeside(at, "kubectl port-forward web 8080")).toBe(
      "2: Unable to listen on port 8080: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use unable to create listener: Error listen tcp6 [::1]:8080: bind: address already in use]\n" +
        "2: error: unable to listen on any of the requested ports: [{8080 8080}]\n",
    );
    expect(typeBeside(at, "kubectl port-forward web 80:8080")).toContain("bind: permission denied");
  });

  it.each([
    [
      "web",
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
    ],
    ["nope 80", 'Error from server (NotFound): pods "nope" not found\n'],
    ["web nope", "error: Pod 'web' does not have a named port 'nope'\n"],
    ["svc/web 81", "error: Service web does not have a service port 81\n"],
    ["svc/web x", "error: Service 'web' does not have a named port 'x'\n"],
    ["web 53", "error: UDP protocol is not supported for 53\n"],
    ["web 8080:0", "error: remote port must be > 0\n"],
    [
      "web 99999:80",
      `error: error parsing local port '99999': strconv.ParseUint: parsing "99999": value out of range\n`,
    ],
    ["cm/kube-root-ca.crt 80", "error: cannot attach to *v1.ConfigMap: selector for *v1.ConfigMap not implemented\n"],
    ["web 80 --address=x", "error: x is not a valid IP\n"],
  ])("port-forward %s", (args, want) => {
    expect(opened().type(`kubectl port-forward ${args}`)).toBe(want);
  });
});
