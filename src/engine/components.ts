// The table of components, in the order in which they are told of a change.
import type { ComponentFactory } from "./sim.ts";
import { createSystemObjects } from "./apiserver/system-objects.ts";
import { createBootstrap } from "./bootstrap.ts";
import { createDeploymentController } from "./controllers/deployment/deployment.ts";
import { createNamespaceController } from "./controllers/namespace/namespace.ts";
import { createReplicaSetController } from "./controllers/replicaset/replicaset.ts";
import { createServiceAccountController } from "./controllers/serviceaccount/serviceaccount.ts";
import { createEvents } from "./events/events.ts";
import { createFirewallComponent } from "./network/firewall-component.ts";
import { createNetwork } from "./network/network.ts";

export const componentFactories: readonly ComponentFactory[] = [
  createEvents,
  createSystemObjects,
  createNamespaceController,
  createServiceAccountController,
  createDeploymentController,
  createReplicaSetController,
  createNetwork,
  createFirewallComponent,
  // Last: what it creates finds every component in place.
  createBootstrap,
];
