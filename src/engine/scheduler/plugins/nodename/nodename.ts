// Models plugins/nodename/node_name.go (v1.36).
import type { Plugin } from "../../plugin.ts";
import { SKIP, unresolvable } from "../../plugin.ts";

const REFUSED = unresolvable("node(s) didn't match the requested node name");

export const nodeName: Plugin<string> = {
  name: "NodeName",
  preFilter: (pod) => (pod.pod.spec.nodeName ? { state: pod.pod.spec.nodeName } : SKIP),
  filter: (name, _pod, node) => (name === node.name ? undefined : REFUSED),
  events: ["Node/Add"],
};
