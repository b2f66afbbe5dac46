// What a container does whose pod names a program of its image's tools, as busybox 1.36 did it.
import { describe, expect, it } from "vitest";
import { createPod, podNamed, settle, watchedCluster } from "../../kubelet/kubelet-testing.ts";
import { makePod } from "../../testing/make.ts";
import { goOn, scriptFor, type Stepped } from "./script.ts";

const TOOLS = ["sh", "cat", "ls", "sleep", "touch"];
const ROOM = {
  wallMs: Date.UTC(2026, 10, 22, 9, 0, 5),
  tools: TOOLS,
  mounts: () => [],
  askNames: () => ({ out: "", code: 1 }),
};

/** Everything that it says within `forMs`, each line with its second, and how it ends. */
const played = (words: readonly string[], forMs = 60_000, vars = {}): readonly string[] => {
  const said: string[] = [];
  let script = scriptFor(words, TOOLS, vars);
  if (!script) return ["no such program"];
  for (let ms = 0; ms <= forMs;) {
    const stepped: Stepped = goOn(script, ms, ROOM);
    said.push(...stepped.lines.map((line) => `${ms / 1000} ${line}`));
    if (stepped.exit) return [...said, `exit ${stepped.exit.code}`];
    ({ script } = stepped);
    if (script.wakeMs === undefined) return [...said, "for ever"];
    ms = script.wakeMs;
  }
  return said;
};
const sh = (script: string, vars = {}): readonly string[] => played(["sh", "-c", script], 4000, vars);

describe("a program of the image's tools", () => {
  it.each([
    [["sleep", "3"], ["exit 0"]],
    [["/bin/sleep", "infinity"], ["for ever"]],
    [["tail", "-f", "/dev/null"], ["for ever"]],
    [
      ["echo", "a", "b"],
      ["0 a b", "exit 0"],
    ],
    [["false"], ["exit 1"]],
    [["sh"], ["exit 0"]],
    [["date"], ["0 Sun Nov 22 09:00:05 UTC 2026", "exit 0"]],
    [["nope"], ["no such program"]],
    [
      ["sleep", "x"],
      ["0 sleep: invalid number 'x'", "exit 1"],
    ],
  ])("%j", (words, says) => {
    expect(played(words)).toEqual(says);
  });
});

describe("a script", () => {
  it.each([
    ["echo a; sleep 1; echo b", ["0 a", "1 b", "exit 0"]],
    ["while true; do date +%T; sleep 2; done", ["0 09:00:05", "2 09:00:05", "4 09:00:05"]],
    [
      'i=0; while [ $i -lt 3 ]; do echo "$i: x"; i=$((i+1)); sleep 1; done; exit $i',
      ["0 0: x", "1 1: x", "2 2: x", "exit 3"],
    ],
    ["for i in $(seq 1 4); do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done", ["0 1", "0 3", "exit 0"]],
    ["if [ -z x ]; then echo y; elif false; then echo z; else echo n; fi", ["0 n", "exit 0"]],
    ["false && echo a || echo b; true || echo c", ["0 b", "exit 0"]],
    ["until false; do sleep 3; done; echo never", []],
    ["while sleep 2; do echo x; done", ["2 x", "4 x"]],
    ["nope; echo $?", ["0 sh: nope: not found", "0 127", "exit 0"]],
    ["echo -n a; sleep 1; echo b", ["1 ab", "exit 0"]],
    ['printf "%03d|%s\\n" 7 z', ["0 007|z", "exit 0"]],
    ["{ echo a; echo b; } > /dev/null; echo c >&2; echo d 2>&1", ["0 a", "0 b", "0 c", "0 d", "exit 0"]],
    ["echo ${A:-none} ${B:-none} '$A' \"$A\"", ["0 one none $A one", "exit 0"]],
    ["if", ["0 sh: syntax error: unexpected end of file", "exit 2"]],
    ["exec sleep 1", ["exit 0"]],
    ["! false && echo a; if ! true; then echo b; else echo c; fi", ["0 a", "0 c", "exit 0"]],
    ["export N=1 M='a b'; echo $N $M", ["0 1 a b", "exit 0"]],
    ["set -e; false || echo a; if false; then echo b; fi; ! true; false; echo c", ["0 a", "exit 1"]],
    ["set -e; set +e; false; echo c", ["0 c", "exit 0"]],
    ["echo $((1/0)); echo b", ["0 sh: divide by zero", "exit 2"]],
    ["wget -qO- web; echo $?", ["0 wget is not simulated in a container's own command", "0 1", "exit 0"]],
    ["date | grep Sun", ["0 sh: a pipe is not simulated in a container's own command", "exit 2"]],
    ["case $A in one) echo a;; esac", ["0 sh: case is not simulated in a container's own command", "exit 2"]],
    ["f() { echo a; }; f", ["0 sh: a function is not simulated in a container's own command", "exit 2"]],
    ["cat <<E\na\nE", ["0 sh: a here-document is not simulated in a container's own command", "exit 2"]],
    ["echo $(( (2 + 3) * 4 % 7 )) $((5 > 3))", ["0 6 1", "exit 0"]],
  ])("%s", (script, says) => {
    expect(sh(script, { A: "one" })).toEqual(says);
  });

  it("that never sleeps goes on in pieces", () => {
    const said = sh("while true; do echo x; done");
    expect(said.length).toBeGreaterThan(100);
    expect(said.length).toBeLessThan(2000);
  });
});

