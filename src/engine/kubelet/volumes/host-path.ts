// Models checkType of pkg/volume/hostpath/host_path.go (v1.36): whether a machine has what a hostPath volume says that it is.
import type { Volume } from "#api/core-volume";
import { normalPath } from "#api/path";
import type { Files } from "../../apps/files.ts";

/** What is at a path of a machine. */
export type HostKind = "Directory" | "File" | "Socket" | "CharDevice" | "BlockDevice";

/** Simplified: what every machine has from the beginning, as far as manifests name it. All else is there once a pod has made it. */
const DIRECTORIES = new Set(
  (
    "/ /boot /dev /etc /etc/cni /etc/cni/net.d /etc/kubernetes /etc/kubernetes/manifests /etc/kubernetes/pki /etc/ssl /etc/ssl/certs /home " +
    "/lib /lib/modules /media /mnt /opt /opt/cni /opt/cni/bin /proc /root /run /run/containerd /srv /sys /sys/fs /sys/fs/cgroup /tmp /usr " +
    "/usr/bin /usr/lib /usr/local /usr/share /var /var/lib /var/lib/containerd /var/lib/kubelet /var/lib/kubelet/pods /var/log " +
    "/var/log/containers /var/log/pods /var/run /var/tmp"
  ).split(" "),
);
const OTHERS: readonly (readonly [paths: RegExp, kind: HostKind])[] = [
  [/^\/etc\/(?:group|hostname|hosts|localtime|machine-id|os-release|passwd|resolv\.conf)$/, "File"],
  [/^\/var\/lib\/kubelet\/config\.yaml$|^\/etc\/kubernetes\/kubelet\.conf$/, "File"],
  [/^(?:\/var)?\/run\/containerd\/containerd\.sock$/, "Socket"],
  [/^\/dev\/(?:full|fuse|kmsg|null|random|tty|urandom|zero)$/, "CharDevice"],
  [/^\/dev\/[sv]da\d?$/, "BlockDevice"],
];

const WORDS: { readonly [kind in HostKind]: string } = {
  Directory: "a directory",
  File: "a file",
  Socket: "a socket file",
  CharDevice: "a character device",
  BlockDevice: "a block device",
};

/** Where pods have written or mounted on this machine, each with its files; read only as far as it is needed. */
type Made = Iterable<readonly [place: string, files: Files]>;

export const kindAt = (path: string, made: Made): HostKind | undefined => {
  if (DIRECTORIES.has(path)) return "Directory";
  const known = OTHERS.find(([paths]) => paths.test(path));
  if (known) return known[1];
  for (const [place, files] of made) {
    if (place.startsWith(`${path}/`)) return "Directory";
    if (place === path) return Object.hasOwn(files, "") ? "File" : "Directory";
    if (!path.startsWith(`${place}/`)) continue;
    const inside = path.slice(place.length + 1);
    if (Object.hasOwn(files, inside)) return "File";
    if (Object.keys(files).some((name) => name.startsWith(`${inside}/`))) return "Directory";
  }
  return undefined;
};

/** Why the volume cannot be set up; or what has to be made before; or undefined if all is as it says. */
export const hostPathCheck = (
  { path, type = "" }: NonNullable<Volume["hostPath"]>,
  madeFor: (path: string) => Made,
): { readonly error: string } | { readonly make: "Directory" | "File" } | undefined => {
  const found = kindAt(normalPath(path), madeFor(path));
  // Where nothing is, the runtime makes a directory of what has no type.
  if (type === "") return found === undefined ? { make: "Directory" } : undefined;
  const wanted = type.replace("OrCreate", "") as HostKind;
  if (found === wanted) return undefined;
  if (found === undefined && type === "DirectoryOrCreate") return { make: "Directory" };
  if (found === undefined && type === "FileOrCreate") {
    // makeFile() makes no directory for its file.
    const parent = normalPath(path).replace(/\/[^/]*$/, "") || "/";
    const around = kindAt(parent, madeFor(parent));
    if (around === "Directory") return { make: "File" };
    return { error: `open ${path}: ${around ? "not a" : "no such file or"} directory` };
  }
  return { error: `hostPath type check failed: ${path} is not ${WORDS[wanted] ?? type}` };
};
