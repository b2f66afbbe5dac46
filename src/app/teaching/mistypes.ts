// Help under a word that nothing is called: what was probably meant, as a line to run.
import { discovered } from "#api/discovered";
import { discoveredByName, resourceByName } from "#api/scheme";
import type { ClusterFacts } from "./facts.ts";
import { nearest, swapped } from "./nearest.ts";
import { type Lesson, namespaceIn, type Rule, space, type Teach } from "./rule.ts";
import { withDashes } from "./usages.ts";

const PROGRAMS = ["kubectl", "stern", "curl", "ping", "watch", "clear", "history", "grep", "sleep", "echo"];
/** Programs that there really are, elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set(["helm", "minikube", "kubeadm", "kubens", "kubectx", "docker", "tree"]);
const CONTAINER_PROGRAMS: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl"]);

/** With the better line, if the word stands in the one that was typed. */
const told = (id: Lesson["id"], names: readonly string[], line: string | undefined): Partial<Lesson> => ({
  id,
  names,
  ...(line === undefined ? {} : { run: line }),
});

const meant = (line: string, typed: string, name: string | undefined): Partial<Lesson> | undefined =>
  name === undefined ? undefined : told("didYouMean", [typed, name], swapped(line, typed, name));

const program: Teach = (found, { command }, facts) => {
  const [, name = ""] = found;
  if (CONTAINER_PROGRAMS.has(name)) return told("containersArePods", [name], "kubectl get pods");
  if (name !== "set" && facts.wordsUnder("").commands.includes(name)) {
    return told("forgotKubectl", [name], swapped(command, name, `kubectl ${name}`));
  }
  return ELSEWHERE.has(name) ? undefined : meant(command, name, nearest(name, PROGRAMS));
};

const verb: Teach = (found, { command }, facts) => {
  const [, name = ""] = found;
  if (discoveredByName(name)) return told("typeWithoutVerb", [name], swapped(command, name, `get ${name}`));
  const { commands } = facts.wordsUnder("");
  const glued = commands.find((c) => name.startsWith(c) && discoveredByName(name.slice(c.length)) !== undefined);
  if (glued !== undefined) {
    const apart = `${glued} ${name.slice(glued.length)}`;
    return told("didYouMean", [name, apart], swapped(command, name, apart));
  }
  return meant(command, name, nearest(name, commands));
};

const isFile = (word: string): boolean => /\.(?:ya?ml|json)$/.test(word);
const asFile = (command: string, file: string): Partial<Lesson> =>
  told("fileNeedsFlag", [file], swapped(command, file, `-f ${file}`));

const subcommand: Teach = (found, { command }, facts) => {
  const [, words = "", path = ""] = found;
  const [first = "", second = "NAME"] = words.split(" ");
  if (isFile(first)) return asFile(command, first);
  if (path === "create" && resourceByName(first)?.plural === "pods") {
    return told("createPod", [], `kubectl run ${second} --image=`);
  }
  return meant(command, first, nearest(first, facts.wordsUnder(path).commands));
};

const NAMED_OFTEN =
  "deployments statefulsets daemonsets services pods jobs cronjobs ingresses configmaps secrets nodes namespaces".split(
    " ",
  );

/** What has that name. */
const kindNamed = (facts: ClusterFacts, name: string, namespace: string | undefined): string | undefined => {
  const type = NAMED_OFTEN.find((t) =>
    facts.namesOf(t, resourceByName(t)?.namespaced ? namespace : undefined).includes(name),
  );
  return type === undefined ? undefined : resourceByName(type)?.kind.toLowerCase();
};

const TYPES = discovered.flatMap(({ plural, singular, shortNames }) => [plural, singular, ...shortNames]);

const type: Teach = (found, { command }, facts) => {
  const [, name = ""] = found;
  // The server's words leave out what stands after the first dot.
  const file = command.split(/\s+/).find((word) => isFile(word) && word.startsWith(`${name}.`));
  if (file !== undefined) return asFile(command, file);
  const [, before = "", flag = ""] = /^([a-z]+)(-\S+)$/.exec(name) ?? [];
  if (discoveredByName(before)) {
    return told("didYouMean", [name, `${before} ${flag}`], swapped(command, name, `${before} ${flag}`));
  }
  const kind = kindNamed(facts, name, namespaceIn(command) ?? facts.namespace);
  if (kind !== undefined) return told("typeMissing", [name, kind], swapped(command, name, `${kind}/${name}`));
  return meant(command, name, nearest(name, TYPES));
};

/** `logs deployment web`: the type was read as the name of a pod. */
const typeAsName = (name: string, command: string, facts: ClusterFacts): Partial<Lesson> | undefined => {
  const info = resourceByName(name);
  if (!info) return undefined;
  const next = new RegExp(`\\s${name}\\s+([a-z0-9][-a-z0-9.]*)`).exec(command)?.[1];
  const isThere = next !== undefined && facts.namesOf(name, namespaceIn(command) ?? facts.namespace).includes(next);
  const line = isThere
    ? command.replace(new RegExp(`(\\s${name})\\s+${next}`), `$1/${next}`)
    : `kubectl get ${name}${space(command)}`;
  return told("typeSlashName", [info.kind.toLowerCase(), isThere ? next : "NAME"], line);
};

const WORKLOAD_PODS = /^(.+?)-[a-z0-9]{6,10}-[a-z0-9]{5}$/;

