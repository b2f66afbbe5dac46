// Help under what a table shows: a cause from its own words, or from the state of the cluster.
import { podTrouble } from "./facts.ts";
import { namespaceIn, ofRow, type Rule, run, space, type Teach } from "./rule.ts";

const describePod = ofRow((name, flag) => `kubectl describe pod ${name}${flag}`);

const GET_PODS = /\bget\s+(?:\S*,)?(?:po|pods?|all)\b/;
const GET_DEPLOYMENTS = /\bget\s+(?:\S*,)?(?:deploy|deployments?(?:\.apps)?)\b/;

const rolloutHangs: Teach = (found, { command }, facts) => {
  const name = found[1] ?? "";
  const trouble = podTrouble(facts, namespaceIn(command), name);
  const flag = space(command);
  if (!trouble) return { names: [name], run: `kubectl get pods${flag}` };
  if (trouble.kind === "quota") return { id: "rolloutQuota", names: [name], run: `kubectl describe quota${flag}` };
  const line =
    trouble.kind === "crash"
      ? `kubectl logs ${trouble.pod}${flag} --previous`
      : `kubectl describe pod ${trouble.pod}${flag}`;
  const ids = {
    crash: "rolloutCrash",
    image: "rolloutImage",
    pending: "rolloutPending",
    unready: "rolloutUnready",
  } as const;
  return { id: ids[trouble.kind], names: [trouble.pod], run: line };
};

export const tables: readonly Rule[] = [
  {
    id: "imagePull",
    on: /\b(?:ImagePullBackOff|ErrImagePull|InvalidImageName)\b/,
    typed: GET_PODS,
    teach: describePod,
  },
  { id: "oomKilled", on: /\bOOMKilled\b/, typed: GET_PODS, teach: describePod },
  {
    id: "crashLoop",
    on: /\b(?:CrashLoopBackOff|Error)\b/,
    typed: GET_PODS,
    teach: ofRow((name, flag) => `kubectl logs ${name}${flag} --previous`),
  },
  { id: "badConfig", on: /\bCreateContainerConfigError\b/, typed: GET_PODS, teach: describePod },
  { id: "evicted", on: /\bEvicted\b/, typed: GET_PODS, teach: describePod },
  { id: "pending", on: /\bPending\b(?= +0 )/, typed: GET_PODS, teach: describePod },
  { id: "creating", on: /\bContainerCreating +\d+ +(?:\d+m|\d+h|[3-9]\ds)/, typed: GET_PODS, teach: describePod },
  {
    id: "unready",
    on: /\b0\/\d+ +Running +\d+(?: \([^)]*\))? +(?:\d+m|\d+h|[3-9]\ds)/,
    typed: GET_PODS,
    teach: describePod,
  },
  {
    id: "nodeNotReady",
    on: /\bNotReady\b/,
    typed: /\bget\s+(?:\S*,)?(?:no|nodes?)\b/,
    teach: ofRow((name) => `kubectl describe node ${name}`),
  },
  {
    id: "short",
    on: /^\S+(?: +\S+)?? +0\/[1-9]\d* /m,
    typed: GET_DEPLOYMENTS,
    teach: ofRow((name, flag) => `kubectl describe deployment ${name}${flag}`),
  },
  {
    id: "noEndpoints",
    // Rows of other kinds in the same answer have theirs before a slash.
    on: /^(?!(?:\S+ +)?(?!endpoint)[\w.]+\/).*(?:<none>|<unset>)/m,
    typed: /\bget\s+(?:\S*,)?(?:ep|endpoints|endpointslices?)\b/,
    teach: ofRow((_, flag) => `kubectl get pods${flag} --show-labels`),
  },
  {
    id: "noEndpoints",
    on: /^Endpoints: *$/m,
    typed: /\bdescribe\s+(?:svc|services?)\b/,
    teach: run((_, c) => `kubectl get pods${space(c)} --show-labels`),
  },
  {
    id: "noLoadBalancer",
    on: /LoadBalancer +\S+ +<pending>/,
    typed: /\bget\b/,
    teach: ofRow((name, flag) => `kubectl describe service ${name}${flag}`),
  },
  {
    id: "volumePending",
    on: /\bPending\b/,
    typed: /\bget\s+(?:\S*,)?(?:pvc|persistentvolumeclaims?)\b/,
    teach: ofRow((name, flag) => `kubectl describe pvc ${name}${flag}`),
  },
  {
    id: "noUsage",
    on: /<unknown>\//,
    typed: /\bget\s+(?:\S*,)?(?:hpa|horizontalpodautoscalers?)\b/,
    teach: ofRow((name, flag) => `kubectl describe hpa ${name}${flag}`),
  },
  {
    id: "rolloutWaits",
    on: /Waiting for deployment "([^"]+)" rollout to finish/,
    typed: /\brollout\s+status\b/,
    teach: rolloutHangs,
  },
];
