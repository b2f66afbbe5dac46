// Models pkg/kubelet/config/common.go, pkg/kubelet/pod/mirror_client.go and kubeadm's manifests (v1.36): pods that a kubelet runs from files
// on its own disk, and the mirror of each in the API server. To delete the mirror ends nothing: it is made again.
import type { Container } from "#api/core-container";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { OwnerReference } from "#api/meta";
import { fnv1a } from "../clock/rng.ts";
import { CONTROL_PLANE_IMAGES, type ControlPlaneProgram } from "../apps/system-images.ts";
import type { KubeletContext } from "./context.ts";
import type { Images } from "./images.ts";

const NAMESPACE = "kube-system";
const MIRROR = "kubernetes.io/config.mirror";

interface Manifest {
  readonly program: ControlPlaneProgram;
  readonly requests: NonNullable<NonNullable<Container["resources"]>["requests"]>;
}

const MANIFESTS: readonly Manifest[] = [
  { program: "etcd", requests: { cpu: "100m", memory: "100Mi" } },
  { program: "kube-apiserver", requests: { cpu: "250m" } },
  { program: "kube-controller-manager", requests: { cpu: "200m" } },
  { program: "kube-scheduler", requests: { cpu: "100m" } },
];

export const isMirror = (pod: Pod): boolean => pod.metadata.annotations?.[MIRROR] !== undefined;

export class StaticPods {
  readonly #context: KubeletContext;
  readonly #images: Images;

  constructor(context: KubeletContext, images: Images) {
    this.#context = context;
    this.#images = images;
  }

  /** The control plane of a node that has it as pods; its images are on the disk already. */
  start(node: Node): void {
    for (const manifest of MANIFESTS) {
      this.#images.place(node.metadata.name, CONTROL_PLANE_IMAGES[manifest.program]);
      this.#create(mirrorOf(manifest, node, this.#context.sim.timestamp()));
    }
  }

  /** The mirror was deleted: here is another; what runs goes on under its uid. Answers the new mirror. */
  renew(gone: Pod, node: Node): Pod {
    const written = asWritten(gone);
    const { uid: _, resourceVersion: _v, creationTimestamp: _c, ...metadata } = written.metadata;
    return this.#create({ ...written, metadata: { ...metadata, ownerReferences: [ownerOf(node)] } });
  }

  #create(pod: Pod): Pod {
    const made = this.#context.sim.api.createTrusted("pods", pod);
    if (!made.ok) throw new Error(`static pod ${pod.metadata.name}: ${made.status.message}`);
    return made.value;
  }
}

/** Without what a deletion says: the file on the node's disk knows of none. */
export const asWritten = (gone: Pod): Pod => {
  const { deletionTimestamp: _, deletionGracePeriodSeconds: _g, ...metadata } = gone.metadata;
  return { ...gone, metadata };
};

/** A Node of the same name may be another one than the mirror before had. */
const ownerOf = ({ metadata: { name, uid = "" } }: Node): OwnerReference => ({
  apiVersion: "v1",
  kind: "Node",
  name,
  uid,
  controller: true,
});

const mirrorOf = ({ program, requests }: Manifest, node: Node, seen: string): Pod => {
  const { name } = node.metadata;
  const hash = [0, 1, 2, 3].map((i) => fnv1a(`${program}/${name}/${i}`).toString(16).padStart(8, "0")).join("");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${program}-${name}`.toLowerCase(),
      namespace: NAMESPACE,
      labels: { component: program, tier: "control-plane" },
      annotations: {
        "kubernetes.io/config.hash": hash,
        [MIRROR]: hash,
        "kubernetes.io/config.seen": seen,
        "kubernetes.io/config.source": "file",
      },
      ownerReferences: [ownerOf(node)],
    },
    spec: {
      containers: [
        {
          name: program,
          image: CONTROL_PLANE_IMAGES[program],
          imagePullPolicy: "IfNotPresent",
          resources: { requests },
        },
      ],
      nodeName: name,
      hostNetwork: true,
      priorityClassName: "system-node-critical",
      priority: 2_000_001_000,
      restartPolicy: "Always",
      enableServiceLinks: true,
      automountServiceAccountToken: false,
      tolerations: [{ operator: "Exists", effect: "NoExecute" }],
    },
  };
};
