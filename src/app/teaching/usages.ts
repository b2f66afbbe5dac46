// Help under a line that kubectl could not make sense of: what is missing, or how it is said.
import { swapped } from "./nearest.ts";
import { always, type Rule, run, space, type Teach } from "./rule.ts";

/** What a flag that is missing may hold. An image is one that the cluster runs already. */
const EXAMPLES: Readonly<Record<string, string>> = { replicas: "3", max: "5", schedule: '"*/5 * * * *"' };

const flagNeeded: Teach = (found, { command }, facts) => {
  const [, name = ""] = found;
  const example = name === "image" ? facts.images()[0] : EXAMPLES[name];
  return { names: [name], ...(example === undefined ? {} : { run: `${command} --${name}=${example}` }) };
};

/** `exec web ls -l` as `exec web -- ls -l`. */
export const withDashes = (command: string): string | undefined => {
  const [, head, rest] =
    /^(.*?\bexec(?:\s+(?:-[nc]\s+\S+|--(?:namespace|container)\s+\S+|-\S+))*\s+[^\s-]\S*(?:\s+(?:-[nc]\s+\S+|-\S+))*)\s+([^\s-].*)$/.exec(
      command,
    ) ?? [];
  return head === undefined ? undefined : `${head} -- ${rest}`;
};

const typeIn = (command: string): string => /kubectl\s+\S+\s+([a-z][\w.]*)/.exec(command)?.[1] ?? "pods";

const nameInAll: Teach = (_, { command }, facts) => {
  const [, type = "", name = ""] = /\bget\s+(?:-\S+\s+)*(\S+)\s+([^\s-]\S*)/.exec(command) ?? [];
  const namespace = facts.namespaceOf(type, name);
  if (namespace === undefined) return { names: [] };
  return { names: [], run: command.replace(/(^|\s)(?:-A|--all-namespaces)(?=\s|$)/, `$1-n ${namespace}`) };
};

const wrongContainer: Teach = (found, { command }) => {
  const [, name = "", , all = ""] = found;
  const right = /^[^\s,]+/.exec(all)?.[0] ?? "";
  const line = swapped(command, name, right);
  return { names: [name, all.trim()], ...(line === undefined ? {} : { run: line }) };
};

const setImage = run((_, command) => {
  const [, what] = /\bimage\s+(\S+?\/\S+)/.exec(command) ?? [];
  return `kubectl get ${what ?? "deployments"}${space(command)} -o wide`;
});

const badName: Teach = (found, { command }) => {
  const [, name = ""] = found;
  const better = name.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-");
  const line = /^[a-z0-9]/.test(better) ? swapped(command, name, better) : undefined;
  return { names: [name], ...(line === undefined ? {} : { run: line }) };
};

const historyOf = run((found, command) => {
  const [, what = "deployment"] = /\bundo\s+((?:[a-z]+\s+)?[^\s-]\S*)/.exec(command) ?? [];
  return `kubectl rollout history ${what}${space(command)}`;
});

const parentOf = run((found, command) => {
  const [, path = ""] = /\bexplain\s+(?:-\S+\s+)*(\S+)/.exec(command) ?? [];
  const at = path.split(".").indexOf(found[1] ?? "");
  return at > 0 ? `kubectl explain ${path.split(".").slice(0, at).join(".")}` : undefined;
});

const forwarded = run((_, command) => (/\d/.test(command) ? undefined : `${command} 8080:80`));

