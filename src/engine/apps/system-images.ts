// What the control plane's own programs hold and burn when nothing happens: contract W, measured. Together about 40 thousandths of a core.
import type { ImageBehaviour } from "../scenario.ts";

export const CONTROL_PLANE_IMAGES = {
  etcd: "registry.k8s.io/etcd:3.6.6-0",
  "kube-apiserver": "registry.k8s.io/kube-apiserver:v1.36.3",
  "kube-controller-manager": "registry.k8s.io/kube-controller-manager:v1.36.3",
  "kube-scheduler": "registry.k8s.io/kube-scheduler:v1.36.3",
} as const;

export type ControlPlaneProgram = keyof typeof CONTROL_PLANE_IMAGES;

const BUSYBOX = "sh cat ls printenv touch rm fallocate env hostname id whoami date ps sleep uname nslookup".split(" ");

/** They are part of every registry, beside the scenario's own images; and what people ask from inside with. */
export const systemImages: { readonly [reference: string]: ImageBehaviour } = {
  "curlimages/curl": { sizeMi: 9, memoryMi: 2, termMs: 0, tools: ["curl", ...BUSYBOX] },
  busybox: { sizeMi: 2, memoryMi: 1, termMs: 0, isBare: true, tools: ["wget", ...BUSYBOX] },
  "registry.k8s.io/e2e-test-images/agnhost:2.39": { sizeMi: 50, memoryMi: 2, termMs: 0, tools: ["curl", ...BUSYBOX] },
  alpine: { sizeMi: 4, memoryMi: 1, termMs: 0, isBare: true, tools: ["wget", ...BUSYBOX] },
  [CONTROL_PLANE_IMAGES.etcd]: { sizeMi: 23, port: 2379, startupMs: 600, memoryMi: 50, cpuMilli: 12, termMs: 100 },
  [CONTROL_PLANE_IMAGES["kube-apiserver"]]: {
    sizeMi: 27,
    port: 6443,
    startupMs: 2000,
    startupCpuMilli: 800,
    memoryMi: 230,
    cpuMilli: 18,
    termMs: 100,
    routes: [
      { path: "/livez", status: 200, body: "ok" },
      { path: "/readyz", status: 200, body: "ok" },
    ],
  },
  [CONTROL_PLANE_IMAGES["kube-controller-manager"]]: {
    sizeMi: 22,
    port: 10_257,
    startupMs: 900,
    memoryMi: 55,
    cpuMilli: 8,
    termMs: 100,
  },
  [CONTROL_PLANE_IMAGES["kube-scheduler"]]: {
    sizeMi: 17,
    port: 10_259,
    startupMs: 700,
    memoryMi: 30,
    cpuMilli: 3,
    termMs: 100,
  },
};
