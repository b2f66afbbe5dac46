// A shell on a node: what is typed there runs there, until it is left.
import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { terminalLook } from "../look.ts";
import { type Console, openConsole } from "../../testing/console.ts";
import { chainOf } from "./nat.ts";

const scenario: Scenario = {
  name: "login",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [
    { name: "master", role: "control-plane", cpu: "2", memory: "4Gi", address: "10.77.0.10" },
    { name: "worker-1", role: "worker", cpu: "2", memory: "4Gi", address: "10.77.0.11" },
  ],
  images: { "a/web:1": { port: 8080, memoryMi: 48, routes: [{ path: "/", status: 200, body: "hello" }] } },
  controlPlanePods: true,
  settleMs: 5000,
};

const prompt = (c: Console): string => terminalLook(c.run.cluster, "1").prompt;
const onWorker = (): Console => {
  const c = openConsole(scenario);
  c.type("ssh worker-1");
  return c;
};

describe("logging in and out", () => {
  it("changes the prompt, and what names mean", () => {
    const c = openConsole(scenario);
    expect(c.type("ssh root@worker-1")).toBe(
      "Welcome to Debian GNU/Linux 12 (bookworm) on worker-1.\nIt is Wed Jun  3 10:00:05 2026.\n",
    );
    expect(prompt(c)).toBe("root@worker-1:~#");
    expect(c.type("hostname; whoami; pwd; echo $HOSTNAME")).toBe("worker-1\nroot\n/root\nworker-1\n");
    c.type("cd /etc/kubernetes");
    expect(prompt(c)).toBe("root@worker-1:~#");
    c.type("cd /var/lib");
    expect(prompt(c)).toBe("root@worker-1:/var/lib#");
    expect(c.type("exit")).toBe("logout\nConnection to worker-1 closed.\n");
    expect(prompt(c)).toBe("$");
    expect(c.type("hostname")).toBe("laptop\n");
  });

  it("goes on at home with the rest of the line and the exit status", () => {
    const c = openConsole(scenario);
    c.type("ssh worker-1 || echo left with $?");
    c.type("false");
    expect(c.type("exit")).toBe("logout\nConnection to worker-1 closed.\nleft with 1\n");
    c.type("ssh worker-1; echo $?");
    expect(c.type("exit 3")).toBe("logout\nConnection to worker-1 closed.\n3\n");
  });

  it("keeps the history of that machine, and its files", () => {
    const c = onWorker();
    c.type("echo one > note.txt");
    c.type("exit");
    expect(c.type("cat note.txt")).toBe("cat: note.txt: No such file or directory\n");
    c.type("ssh worker-1");
    expect(c.type("cat note.txt")).toBe("one\n");
    expect(c.type("history")).toBe("    1  echo one > note.txt\n    2  exit\n    3  cat note.txt\n    4  history\n");
  });

  it("goes from one machine to the next", () => {
    const c = onWorker();
    c.type("ssh master");
    expect(prompt(c)).toBe("root@master:~#");
    c.type("logout");
    expect(prompt(c)).toBe("root@worker-1:~#");
  });

  it("is another shell in each terminal, and rewinds", () => {
    const c = onWorker();
    const before = c.run.nowMs;
    c.pass(1000);
    c.type("exit");
    expect(prompt(c)).toBe("$");
    c.run.seek(before);
    expect(prompt(c)).toBe("root@worker-1:~#");
    expect(terminalLook(c.run.cluster, "2").prompt).toBe("$");
  });
});

