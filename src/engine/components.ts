// The table of components, in the order in which they are told of a change.
import type { ComponentFactory } from "./sim.ts";
import { createSystemObjects } from "./apiserver/system-objects.ts";
import { createBootstrap } from "./bootstrap.ts";
import { createCronJobController } from "./controllers/cronjob/cronjob.ts";
import { createDaemonSetController } from "./controllers/daemonset/daemonset.ts";
import { createDeploymentController } from "./controllers/deployment/deployment.ts";
import { createDisruptionController } from "./controllers/disruption/disruption.ts";
import { createEndpointSliceController } from "./controllers/endpointslice/endpointslice.ts";
import { createGarbageCollector } from "./controllers/garbagecollector/garbagecollector.ts";
import { createJobController } from "./controllers/job/job.ts";
import { createNamespaceController } from "./controllers/namespace/namespace.ts";
import { createPersistentVolumeController } from "./controllers/persistentvolume/persistentvolume.ts";
import { createNodeLifecycleController } from "./controllers/nodelifecycle/nodelifecycle.ts";
import { createPodAutoscaler } from "./controllers/podautoscaler/podautoscaler.ts";
import { createPodGarbageCollector } from "./controllers/podgc/podgc.ts";
import { createReplicaSetController } from "./controllers/replicaset/replicaset.ts";
import { createResourceQuotaController } from "./controllers/resourcequota/resourcequota.ts";
import { createServiceAccountController } from "./controllers/serviceaccount/serviceaccount.ts";
import { createControlPlane } from "./controlplane/controlplane.ts";
import { createApplications } from "./apps/applications.ts";
import { createDelivery } from "./delivery/delivery.ts";
import { createStatefulSetController } from "./controllers/statefulset/statefulset.ts";
import { createTaintEvictionController } from "./controllers/tainteviction/tainteviction.ts";
import { createEvents } from "./events/events.ts";
import { createKubelet } from "./kubelet/kubelet.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { createFirewallComponent } from "./network/firewall-component.ts";
import { createNode } from "./node/node.ts";
import { createScheduler } from "./scheduler/scheduler.ts";
import { createNetwork } from "./network/network.ts";

export const componentFactories: readonly ComponentFactory[] = [
  createEvents,
  createSystemObjects,
  createNamespaceController,
  createServiceAccountController,
  createDeploymentController,
  createReplicaSetController,
  createDaemonSetController,
  createStatefulSetController,
  createJobController,
  createCronJobController,
  createEndpointSliceController,
  createNodeLifecycleController,
  createTaintEvictionController,
  createPodGarbageCollector,
  createDisruptionController,
  createPersistentVolumeController,
  createResourceQuotaController,
  createPodAutoscaler,
  createGarbageCollector,
  createScheduler,
  createApplications,
  createNode,
  createKubelet,
  createControlPlane,
  createMetrics,
  createNetwork,
  createFirewallComponent,
  createDelivery,
  // Last: what it creates finds every component in place.
  createBootstrap,
];
