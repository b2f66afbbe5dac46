// The words of the cluster as rows; they come with it.
export const table = {
  pods: "Pods",
  nodes: "Nodes",
  services: "Services",
  name: "Name",
  status: "Status",
  detail: "What the machine says",
  node: "Node",
  restarts: "Restarts",
  memory: "Memory",
  cpu: "CPU",
  role: "Role",
  condition: "Condition",
  taints: "Taints",
  podCount: "Pods",
  ports: "Ports",
  endpoints: "Endpoints",
  none: "none",
};

export type TableWords = typeof table;