describe("a machine that goes", () => {
  it("takes its connections with it when it is told to", () => {
    const c = onWorker();
    expect(c.type("reboot")).toBe("Connection to worker-1 closed by remote host.\nConnection to worker-1 closed.\n");
    expect(prompt(c)).toBe("$");
    c.type("ssh worker-1 true; echo $?");
    expect(c.pass(3000)).toBe("ssh: connect to host worker-1 port 22: No route to host\n255\n");
  });
  it("answers nothing while its cable is out, and goes on where it was", () => {
    const c = onWorker();
    const cut = (on: boolean) =>
      c.run.act({ component: "node", action: "network", data: { node: "worker-1", cut: on } });
    cut(true);
    expect(c.type("hostname") + c.pass(60_000)).toBe("");
    cut(false);
    expect(c.pass(1000)).toBe("worker-1\n");
    cut(true);
    expect(c.type("hostname") + c.pass(924_500)).toBe(
      "client_loop: send disconnect: Broken pipe\nConnection to worker-1 closed.\n",
    );
  });
  it("does not know a connection from before its power went", () => {
    const c = onWorker();
    c.run.act({ component: "node", action: "power", data: { node: "worker-1", on: false } });
    c.pass(1000);
    c.run.act({ component: "node", action: "power", data: { node: "worker-1", on: true } });
    c.pass(30_000);
    expect(c.type("hostname")).toBe(
      "client_loop: send disconnect: Connection reset by peer\nConnection to worker-1 closed.\n",
    );
  });
  it("is left by ~. when it hangs", () => {
    const c = onWorker();
    c.run.act({ component: "node", action: "power", data: { node: "worker-1", on: false } });
    c.type("hostname");
    expect(c.type("~.")).toBe("Connection to worker-1 closed.\n");
  });
});

describe("on a node", () => {
  it("runs a whole line from outside", () => {
    const c = openConsole(scenario);
    c.type("kubectl run web --image=a/web:1");
    c.pass(30_000);
    expect(c.type("ssh worker-1 'crictl ps | grep -c web; hostname' | tail -2")).toBe("1\nworker-1\n");
    expect(c.type('for n in master worker-1; do ssh $n "echo -n here:; hostname"; done')).toBe(
      "here:master\nhere:worker-1\n",
    );
  });

  it("has no kubeconfig, but the master has", () => {
    const c = onWorker();
    expect(c.type("kubectl get nodes").split("\n").at(-2)).toBe(
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
    );
    c.type("exit");
    expect(c.type("ssh master kubectl get nodes --no-headers | wc -l")).toBe("2\n");
  });

  it("shows what its static pods are made of", () => {
    const c = openConsole(scenario);
    expect(c.type("ssh master ls /etc/kubernetes/manifests")).toBe(
      "etcd.yaml\nkube-apiserver.yaml\nkube-controller-manager.yaml\nkube-scheduler.yaml\n",
    );
    expect(c.type("ssh master 'cat /etc/kubernetes/manifests/* | grep -c ^kind:'")).toBe("4\n");
  });

  it("reaches a Service by its address, which a laptop outside does not", () => {
    const c = openConsole(scenario);
    c.type("kubectl run web --image=a/web:1 --port=8080 && kubectl expose pod web");
    c.pass(30_000);
    const ip = c.type("kubectl get service web -o jsonpath={.spec.clusterIP}");
    c.type(`ssh worker-1 curl -s http://${ip}:8080/`);
    expect(c.pass(2000)).toBe("hello");
  });

  it("lists the chains of kube-proxy, by its own names", () => {
    const c = openConsole(scenario);
    c.type("kubectl run web --image=a/web:1 --port=8080 && kubectl expose pod web");
    c.pass(30_000);
    const ip = c.type("kubectl get pod web -o jsonpath={.status.podIP}");
    const nat = c.type("ssh worker-1 iptables -t nat -nL KUBE-SERVICES");
    const chain = /KUBE-SVC-[A-Z2-7]{16}(?=.*default\/web cluster IP)/.exec(nat)![0];
    expect(c.type(`ssh worker-1 iptables -t nat -nL ${chain} | awk '{print $1}'`)).toMatch(
      /^Chain\ntarget\nKUBE-MARK-MASQ\nKUBE-SEP-[A-Z2-7]{16}\n$/,
    );
    expect(c.type("ssh worker-1 iptables-save -t nat")).toContain(`-j DNAT --to-destination ${ip}:8080`);
    c.type("kubectl delete pod web --now");
    c.pass(30_000);
    expect(c.type("ssh worker-1 iptables -nL KUBE-SERVICES")).toContain("/* default/web has no endpoints */");
  });
});

it("names chains as kube-proxy does", () => {
  expect(chainOf("KUBE-SVC", "default/kubernetes:https", "TCP")).toBe("KUBE-SVC-NPX46M4PTMTKRN6Y");
  expect(chainOf("KUBE-SVC", "kube-system/kube-dns:dns", "UDP")).toBe("KUBE-SVC-TCOU7JCQXEZGVUNU");
});

