import { expect, it } from "vitest";
import { shortNameOf } from "./short-name.ts";

const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-abc", uid: "u", controller: true };

it.each([
  { name: "web-57f75669c8-jgxjk", namespace: "default", isOwned: true, short: "jgxjk" },
  { name: "my-pod", namespace: "default", isOwned: false, short: "my-pod" },
  { name: "etcd-master", namespace: "kube-system", isOwned: true, short: "etcd" },
  { name: "kube-controller-manager-master", namespace: "kube-system", isOwned: true, short: "kube-controller-manager" },
])("$name goes by $short", ({ name, namespace, isOwned, short }) => {
  const metadata = { name, namespace, ...(isOwned ? { ownerReferences: [owner] } : {}) };
  expect(shortNameOf({ apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [] } })).toBe(short);
});
