import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "node-shell",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "master", role: "control-plane", cpu: "2", memory: "2Gi" }],
  images: { "a/web:1": { port: 80, memoryMi: 48 } },
  controlPlanePods: true,
};

/** With a pod on the master that holds this much more than its 48Mi. */
const start = (moreMi: number): Console => {
  const console = openConsole(scenario);
  console.type("kubectl run hog --image=a/web:1");
  console.pass(60_000);
  console.run.act({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: moreMi } });
  console.pass(1000);
  return console;
};
const ssh = (console: Console, words: string): string => console.type(`ssh master ${words}; echo $?`);
const numbers = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

describe("a machine that is well", () => {
  it("says what it holds, and that it reads nothing again", () => {
    const console = start(0);
    // The system holds 100Mi, the control plane 365Mi, the pod 48Mi; 364Mi of code and 226Mi of other files are cached.
    expect(ssh(console, "free -m")).toBe(
      [
        "               total        used        free      shared  buff/cache   available",
        "Mem:            2048         513         945           0         590        1535",
        "Swap:              0           0           0",
        "0",
        "",
      ].join("\n"),
    );
    expect(numbers(ssh(console, "vmstat").split("\n")[2]!)).toEqual([
      1, 0, 0, 967_680, 0, 604_160, 0, 0, 0, 12, 3, 97, 0,
    ]);
  });

  it("lists its containers without an API server", () => {
    const console = start(0);
    console.type("ssh master crictl ps --name web -q");
    const lines = ssh(console, "sudo crictl ps").split("\n");
    expect(lines[0]).toMatch(/^CONTAINER +IMAGE +CREATED +STATE +NAME +ATTEMPT +POD ID +POD +NAMESPACE$/);
    expect(lines[1]).toMatch(/^[0-9a-f]{13} +[0-9a-f]{13} +\w.* ago +Running +hog +0 +[0-9a-f]{13} +hog +default$/);
    expect(lines).toHaveLength(8);
    expect(ssh(console, "crictl stats")).toMatch(/^[0-9a-f]{13} +hog +0\.00 +50\.3MB +28\.67kB +9 +0B$/m);
  });

  it("says what it does not know", () => {
    const console = start(0);
    expect(ssh(console, "docker ps")).toBe("bash: line 1: docker: command not found\n127\n");
    expect(ssh(console, "top")).toBe("TERM environment variable not set.\n1\n");
    expect(ssh(console, "crictl stop nothing")).toMatch(/NotFound.*\n1\n$/);
    expect(ssh(console, "systemctl restart etcd")).toBe(
      "Failed to restart etcd.service: Unit etcd.service not found.\n5\n",
    );
  });
});

describe("a machine that stands still", () => {
  it("lets a shell in after twenty seconds, and shows that it reads its programs back from disk", () => {
    const console = start(1360);
    expect(ssh(console, "vmstat")).toBe("");
    expect(console.pass(19_999)).toBe("");
    const [r, b, , , , , , , blocksIn, , , , waiting] = numbers(console.pass(1).split("\n")[2]!);
    expect([r, b, blocksIn, waiting]).toEqual([1, 24, 1_066_000, 90]);
  });

  it("recovers when its container is stopped, until the kubelet starts it again", () => {
    const console = start(1360);
    ssh(console, "crictl ps --name hog -q");
    const id = /^[0-9a-f]+/m.exec(console.pass(20_000))![0];
    ssh(console, `crictl stop ${id}`);
    expect(console.pass(20_000)).toBe(`${id}\n0\n`);
    console.pass(5000);
    expect(console.type("kubectl get pods --no-headers")).toMatch(/^hog +1\/1 +Running +1 /);
  });

  it("keeps a container stopped while its kubelet is", () => {
    const console = start(1360);
    ssh(console, "systemctl stop kubelet");
    console.pass(20_000);
    ssh(console, "crictl ps --name hog -q");
    const id = /^[0-9a-f]+/m.exec(console.pass(20_000))![0];
    ssh(console, `crictl stop ${id}`);
    console.pass(40_000);
    expect(ssh(console, "crictl ps --name hog -q")).toBe("0\n");
    expect(ssh(console, "systemctl is-active kubelet")).toBe("inactive\n3\n");
    expect(ssh(console, "systemctl start kubelet")).toBe("0\n");
    console.pass(5000);
    expect(ssh(console, "crictl ps --name hog -q")).toMatch(/^[0-9a-f]{64}\n0\n$/);
  });

  it("comes back from a reboot with what it was told to run", () => {
    const console = start(1360);
    ssh(console, "reboot");
    expect(console.pass(20_000)).toBe("Connection to master closed by remote host.\n255\n");
    console.type("ssh master uptime");
    expect(console.pass(3000)).toBe("ssh: connect to host master port 22: No route to host\n");
    console.pass(60_000);
    expect(console.type("kubectl get pods --no-headers")).toMatch(/^hog +1\/1 +Running +1 /);
    expect(ssh(console, "uptime")).toMatch(/load average: 0\.\d\d/);
  });
});
