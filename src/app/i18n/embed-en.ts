// The words of pictures and embeds: they travel without the page's own.
export const embed = {
  outside: "Outside",
  firewall: "Firewall",
  ingress: "Ingress",
  service: "Service",
  noEndpoints: "no endpoints",
  calmNodes: (count: number) => `${count} more nodes, none in trouble`,
  moreNodes: (count: number, troubled: number) => `${count} more nodes, ${troubled} in trouble`,
  queue: "Waiting for a node",
  more: (count: number) => `${count} more`,
  failedRequests: "failed requests",
  broken: "broken",
  mended: "mended",
  play: "Play",
  pause: "Pause",
  position: "Position in time",
  loading: "The cluster is being loaded …",
  notLoaded: "The cluster could not be loaded. The picture stays.",
  broke: (time: string, why: string) =>
    `It broke, and stands at ${time}, the last good moment (${why}). Move the slider, or start again.`,
  report: "Save a report",
  open: "open in Drydock",
  mend: "Mend it",
  whatIf: "What if?",
  again: "From the start",
  failed: (count: number) => `${count} failed`,
  editor: "File",
  apply: "Apply",
  terminal: "Terminal",
  command: "Command",
  example: (line: string) => `for example: ${line}`,
  altClients: (name: string, fails: string | null) => (fails === null ? `${name}: all served.` : `${name}: ${fails}.`),
  altService: (name: string, serving: number, all: number) =>
    all === 0
      ? `Service ${name} has no endpoints.`
      : `Service ${name} sends requests to ${serving} of ${all} endpoints.`,
  altPods: (count: number, nodes: number) => `${count} pods on ${nodes} nodes.`,
  altPod: (name: string, says: string, truth: string) => `${name}: ${says}${truth === "" ? "" : `, but ${truth}`}.`,
  altNode: (name: string, condition: string) => `Node ${name}: ${condition}.`,
  altQueue: (count: number) => (count === 1 ? "1 pod waits for a node." : `${count} pods wait for a node.`),
};

export type EmbedWords = {
  readonly [K in keyof typeof embed]: (typeof embed)[K] extends string ? string : (typeof embed)[K];
};
