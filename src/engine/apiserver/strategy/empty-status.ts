// The status of an object of which nothing is known yet, by resource: what Go's zero values are in JSON. A resource without a row has none.
import type { JsonObject } from "#api/meta";
import type { ResourceName } from "#api/resources";

const NONE: JsonObject = Object.freeze({});
const REPLICAS: JsonObject = Object.freeze({ replicas: 0 });
const LOAD_BALANCER: JsonObject = Object.freeze({ loadBalancer: NONE });

export const emptyStatuses: { readonly [R in ResourceName]?: JsonObject } = {
  pods: NONE,
  nodes: NONE,
  namespaces: NONE,
  services: LOAD_BALANCER,
  resourcequotas: NONE,
  persistentvolumes: NONE,
  persistentvolumeclaims: NONE,
  replicationcontrollers: REPLICAS,
  deployments: NONE,
  replicasets: REPLICAS,
  daemonsets: Object.freeze({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
  statefulsets: Object.freeze({ replicas: 0, availableReplicas: 0 }),
  jobs: NONE,
  cronjobs: NONE,
  horizontalpodautoscalers: Object.freeze({ desiredReplicas: 0, currentMetrics: null }),
  ingresses: LOAD_BALANCER,
  poddisruptionbudgets: Object.freeze({
    disruptionsAllowed: 0,
    currentHealthy: 0,
    desiredHealthy: 0,
    expectedPods: 0,
  }),
};
