// What is known of a selected object; the words come with it.
import type { Widen } from "./widen.ts";

export const inspect = {
  node: "Node",
  ip: "IP",
  image: "Image",
  status: "Status",
  restarts: "Restarts",
  age: "Age",
  type: "Type",
  ports: "Ports",
  selector: "Selector",
  endpoints: "Endpoints",
  replicas: "Replicas",
  strategy: "Strategy",
  capacity: "Capacity",
  taints: "Taints",
  api: "API server",
  apiAnswers: (seconds: string) => `answers in ${seconds} s`,
  code: "Programs in memory",
  labels: "Labels",
  why: "Why?",
  who: "Who gets the requests?",
  rollout: "Where does the rollout stand?",
  fails: "Why do requests fail?",
  firewall: "Firewall",
  client: "Client",
  url: "Asks for",
  rate: "Rate",
  readyOf: (ready: number, all: number) => `${ready} of ${all} ready`,
  revision: "Revision",
  notes: {
    api: "How long the API server takes to answer. Where its machine is short of CPU or memory it takes longer, and the whole cluster waits.",
    code: "How much of its programs' code this machine can keep in memory. What has no room there is read from disk again and again: everything on it slows down.",
    taints: "Marks that keep pods away: only pods that tolerate them come here.",
    labels: "Marks by which pods choose this machine (nodeSelector, affinity).",
    selector: "It takes the pods that wear these labels.",
    revision:
      "Each rollout makes a ReplicaSet of its own. rev counts them; the letters are the hash of its pod template, and every pod of it wears them in its name.",
    strategy: "How old pods are replaced by new ones at a rollout.",
    endpoints: "Pods behind the service. Only those that are ready get requests.",
  },
} as const;

export type InspectWords = Widen<typeof inspect>;