/** A pod that is looked for by what the drawing shows of its name, under the name of what made it, or of one that was replaced. */
const podOf = (name: string, command: string, facts: ClusterFacts): Partial<Lesson> | undefined => {
  const namespace = namespaceIn(command) ?? facts.namespace;
  const ending = facts.namesOf("pods", namespace).filter((pod) => pod.endsWith(`-${name}`));
  if (ending.length === 1) return told("podInFull", [name, ending[0]!], swapped(command, name, ending[0]!));
  const deployments = facts.namesOf("deployments", namespace);
  if (deployments.includes(name)) {
    const isOne = /\b(?:logs|exec|port-forward)\b/.test(command);
    const line = isOne ? swapped(command, name, `deployment/${name}`) : `kubectl get pods${space(command)}`;
    return told("podsOfDeployment", [name], line);
  }
  const maker = WORKLOAD_PODS.exec(name)?.[1] ?? "";
  return deployments.includes(maker)
    ? told("podReplaced", [name, maker], `kubectl get pods${space(command)}`)
    : undefined;
};

/** Another number is no slip of the finger. */
const withoutDigits = (name: string): string => name.replaceAll(/\d/g, "");

const nearName = (
  name: string,
  names: readonly string[],
  { command, resource }: { readonly command: string; readonly resource: string },
): Partial<Lesson> | undefined => {
  const others = names.filter((other) => withoutDigits(other) !== withoutDigits(name));
  const near = nearest(name, others);
  // What takes something away is not offered for another object.
  if (near === undefined || !/\b(?:delete|drain)\b/.test(command)) return meant(command, name, near);
  return told("didYouMean", [name, near], `kubectl get ${resource}${space(command)}`);
};

const object: Teach = (found, { command }, facts) => {
  const [, plural = "", name = ""] = found;
  const info = resourceByName(plural);
  const namespace = namespaceIn(command) ?? facts.namespace;
  const names = facts.namesOf(plural, info?.namespaced ? namespace : undefined);
  if (info?.namespaced && facts.namesOf("namespaces", undefined).includes(name)) {
    return told("isNamespace", [name], /\bget\b/.test(command) ? swapped(command, name, `-n ${name}`) : undefined);
  }
  if (plural === "pods") {
    const better = typeAsName(name, command, facts) ?? podOf(name, command, facts);
    if (better) return better;
  }
  const elsewhere = facts.namespaceOf(plural, name);
  if (elsewhere !== undefined && elsewhere !== namespace) return undefined;
  return nearName(name, names, { command, resource: plural.replace(/\..*$/, "") });
};

const ofNamespace: Teach = (found, { command }, facts) => {
  const [, name = ""] = found;
  const there = facts.namesOf("namespaces", undefined);
  if (there.includes(name)) return undefined;
  return meant(command, name, nearest(name, there)) ?? told("noNamespace", [name], "kubectl get namespaces");
};

const flag: Teach = (found, { command }, facts) => {
  const [, long, letter = "", cluster = "", path = ""] = found;
  const [, pod] = /\bcreate\s+(?:pods?|po)\s+([^\s-]\S*)/.exec(command) ?? [];
  if (pod !== undefined)
    return told("createPod", [], swapped(command, "create", "run")?.replace(/\s(?:pods?|po)(?=\s)/, ""));
  if (path.startsWith("exec") && !/\s--\s/.test(command)) return told("execDashes", [], withDashes(command));
  const { flags } = facts.wordsUnder(path.replace(/ ?--.*$/, "").trim());
  if (long !== undefined && facts.wordsUnder("").commands.includes(long)) return meant(command, `--${long}`, long);
  if (long !== undefined) return meant(command, `--${long}`, nearest(`--${long}`, flags));
  const name = cluster.replace(/=.*$/, "");
  if (flags.includes(`--${name}`)) return told("twoDashes", [name], swapped(command, `-${name}`, `--${name}`));
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return flags.includes(`-${other}`) && cluster === letter ? meant(command, `-${letter}`, `-${other}`) : undefined;
};

const format: Teach = (found, { command }) => {
  const [, name = "", allowed = ""] = found;
  return meant(command, name, nearest(name, allowed.split(",")));
};

export const mistypes: readonly Rule[] = [
  { id: "noCommand", on: /^bash: (?:line \d+: )?(\S+): command not found/m, teach: program },
  { id: "unknownCommand", on: /unknown command "([^"]+)" for "kubectl"/, teach: verb },
  { id: "unknownCommand", on: /unknown command "([^"]+)"\nSee 'kubectl ([\w -]+?) -h'/, teach: subcommand },
  { id: "unknownCommand", on: /Unexpected args: \[([^\]]+)\]\nSee 'kubectl (\w+) -h'/, teach: subcommand },
  { id: "noType", on: /the server doesn't have a resource type "([^"]+)"/, teach: type },
  { id: "notFound", on: /[Ee]rror from server \(NotFound\): ([\w.]+) "([^"]+)" not found/, teach: object },
  { id: "nothingHere", on: /^No resources found in (\S+) namespace\./m, teach: ofNamespace },
  {
    id: "unknownFlag",
    on: /unknown (?:flag: --(\S+)|shorthand flag: '(\w)' in -(\S+))\nSee 'kubectl ([^']*)'/,
    teach: flag,
  },
  {
    id: "badOutput",
    on: /unable to match a printer suitable for the output format "([^"]+)", allowed formats are: (\S+)/,
    teach: format,
  },
];
