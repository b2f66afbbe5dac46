// Models chooseSelector and the lists of stern/stern.go (stern 1.33): the pods that a call is about, asked of the API server.
import type { JsonObject } from "#api/meta";
import { infoOf, resourceByName } from "#api/scheme";
import { fail as refuse, type Parsed, succeed } from "#api/result";
import type { KubeClient } from "../client.ts";
import { map, nameOf } from "../object.ts";
import type { SternOptions } from "./options.ts";

/** Where the labels stand by which a thing chooses its pods. */
const SELECTING: { readonly [plural: string]: readonly string[] } = {
  services: ["spec", "selector"],
  replicationcontrollers: ["spec", "template", "metadata", "labels"],
  daemonsets: ["spec", "template", "metadata", "labels"],
  deployments: ["spec", "template", "metadata", "labels"],
  replicasets: ["spec", "template", "metadata", "labels"],
  statefulsets: ["spec", "template", "metadata", "labels"],
  jobs: ["spec", "template", "metadata", "labels"],
};

/** The pods of one namespace that a call is about; an empty namespace is all of them. */
export interface Choice {
  readonly namespace: string;
  readonly labelSelector: string;
  /** Exactly this pod. */
  readonly name?: string;
}

const choose = (client: KubeClient, options: SternOptions, namespace: string): Parsed<Choice> => {
  if (options.resource === "") return succeed({ namespace, labelSelector: options.flags.text("selector") });
  const [kind = "", name = "", ...more] = options.resource.split("/");
  if (more.length > 0) return refuse('resource must be specified in the form "<resource>/<name>"');
  const resource = resourceByName(kind);
  if (resource?.plural === "pods") return succeed({ namespace, labelSelector: "", name });
  const path = SELECTING[resource?.plural ?? ""];
  if (!resource || !path) return refuse(`resource type ${kind} is not supported`);
  const answer = client.get({ resource, namespace, name });
  if (!answer.ok) return refuse(answer.status.message);
  const labels = Object.entries(map(answer.value, ...path));
  if (labels.length === 0) return refuse(`resource ${kind}/${name} has no labels to select`);
  return succeed({ namespace, labelSelector: labels.map(([key, value]) => `${key}=${value}`).join(",") });
};

const fieldSelectorOf = ({ flags }: SternOptions): string =>
  [flags.text("field-selector"), flags.text("node") === "" ? "" : `spec.nodeName=${flags.text("node")}`]
    .filter((part) => part !== "")
    .join(",");

/** Decided once: labels that a Deployment gets later do not count. */
export const choicesOf = (
  client: KubeClient,
  options: SternOptions,
  namespaces: readonly string[],
): Parsed<readonly Choice[]> => {
  const choices: Choice[] = [];
  for (const namespace of namespaces) {
    const choice = choose(client, options, namespace);
    if (!choice.ok) return choice;
    choices.push(choice.value);
  }
  return succeed(choices);
};

/** All pods that were chosen; which of their containers count is decided pod by pod. */
export const podsOf = (
  client: KubeClient,
  options: SternOptions,
  choices: readonly Choice[],
): Parsed<readonly JsonObject[]> => {
  const found: JsonObject[] = [];
  const fieldSelector = fieldSelectorOf(options);
  for (const { namespace, labelSelector, name } of choices) {
    const scope = namespace === "" ? {} : { namespace };
    const answer = client.list(infoOf("pods"), { ...scope, labelSelector, fieldSelector });
    if (!answer.ok) return refuse(answer.status.message);
    found.push(...answer.value.filter((pod) => name === undefined || nameOf(pod) === name));
  }
  return succeed(found);
};