export const usages: readonly Rule[] = [
  {
    id: "placeholder",
    on: /syntax error near unexpected token|bash: \S+: No such file or directory/,
    teach: (_, { command }) => {
      const word = /<[a-z][\w -]*>/i.exec(command)?.[0];
      return word === undefined ? undefined : { names: [word], run: "kubectl get pods" };
    },
  },
  { id: "flagNeeded", on: /required flag\(s\) "([^"]+)"/, teach: flagNeeded },
  { id: "flagNeeded", on: /required flag\(s\)|either --(image) or --from must be specified/, teach: flagNeeded },
  { id: "nameNeeded", on: /NAME is required for run|exactly one NAME is required, got 0/ },
  { id: "oneName", on: /exactly one NAME is required, got \d+/ },
  {
    id: "whichPod",
    on: /POD or TYPE\/NAME is a required argument|pod, type\/name or --filename must be specified/,
    teach: run((_, c) => `kubectl get pods${space(c)}`),
  },
  { id: "execDashes", on: /exec \[POD\] \[COMMAND\] is not supported anymore/, teach: run((_, c) => withDashes(c)) },
  { id: "execWhat", on: /you must specify at least one command for the container/, teach: run((_, c) => `${c} -- sh`) },
  {
    id: "nameOrAll",
    on: /resource\(s\) were provided, but no name was specified/,
    teach: run((_, c) => `kubectl get ${typeIn(c)}${space(c)}`),
  },
  {
    id: "whichObject",
    on: /You must provide one or more resources by argument or filename|required resource not specified/,
    teach: run((_, c) => `kubectl get deployments${space(c)}`),
  },
  { id: "nameInAll", on: /a resource cannot be retrieved by name across all namespaces/, teach: nameInAll },
  { id: "mixedForms", on: /there is no need to specify a resource type as a separate argument/ },
  { id: "flagValue", on: /flag needs an argument: (?:'.' in )?(-\S+)/ },
  { id: "badJsonpath", on: /error parsing jsonpath/ },
  {
    id: "badOutput",
    on: /unable to match a printer suitable for the output format "([^"]+)"/,
    teach: run((_, c) => `kubectl get ${typeIn(c)}${space(c)} -o wide`),
  },
  {
    id: "badSelector",
    on: /unable to parse requirement/,
    teach: run((_, c) => `kubectl get ${typeIn(c)}${space(c)} --show-labels`),
  },
  { id: "noFieldLabel", on: /field label not supported: ([\w.]+)/ },
  { id: "wrongContainer", on: /container (\S+) is not valid for pod (\S+) out of: (.+)/, teach: wrongContainer },
  { id: "wrongContainer", on: /unable to find container named "([^"]+)"/, teach: setImage },
  {
    id: "labelForm",
    on: /at least one (?:label|annotation) update is required/,
    teach: run((_, c) => `${c} owner=me`),
  },
  {
    id: "badName",
    on: /metadata\.name: Invalid value: "([^"]+)": a (?:lowercase )?(?:RFC 1123|DNS)/,
    teach: badName,
  },
  { id: "portNeeded", on: /couldn't find port via --port flag/, teach: run((_, c) => `${c} --port=80`) },
  { id: "taintForm", on: /invalid taint spec|at least one taint update is required/ },
  { id: "notANumber", on: /strconv\.\w+: parsing "([^"]*)": invalid syntax/ },
  { id: "noRevision", on: /unable to find specified revision (\d+) in history/, teach: historyOf },
  { id: "noContext", on: /no context exists with the name: "([^"]+)"/, teach: always("kubectl config get-contexts") },
  {
    id: "waitForWhat",
    on: /unrecognized condition: \[\]/,
    teach: run((_, c) => (/\bwait\s+[^\s-]/.test(c) ? `${c} --for=condition=Ready` : undefined)),
  },
  { id: "whichNode", on: /USAGE: (?:drain|cordon|uncordon) NODE/, teach: always("kubectl get nodes") },
  { id: "forwardWhat", on: /TYPE\/NAME and list of ports are required for port-forward/, teach: forwarded },
  { id: "patchForm", on: /BadRequest\): invalid JSON document|must specify --patch or --patch-file/ },
  { id: "noFieldThere", on: /field "([^"]+)" does not exist/, teach: parentOf },
  {
    id: "notAWorkload",
    on: /(?:restarting|pausing|resuming|history viewer|status viewer).*(?:is not supported|has been implemented)/,
    teach: run((_, c) => `kubectl get deployments${space(c)}`),
  },
  { id: "noFile", on: /(?:cat|cd|ls|error reading|bash):? (\S+): [Nn]o such file or directory/, teach: always("ls") },
];
