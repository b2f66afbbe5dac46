// Help under what a pod, a node or a request did not do.
import { always, type Rule, run, space } from "./rule.ts";

export const troubles: readonly Rule[] = [
  {
    id: "noImageYet",
    on: /in pod "([^"]+)" is waiting to start: (?:trying and failing to pull image|image can't be pulled)/,
    teach: run(([, pod], c) => `kubectl describe pod ${pod}${space(c)}`),
  },
  {
    id: "notStarted",
    on: /in pod "([^"]+)" is waiting to start/,
    teach: run(([, pod], c) => `kubectl describe pod ${pod}${space(c)}`),
  },
  {
    id: "noPrevious",
    on: /previous terminated container "[^"]+" in pod "([^"]+)" not found/,
    teach: run(([, pod], c) => `kubectl get pod ${pod}${space(c)}`),
  },
  {
    id: "whichContainer",
    on: /a container name must be specified for pod (\S+), choose one of: \[(\S+)/,
    teach: run(([, pod, first = ""], c) => `kubectl logs ${pod} -c ${first.replace("]", "")}${space(c)}`),
  },
  {
    id: "noProgram",
    on: /executable file not found in \$PATH|no such file or directory: unknown/,
    teach: (_, { command }) => {
      // What it prints can be read without any program of its own.
      const pod = /\bexec\s+(?:-\w+\s+|--(?:stdin|tty)\s+)*((?:[a-z]+\/)?[a-z0-9][\w.-]*)/.exec(command)?.[1];
      return pod === undefined ? undefined : { run: `kubectl logs ${pod}${space(command)}` };
    },
  },
  {
    id: "notRunning",
    on: /cannot exec into a container in a completed pod|container not found \("/,
    teach: run((_, c) => `kubectl get pods${space(c)}`),
  },
  {
    id: "notReadyInTime",
    on: /timed out waiting for the condition$/m,
    teach: (_, { command }) => (/\bkubectl\s+run\b/.test(command) ? { run: "kubectl get events" } : undefined),
  },
  {
    id: "timedOut",
    on: /timed out waiting for the condition(?: on (\S+))?/,
    teach: run(([, what], c) => (what === undefined ? undefined : `kubectl describe ${what}${space(c)}`)),
  },
  {
    id: "progressDeadline",
    on: /deployment "([^"]+)" exceeded its progress deadline/,
    teach: run(([, name], c) => `kubectl describe deployment ${name}${space(c)}`),
  },
  { id: "daemonSets", on: /cannot delete DaemonSet-managed Pods/, teach: run((_, c) => `${c} --ignore-daemonsets`) },
  { id: "emptyDir", on: /cannot delete Pods with local storage/, teach: run((_, c) => `${c} --delete-emptydir-data`) },
  { id: "noMetricsServer", on: /Metrics API not available/ },
  { id: "noMetrics", on: /[Mm]etrics not (?:available|yet)/ },
  { id: "notApplied", on: /is missing the kubectl\.kubernetes\.io\/last-applied-configuration annotation/ },
  // Requests.
  {
    id: "noSuchHost",
    on: /curl: \(6\) Could not resolve host: (\S+)/,
    teach: (found, { command }) =>
      /\bkubectl\s+(?:run|exec)\b/.test(command)
        ? { id: "noSuchService", names: [found[1] ?? ""], run: "kubectl get services -A" }
        : { names: [found[1] ?? ""], run: "kubectl get services" },
  },
  { id: "refused", on: /curl: \(7\) Failed to connect to (\S+)/, teach: always("kubectl get services,endpointslices") },
  {
    id: "noAnswer",
    on: /curl: \(28\) /,
    teach: (_, _p, facts) => ({
      names: [],
      run: facts.hasFirewall ? "ssh firewall iptables -L FORWARD -n" : "kubectl get pods -o wide",
    }),
  },
  { id: "cutOff", on: /curl: \((?:52|56)\) /, teach: always("kubectl get pods") },
  {
    id: "status503",
    on: /^HTTP\/\S+ 503|503 Service Temporarily Unavailable/m,
    typed: /\bcurl\b/,
    teach: always("kubectl get endpointslices"),
  },
  {
    id: "status502",
    on: /^HTTP\/\S+ 50[24]|50[24] (?:Bad Gateway|Gateway Time-out)/m,
    typed: /\bcurl\b/,
    teach: always("kubectl get pods"),
  },
  {
    id: "status404",
    on: /^HTTP\/\S+ 404|404 Not Found/m,
    typed: /\bcurl\b/,
    teach: always("kubectl describe ingress"),
  },
  { id: "machineGone", on: /ssh: connect to host (\S+) port 22: No route to host/, teach: always("kubectl get nodes") },
];
