// Models pkg/scheduler/apis/config/v1/default_plugins.go (v1.36): the default profile, in the order in which plugins run.
// Simplified: of the plugins for volumes only VolumeBinding, none for declared node features; DefaultBinder is the binding in scheduler.ts.
import type { Plugin } from "./plugin.ts";
import { defaultPreemption } from "./plugins/defaultpreemption/defaultpreemption.ts";
import { dynamicResources } from "./plugins/dynamicresources/dynamicresources.ts";
import { imageLocality } from "./plugins/imagelocality/imagelocality.ts";
import { interPodAffinity } from "./plugins/interpodaffinity/interpodaffinity.ts";
import { nodeAffinity } from "./plugins/nodeaffinity/nodeaffinity.ts";
import { nodeName } from "./plugins/nodename/nodename.ts";
import { nodePorts } from "./plugins/nodeports/nodeports.ts";
import { noderesourcesBalancedAllocation } from "./plugins/noderesources/balancedallocation.ts";
import { noderesourcesFit } from "./plugins/noderesources/fit.ts";
import { nodeUnschedulable } from "./plugins/nodeunschedulable/nodeunschedulable.ts";
import { podTopologySpread } from "./plugins/podtopologyspread/podtopologyspread.ts";
import { prioritySort } from "./plugins/prioritysort/prioritysort.ts";
import { schedulingGates } from "./plugins/schedulinggates/schedulinggates.ts";
import { taintToleration } from "./plugins/tainttoleration/tainttoleration.ts";
import { volumeBinding } from "./plugins/volumebinding/volumebinding.ts";

export const DEFAULT_PROFILE: readonly Plugin[] = [
  schedulingGates,
  prioritySort,
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  noderesourcesFit,
  volumeBinding,
  podTopologySpread,
  interPodAffinity,
  dynamicResources,
  defaultPreemption,
  noderesourcesBalancedAllocation,
  imageLocality,
] as readonly Plugin[];
