// Help under what the API server refused, or did not say at all.
import { resourceByName } from "#api/scheme";
import { always, fileIn, namespaceIn, type Rule, run, singular, space, type Teach } from "./rule.ts";

const notFound: Teach = (found, { command }, facts) => {
  const [, type = "", name = ""] = found;
  if (resourceByName(type)?.namespaced === false && type !== "namespaces") {
    return { id: "noSuchNode", names: [name, type], run: `kubectl get ${type}` };
  }
  if (type === "namespaces") return { id: "noNamespace", names: [name], run: "kubectl get namespaces" };
  const elsewhere = facts.namespaceOf(type, name);
  const kind = type.replace(/\..*$/, "");
  if (elsewhere !== undefined && elsewhere !== (namespaceIn(command) ?? facts.namespace)) {
    return { id: "elsewhere", names: [name, elsewhere], run: `kubectl get ${kind} ${name} -n ${elsewhere}` };
  }
  return { names: [name, kind], run: `kubectl get ${kind}${space(command)}` };
};

/** Whoever has no configuration asks the machine they sit at: root, somebody on a worker, or a context that names no cluster. */
const noServer: Teach = (_, { command }, facts) => {
  if (/^\s*sudo\s/.test(command)) return { id: "noSudo", names: [], run: command.replace(/^\s*sudo\s+/, "") };
  return facts.isElsewhere ? { run: "exit" } : { id: "bareContext", names: [], run: "kubectl config get-contexts" };
};

const nothingFound: Teach = (_, { command }) => {
  const type = /\bget\s+(\S+)/.exec(command)?.[1] ?? "pods";
  const selector = /(?:^|\s)(?:-l|--selector)[= ]?(\S+)/.exec(command)?.[1];
  if (selector !== undefined) {
    return {
      id: "selectorMatchesNothing",
      names: [selector],
      run: `kubectl get ${type}${space(command)} --show-labels`,
    };
  }
  // What a field says left out is in no other namespace either.
  if (/\s--field-selector[= ]/.test(command)) return undefined;
  return { names: [type], run: `kubectl get ${type} -A` };
};

const explainOf = (found: RegExpExecArray): string | undefined => {
  const [, kind = "", path = ""] = found;
  const parent = path
    .replaceAll(/\[[^\]]*\]/g, "")
    .split(".")
    .slice(0, -1)
    .join(".");
  return kind === "" ? undefined : `kubectl explain ${kind.toLowerCase()}${parent === "" ? "" : `.${parent}`}`;
};

export const refusals: readonly Rule[] = [
  // The API server does not answer.
  { id: "noKubeconfig", on: /connection to the server localhost:8080 was refused/, teach: noServer },
  { id: "apiRefused", on: /The connection to the server (\S+) was refused/, teach: always("ssh master crictl ps -a") },
  { id: "apiTimeout", on: /TLS handshake timeout|Client\.Timeout exceeded/, teach: always("ssh master free -m") },
  {
    id: "apiNoRoute",
    on: /Unable to connect to the server: .*(?:no route to host|i\/o timeout)/,
    teach: always("ping -c 3 master"),
  },
  // Refused.
  {
    id: "quota",
    on: /exceeded quota: ([^\s,]+)/,
    teach: run((_, command) => `kubectl describe quota${space(command)}`),
  },
  {
    id: "limitRange",
    on: /(?:maximum|minimum) (?:cpu|memory|ephemeral-storage) usage per/,
    teach: run((_, c) => `kubectl describe limitrange${space(c)}`),
  },
  { id: "forbidden", on: /User "[^"]*" cannot (\w+) resource/, teach: always("kubectl auth can-i --list") },
  { id: "disruptionBudget", on: /would violate the pod's disruption budget/, teach: always("kubectl get pdb -A") },
  {
    id: "immutable",
    on: /field is immutable/,
    teach: run((_, c) => (fileIn(c) === undefined ? undefined : `kubectl replace --force -f ${fileIn(c)}`)),
  },
  { id: "conflict", on: /the object has been modified; please apply your changes to the latest version/ },
  {
    id: "alreadyExists",
    on: /\(AlreadyExists\): .*?([\w.]+) "([^"]+)" already exists/,
    teach: run(([, type = "", name = ""], c) => `kubectl get ${singular(type)} ${name}${space(c)}`),
  },
  {
    id: "unknownField",
    on: /(\w+) in version "[^"]*" cannot be handled as a \w+: strict decoding error: unknown field "([^"]+)"/,
    teach: run((found) => explainOf(found)),
  },
  {
    id: "unknownField",
    on: /strict decoding error: unknown field "([^"]+)"/,
    teach: run((_, c) => (fileIn(c) === undefined ? "kubectl explain pod" : `vi ${fileIn(c)}`)),
  },
  {
    id: "invalid",
    on: /The (\w+) "[^"]*" is invalid: (?:\n\* )?([\w.[\]]+): /,
    teach: run((found) => explainOf(found)),
  },
  {
    id: "noKind",
    on: /no matches for kind "([^"]+)" in version "([^"]+)"/,
    teach: run(([, kind]) => `kubectl api-resources | grep -i ${kind}`),
  },
  {
    id: "badYaml",
    on: /error parsing (\S+): error converting YAML to JSON: yaml: line (\d+)/,
    teach: run(([, file]) => `vi ${file}`),
  },
  { id: "badYaml", on: /error parsing (\S+): /, teach: run(([, file]) => `vi ${file}`) },
  { id: "noFile", on: /the path "([^"]+)" does not exist/, teach: always("ls") },
  { id: "whichFile", on: /must specify one of -f and -k/, teach: always("ls") },
  // Not there.
  {
    id: "notFound",
    on: /[Ee]rror from server \(NotFound\): (?:error when [^:]*: )?([\w.]+) "([^"]+)" not found/,
    teach: notFound,
  },
  { id: "noNamespace", on: /namespaces "([^"]+)" not found/, teach: always("kubectl get namespaces") },
  { id: "nothingHere", on: /^No resources found in \S+ namespace\./m, teach: nothingFound },
  { id: "nothingAnywhere", on: /^No resources found$/m, teach: nothingFound },
  { id: "noType", on: /the server doesn't have a resource type "([^"]+)"/, teach: always("kubectl api-resources") },
  { id: "whichType", on: /You must specify the type of resource to/i, teach: always("kubectl api-resources") },
  { id: "unknownCommand", on: /unknown command "([^"]+)" for "kubectl"/, teach: always("kubectl --help") },
  {
    id: "unknownFlag",
    on: /unknown (?:shorthand )?flag: (.+)/,
    teach: run((_, c) => `kubectl${/kubectl(\s+\w+)/.exec(c)?.[1] ?? ""} --help`),
  },
  { id: "noCommand", on: /^bash: (?:line 1: )?(\S+): command not found/m, teach: always("help") },
];
