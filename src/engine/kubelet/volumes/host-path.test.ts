import { describe, expect, it } from "vitest";
import type { Volume } from "#api/core-volume";
import { makeImage, makePod } from "../../testing/make.ts";
import { createPod, eventsOf, podNamed, watchedCluster, type Watched } from "../kubelet-testing.ts";
import { hostPathCheck, kindAt } from "./host-path.ts";

const begin = (): Watched => watchedCluster({ "demo/web:1.0": makeImage({ tools: ["cat", "ls"] }) });
const pod = (name: string, path: string, type?: string) => {
  const hostPath = { path, ...(type === undefined ? {} : { type }) } as NonNullable<Volume["hostPath"]>;
  return makePod(name, {
    container: { volumeMounts: [{ name: "v", mountPath: "/host" }] },
    spec: { volumes: [{ name: "v", hostPath }] },
  });
};
const phase = ({ cluster }: Watched, name: string) => podNamed(cluster, name)?.status?.phase;

describe("a hostPath volume", () => {
  it("of a directory that is not there keeps its pod waiting", () => {
    const at = begin();
    createPod(at.cluster, pod("host", "/nowhere/at/all", "Directory"));
    at.cluster.advance(6000);
    expect(phase(at, "host")).toBe("Pending");
    expect(eventsOf(at.cluster, "host").find((e) => e.includes("FailedMount"))).toMatch(
      /^Warning FailedMount x\d: MountVolume\.SetUp failed for volume "v" : hostPath type check failed: \/nowhere\/at\/all is not a directory$/,
    );
  });

  it("is mounted once another pod on the same machine has made it", () => {
    const at = begin();
    createPod(at.cluster, pod("waits", "/data/a", "Directory"));
    createPod(at.cluster, pod("elsewhere", "/data/a", "Directory"), "worker-2");
    createPod(at.cluster, pod("makes", "/data/a/b", "DirectoryOrCreate"));
    at.cluster.advance(60_000);
    expect(["waits", "elsewhere", "makes"].map((name) => phase(at, name))).toEqual(["Running", "Pending", "Running"]);
  });

  it.each([
    ["/var/log", "Directory", undefined],
    ["/var/log/", "DirectoryOrCreate", undefined],
    ["/new", "", { make: "Directory" }],
    ["/new", "DirectoryOrCreate", { make: "Directory" }],
    ["/new.txt", "FileOrCreate", { make: "File" }],
    ["/made/new.txt", "FileOrCreate", { make: "File" }],
    ["/new/deep.txt", "FileOrCreate", { error: "open /new/deep.txt: no such file or directory" }],
    ["/made/file/deep", "FileOrCreate", { error: "open /made/file/deep: not a directory" }],
    ["/made/file", "File", undefined],
    ["/var/log", "File", { error: "hostPath type check failed: /var/log is not a file" }],
    ["/etc/hosts", "DirectoryOrCreate", { error: "hostPath type check failed: /etc/hosts is not a directory" }],
    ["/run/containerd/containerd.sock", "Socket", undefined],
    ["/tmp", "Socket", { error: "hostPath type check failed: /tmp is not a socket file" }],
    ["/dev/null", "CharDevice", undefined],
    ["/tmp", "CharDevice", { error: "hostPath type check failed: /tmp is not a character device" }],
    ["/dev/sdx", "BlockDevice", { error: "hostPath type check failed: /dev/sdx is not a block device" }],
  ])("%s of type %j", (path, type, want) => {
    const made = new Map([["/made", { file: { text: "x", mode: 420 } }]]);
    expect(hostPathCheck({ path, type }, () => made)).toEqual(want);
  });

  it("finds what pods have written", () => {
    const made = new Map([["/data/x", { "a/b": { text: "", mode: 420 } }]]);
    expect(["/data", "/data/x", "/data/x/a", "/data/x/a/b", "/data/y"].map((path) => kindAt(path, made))).toEqual([
      "Directory",
      "Directory",
      "Directory",
      "File",
      undefined,
    ]);
  });
});
