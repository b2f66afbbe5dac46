// Files of a node, made of the cluster's state when somebody reads them.
// Simplified: those that people look for. What is written into them changes nothing; static pods are what they were at the start.
import type { JsonObject } from "#api/meta";
import type { Sim } from "#engine";
import { machineHosts } from "#engine/checks";
import { toYaml } from "../../go/yaml.ts";

const MIRROR = "kubernetes.io/config.mirror";

export const nodeFiles = (sim: Sim, node: string): readonly (readonly [string, string])[] => [
  ["/var/lib/kubelet/config.yaml", KUBELET_CONFIG],
  ["/etc/hosts", machineHosts(sim)],
  ...[...sim.store.podsOnNode(node)]
    .filter((pod) => pod.metadata.annotations?.[MIRROR] !== undefined)
    .map((pod): readonly [string, string] => {
      const name = pod.metadata.name.slice(0, -node.length - 1);
      const { containers, hostNetwork, priorityClassName } = pod.spec;
      const manifest = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { labels: pod.metadata.labels ?? {}, name, namespace: pod.metadata.namespace ?? "" },
        spec: {
          containers: containers.map(({ name: own, image = "", imagePullPolicy = "", resources = {} }) => ({
            image,
            imagePullPolicy,
            name: own,
            resources,
          })),
          ...(hostNetwork === undefined ? {} : { hostNetwork }),
          ...(priorityClassName === undefined ? {} : { priorityClassName }),
        },
        status: {},
      };
      return [`/etc/kubernetes/manifests/${name}.yaml`, toYaml(manifest as unknown as JsonObject)];
    }),
];

const KUBELET_CONFIG = `apiVersion: kubelet.config.k8s.io/v1beta1
cgroupDriver: systemd
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
evictionHard:
  imagefs.available: 15%
  memory.available: 100Mi
  nodefs.available: 10%
  nodefs.inodesFree: 5%
healthzBindAddress: 127.0.0.1
healthzPort: 10248
kind: KubeletConfiguration
maxPods: 110
nodeLeaseDurationSeconds: 40
nodeStatusUpdateFrequency: 10s
staticPodPath: /etc/kubernetes/manifests
`;
