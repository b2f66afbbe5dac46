// Models create deployment, job and cronjob of kubectl/pkg/cmd/create (v1.36).
import type { JsonObject } from "#api/meta";
import { fnv1a } from "#engine";
import { type Call, type Command, type Context, fail } from "../../command.ts";
import { message } from "../../errors.ts";
import { map, obj, text } from "../../object.ts";
import { resourceOfType } from "../../resource-args.ts";
import { must, namespaceFor } from "../../usage.ts";
import { commandArguments, generator } from "./generate.ts";

/** A container's name from its image: the last part of the path, without tag and digest. Whether it is a name the server says. */
const nameFromImage = (image: string, nowMs: number): string => {
  const last = image.split("/").at(-1) ?? image;
  const bare = last.split(":")[0]?.split("@")[0] ?? last;
  return /[_.]/.test(bare) ? `${bare.replaceAll(/[_.]/g, "-")}-${fiveLetters(bare, nowMs)}` : bare;
};

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** rand.String(5), here made of the name and the moment, so that a run can be run again. */
const fiveLetters = (name: string, nowMs: number): string => {
  let hash = fnv1a(`${name} ${nowMs}`);
  let out = "";
  for (let at = 0; at < 5; at++) {
    out += LETTERS[hash % LETTERS.length] ?? "";
    hash = Math.floor(hash / LETTERS.length);
  }
  return out;
};

const container = (image: string, name: string, command: readonly string[] = []): JsonObject => ({
  image,
  name,
  resources: {},
  ...(command.length === 0 ? {} : { command }),
});

const makeDeployment = (name: string, call: Call, context: Context): JsonObject => {
  const images = call.flags.list("image");
  const command = commandArguments(call);
  if (images.length > 1 && command.length > 0) {
    return fail(message("cannot specify multiple --image options and command"));
  }
  const port = call.flags.int("port");
  const labels = { app: name };
  const containers = images.map((image, index) => ({
    ...container(image, nameFromImage(image, context.client.nowMs()), command),
    ...(port >= 0 && index === 0 ? { ports: [{ containerPort: port }] } : {}),
  }));
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { labels, name },
    spec: {
      replicas: call.flags.int("replicas"),
      selector: { matchLabels: labels },
      strategy: {},
      template: { metadata: { labels }, spec: { containers } },
    },
    status: {},
  };
};

const jobSpec = (name: string, image: string, command: readonly string[], restart: string): JsonObject => ({
  template: {
    metadata: {},
    spec: { containers: [container(image, name, command)], restartPolicy: restart },
  },
});

const makeJob = (name: string, call: Call, context: Context): JsonObject => {
  const [image, from] = [call.flags.text("image"), call.flags.text("from")];
  const command = commandArguments(call);
  if ((image === "") === (from === "")) return fail(message("either --image or --from must be specified"));
  if (command.length > 0 && from !== "") return fail(message("cannot specify --from and command"));
  if (from !== "") return jobFrom(name, from, call, context);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name },
    spec: jobSpec(name, image, command, "Never"),
    status: {},
  };
};

const jobFrom = (name: string, from: string, call: Call, context: Context): JsonObject => {
  const [type = "", source = ""] = from.split("/");
  const resource = resourceOfType(type);
  const { namespace } = namespaceFor(context, call);
  const found = must(context.client.get({ resource, namespace, name: source }));
  if (resource.kind !== "CronJob") return fail(message(`unknown object type *${resource.version}.${resource.kind}`));
  const template = obj(found, "spec", "jobTemplate");
  const annotations = { "cronjob.kubernetes.io/instantiate": "manual", ...map(template, "metadata", "annotations") };
  const labels = map(template, "metadata", "labels");
  const owner = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    name: source,
    uid: text(found, "metadata", "uid"),
    controller: true,
  };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      annotations,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      name,
      ownerReferences: [owner],
    },
    spec: obj(template, "spec"),
    status: {},
  };
};

const makeCronJob = (name: string, call: Call): JsonObject => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name },
  spec: {
    jobTemplate: {
      metadata: { name },
      spec: jobSpec(name, call.flags.text("image"), commandArguments(call), call.flags.text("restart") || "OnFailure"),
    },
    schedule: call.flags.text("schedule"),
  },
  status: {},
});

export const workloadGenerators: readonly Command[] = [
  generator({
    path: "create deployment",
    short: "Create a deployment",
    examples: [["Two replicas of an image", "kubectl create deployment web --image=demo/web:1.0 --replicas=2"]],
    required: ["image"],
    failure: "failed to create deployment",
    make: makeDeployment,
  }),
  generator({
    path: "create job",
    short: "Create a job",
    examples: [
      ["From an image", "kubectl create job once --image=demo/task:1"],
      ["From a cron job, now", "kubectl create job now --from=cronjob/nightly"],
    ],
    failure: "failed to create job",
    make: makeJob,
  }),
  generator({
    path: "create cronjob",
    short: "Create a cron job",
    examples: [["At three in the night", 'kubectl create cronjob nightly --image=demo/task:1 --schedule="0 3 * * *"']],
    required: ["image", "schedule"],
    failure: "failed to create cronjob",
    make: makeCronJob,
  }),
];
