// The engine's door: what the layers above may use. Everything else in this folder is the engine's own business.
export { Cluster, createCluster } from "./cluster.ts";
export type { ClusterOptions, Command, Keyframe, Snapshot } from "./cluster.ts";
export { isPodReady } from "./controllers/pod-state.ts";
export { parting } from "./history/branch.ts";
export { Run } from "./history/run.ts";
export { changeBetween, scenarioHash } from "./history/rehearsal.ts";
export type { Rehearsal } from "./history/rehearsal.ts";
export { LogPlaces } from "./history/log-places.ts";
export type { Beginning, Branch, BranchesRecord, Divergence, LoggedCommand, RunRecord } from "./history/branch.ts";
export type { LogEntry, LoggedEntry } from "./history/log.ts";
export type {
  ClientScenario,
  FirewallRow,
  ImageBehaviour,
  NodeScenario,
  RouteBehaviour,
  Scenario,
  ScheduledCommand,
} from "./scenario.ts";
export type { Component, ComponentFactory, Sim } from "./sim.ts";
export type { ReadonlyTable, Table } from "./state/table.ts";
export type { ObjectChange, Store } from "./apiserver/store.ts";
export type { Answer, ApiServer, WriteOptions } from "./apiserver/apiserver.ts";
export type { DeleteOptions } from "./apiserver/deletion.ts";
export { sortedByKey } from "./apiserver/store.ts";
export { metricsObjects } from "./metrics/api.ts";
export { networkOf } from "./network/network.ts";
export { endpointsOf } from "./network/proxy-rules.ts";
export type { Network } from "./network/network.ts";
export { AT_PROMPT } from "./network/request.ts";
export type { Answer as RequestAnswer, FailReason, Hop, Source } from "./network/request.ts";
export type { FinishedRequest, RequestRow } from "./network/request-row.ts";
export { podTruth } from "./explain/pod-truth.ts";
export type { PodTruth } from "./explain/pod-truth.ts";
export { nodeTruth } from "./explain/node-truth.ts";
export type { NodeTruth } from "./explain/node-truth.ts";
export type { Decision, NodeVerdict } from "./scheduler/decisions.ts";
export { useChecks } from "./apiserver/checks.ts";
export { applicationsOf } from "./apps/applications.ts";
export type { Applications } from "./apps/applications.ts";
export type { LogLine } from "./apps/logs.ts";
export type { ExecOutcome } from "./apps/commands.ts";
export { writeFile } from "./apps/files.ts";
export { fnv1a } from "./clock/rng.ts";
export { API_HOST, clientError, kubectlComplaint } from "./controlplane/complaints.ts";
export { controlPlaneOf } from "./controlplane/controlplane.ts";
export type { ApiAnswer } from "./controlplane/masters.ts";
export { maxSurgeOf, minAvailableOf } from "./controllers/deployment/rolling.ts";
export { evictionOf } from "./kubelet/eviction/kept.ts";
export type { EvictionRow } from "./kubelet/eviction/kept.ts";
export { leaseNow } from "./explain/lease-now.ts";
export { leaseOf } from "./kubelet/lease.ts";
export { onMachine } from "./kubelet/on-machine.ts";
export { machinesOf } from "./node/machines.ts";
export { machineConsole } from "./node/node.ts";
export type { MachineNote } from "./node/records.ts";
export { deliveryOf, pipelinesOf, type Pipeline } from "./delivery/delivery.ts";
export { usageOfNode } from "./node/usage.ts";
export type { ContainerUsage, NodeUsage } from "./node/usage.ts";