describe("its journal", () => {
  it("tells what the kubelet did, and systemd's part of it", () => {
    const c = onWorker();
    c.type("systemctl stop kubelet");
    c.pass(5000);
    c.type("systemctl start kubelet");
    c.pass(5000);
    const lines = c.type("journalctl -u kubelet --no-pager").split("\n");
    expect(lines).toContain(
      "Jun 03 10:00:05 worker-1 systemd[1]: Stopped kubelet.service - kubelet: The Kubernetes Node Agent.",
    );
    expect(lines).toContain(
      "Jun 03 10:00:10 worker-1 systemd[1]: Started kubelet.service - kubelet: The Kubernetes Node Agent.",
    );
    expect(c.type("systemctl status kubelet | head -5")).toMatch(
      /^● kubelet\.service - kubelet: The Kubernetes Node Agent\n +Loaded: loaded .*\n +Drop-In: .*\n.*10-kubeadm\.conf\n +Active: active \(running\) since Wed 2026-06-03 10:00:10 UTC; 5s ago\n$/,
    );
  });

  it("follows, and picks by time", () => {
    const c = onWorker();
    c.type("journalctl -fu kubelet");
    c.run.act({
      component: "shell",
      action: "line",
      data: { terminal: "2", line: "kubectl run bad --image=none/such:1 --overrides={}" },
    });
    c.pass(20_000);
    const told = c.interrupt() + c.type('journalctl -u kubelet --since "1 min ago" | grep -c "Failed to pull image"');
    expect(told).toMatch(/[1-9]\d*\n$/);
  });

  it("says why it reaches no API server, as often as it tries", () => {
    const c = onWorker();
    c.run.act({ component: "node", action: "power", data: { node: "master", on: false } });
    c.pass(60_000);
    expect(c.type("journalctl -u kubelet -n 1")).toMatch(
      /worker-1 kubelet\[\d+\]: E0603 .*kubelet_node_status\.go:549\] "Error updating node status, will retry" err="error getting node .*: connect: no route to host"\n$/,
    );
  });
});

it("keeps the runtime apart from the kubelet: what runs goes on, nothing new starts, and the node is not ready", () => {
  const c = onWorker();
  c.type("systemctl stop containerd");
  expect(c.type("crictl ps")).toContain("containerd.sock: connect: connection refused");
  c.type("exit");
  c.type("kubectl run late --image=a/web:1");
  c.pass(45_000);
  expect(c.type("kubectl get pod late --no-headers")).toMatch(/^late +0\/1 +(Pending|ContainerCreating) /);
  expect(c.type("kubectl describe node worker-1 | grep KubeletNotReady")).toContain("container runtime is down");
  c.type("ssh worker-1 systemctl start containerd");
  c.pass(15_000);
  expect(c.type("kubectl get node worker-1 --no-headers")).toMatch(/^worker-1 +Ready /);
  expect(c.type("kubectl get pod late --no-headers")).toMatch(/^late +1\/1 +Running /);
});

it("draws top anew every three seconds until q", () => {
  const c = onWorker();
  expect(c.type("top")).toContain("\u001b[?1049h\u001b[2Jtop - 10:00:05 up 12 min,  1 user,  load average: ");
  expect(c.pass(3000)).toContain("\u001b[2Jtop - 10:00:08 up ");
  expect(c.type("q")).toBe("\u001b[?1049l");
  expect(c.type("top -bn1 | grep -c kubelet")).toBe("1\n");
});

it("writes down what the kernel killed", () => {
  const images = { "a/leak:1": { memoryMi: 20, leakMiPerSecond: 20 } };
  const c = openConsole({ ...scenario, images });
  c.write(
    "leak.yaml",
    "apiVersion: v1\nkind: Pod\nmetadata: {name: leak}\nspec: {containers: [{name: leak, image: a/leak:1, resources: {limits: {memory: 64Mi}}}]}\n",
  );
  c.type("kubectl apply -f leak.yaml");
  c.pass(30_000);
  expect(c.type("ssh worker-1 dmesg | tail -1")).toMatch(
    /^\[ *\d+\.\d{6}\] Memory cgroup out of memory: Killed process \d+ \(leak\) total-vm:\d+kB, anon-rss:65536kB, .* oom_score_adj:9\d\d\n$/,
  );
});