describe("a script that wants ever more", () => {
  it.each([
    "s=x; while true; do s=$s$s; done",
    's=x; while true; do s="$s$s"; sleep 1; done',
    's=x; while true; do echo "$s" "$s" > /dev/null; s=$s$s; done',
    "printf %999999999d 1",
    's=$(printf %60000d 1); printf \'%s%s\' "$s" "$s"',
  ])("has no memory left: %s", (script) => {
    expect(played(["sh", "-c", script]).slice(-2)).toEqual([expect.stringContaining("sh: out of memory"), "exit 2"]);
  });

  it("says so in its pod, and the cluster goes on", () => {
    const { status } = statusAfter({ command: ["sh", "-c", "s=x; while true; do s=$s$s; done"] }, 10);
    expect(status?.lastState?.terminated).toMatchObject({ exitCode: 2, reason: "Error" });
  });

  it("has its lines cut where they never end", () => {
    const said = played(["sh", "-c", "s=$(printf %1000d 1); while true; do printf $s; done"], 20_000);
    expect(Math.max(...said.map((line) => line.length))).toBeLessThan(100_000);
  });
});

const BUSYBOX = { image: "busybox:1.36", ports: [] };

/** After so many seconds, how its container is. */
const statusAfter = (container: object, seconds: number) => {
  const { cluster } = watchedCluster({});
  createPod(cluster, makePod("one", { container: { ...BUSYBOX, ...container } }));
  cluster.advance(seconds * 1000);
  return { cluster, status: podNamed(cluster, "one")?.status?.containerStatuses?.[0] };
};

describe("in a pod", () => {
  it("is what its command says, and does not hear that it should end", () => {
    const { cluster, status } = statusAfter({ command: ["sh", "-c", "while true; do sleep 1; done"] }, 10);
    expect(status?.state?.running).toBeDefined();
    cluster.sim.api.delete("pods", "default/one", {});
    settle(cluster);
    cluster.advance(38_000);
    expect(podNamed(cluster, "one")).toBeDefined();
    cluster.advance(43_000);
    expect(podNamed(cluster, "one")).toBeUndefined();
  });

  it("waits for a Service until the name server knows it", () => {
    const script =
      "until nslookup myservice.$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace).svc.cluster.local; do echo waiting; sleep 2; done; exit 3";
    const { cluster, status } = statusAfter({ command: ["sh", "-c", script] }, 20);
    expect(status?.state?.running).toBeDefined();
    const ports = [{ port: 80, protocol: "TCP" as const }];
    const metadata = { name: "myservice", namespace: "default" };
    const service = { apiVersion: "v1", kind: "Service", metadata, spec: { ports } };
    cluster.sim.api.create("services", service, {});
    settle(cluster);
    cluster.advance(24_000);
    expect(podNamed(cluster, "one")?.status?.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(3);
  });

  it("ends at once if it is a shell and nobody types", () => {
    const { status } = statusAfter({}, 8);
    expect(status?.restartCount).toBeGreaterThan(0);
    expect(status?.lastState?.terminated).toMatchObject({ exitCode: 0, reason: "Completed" });
  });

  it("cannot be started if the image has no such program", () => {
    const { status } = statusAfter({ args: ["nope"] }, 8);
    expect(status?.lastState?.terminated).toMatchObject({ exitCode: 128, reason: "StartError" });
  });
});
