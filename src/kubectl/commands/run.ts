// Models kubectl/pkg/cmd/run/run.go (v1.36).
import type { Json, JsonObject, KubeObject } from "#api/meta";
import { applyPatch } from "#engine/checks";
import type { PatchType } from "../client.ts";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { message } from "../errors.ts";

import { dryRunOf, must, usageError } from "../usage.ts";
import { printWritten } from "../write.ts";
import { createObject, createSilently } from "./create/generate.ts";
import { goOnAttached, startAttached } from "./run-attached.ts";

const pairs = (specs: readonly string[], what: string): JsonObject[] =>
  specs.map((spec) => {
    const equals = spec.indexOf("=");
    if (equals <= 0) return fail(message(`invalid ${what}: ${spec}`));
    return { name: spec.slice(0, equals), value: spec.slice(equals + 1) };
  });

const labelsOf = (text: string): JsonObject =>
  Object.fromEntries(
    text.split(",").map((part) => {
      const [key = "", value] = part.split("=", 2);
      return value === undefined ? fail(message(`unexpected label spec: ${part}`)) : [key, value];
    }),
  );

const containerOf = (name: string, call: Call, command: readonly string[]): JsonObject => {
  const env = pairs(call.flags.list("env"), "env");
  const port = call.flags.text("port");
  const policy = call.flags.text("image-pull-policy");
  if (!["", "Always", "IfNotPresent", "Never"].includes(policy)) {
    usageError("run", `invalid image pull policy: ${policy}`);
  }
  const field = call.flags.isOn("command") ? "command" : "args";
  return {
    ...(command.length === 0 ? {} : { [field]: command }),
    ...(env.length === 0 ? {} : { env }),
    image: call.flags.text("image"),
    ...(policy === "" ? {} : { imagePullPolicy: policy }),
    name,
    ...(port === "" ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
    ...(call.flags.isOn("stdin") ? { stdin: true, stdinOnce: !call.flags.isOn("leave-stdin-open") } : {}),
    ...(call.flags.isOn("tty") ? { tty: true } : {}),
  };
};

const podOf = (name: string, call: Call, command: readonly string[]): JsonObject => {
  const labels = call.flags.text("labels") === "" ? { run: name } : labelsOf(call.flags.text("labels"));
  const annotations = Object.fromEntries(
    call.flags.list("annotations").map((spec) => spec.split("=", 2) as [string, string]),
  );
  const pod: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...(Object.keys(annotations).length === 0 ? {} : { annotations }), labels, name },
    spec: {
      containers: [containerOf(name, call, command)],
      dnsPolicy: "ClusterFirst",
      restartPolicy: call.flags.text("restart"),
      ...(call.flags.isOn("privileged")
        ? { containers: [{ ...containerOf(name, call, command), securityContext: { privileged: true } }] }
        : {}),
    },
    status: {},
  };
  return overridden(pod, call.flags);
};

const OVERRIDE_TYPES = ["json", "merge", "strategic"];

/** Inline JSON or YAML over what was generated, as a patch of the kind that --override-type names. */
export const overridden = (object: JsonObject, flags: Call["flags"]): JsonObject => {
  const overrides = flags.text("overrides");
  const type = flags.text("override-type");
  if (overrides === "") return object;
  if (!OVERRIDE_TYPES.includes(type)) return fail(message(`invalid override type: ${type}`));
  return must(
    applyPatch(object as unknown as KubeObject, { type: type as PatchType, body: bodyOf(overrides) }),
  ) as unknown as JsonObject;
};

const bodyOf = (overrides: string): Json => {
  try {
    return JSON.parse(overrides) as Json;
  } catch {
    return fail(message("Invalid JSON Patch"));
  }
};

const serviceOf = (name: string, port: number, labels: Json): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name },
  spec: { ports: [{ port, protocol: "TCP", targetPort: port }], selector: labels },
  status: { loadBalancer: {} },
});

const RESTARTS = ["Always", "OnFailure", "Never"];

/** github.com/distribution/reference, regexp.go: host and port, path in lower case, tag, digest. */
const IMAGE =
  /^(?:(?:[a-zA-Z0-9](?:[\w-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[\w-]*[a-zA-Z0-9])?)*)(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** --attach alone, or -i without a word about it. */
const isAttaching = ({ flags }: Call): boolean =>
  flags.changed("attach") ? flags.isOn("attach") : flags.isOn("stdin");

const check = (call: Call): void => {
  if (call.args.length === 0 || call.dashAt === 0) usageError("run", "NAME is required for run");
  if (call.flags.text("image") === "") fail(message("--image is required"));
  if (!IMAGE.test(call.flags.text("image")))
    fail(message(`Invalid image name ${JSON.stringify(call.flags.text("image"))}: invalid reference format`));
  const { flags } = call;
  if (flags.isOn("tty") && !flags.isOn("stdin")) {
    usageError("run", "-i/--stdin is required for containers with -t/--tty=true");
  }
  if (flags.isOn("expose") && flags.text("port") === "") {
    usageError("run", "--port must be set when exposing a service");
  }
  if (!RESTARTS.includes(flags.text("restart"))) {
    fail(message(`invalid restart policy: ${flags.text("restart")}\nSee 'kubectl run -h' for help and examples`));
  }
  const isAttached = isAttaching(call);
  if (flags.isOn("rm") && !isAttached) usageError("run", "--rm should only be used for attached containers");
  if (isAttached && dryRunOf(call) !== "none") {
    const why = "can't be used with attached containers options (--attach, --stdin, or --tty)";
    usageError("run", `--dry-run=[server|client] ${why}`);
  }
};

const checkPort = (port: string): void => {
  if (port !== "" && !/^[+-]?\d+$/.test(port)) {
    fail(message(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`));
  }
};

export const run: Command = {
  path: "run",
  short: "Create a pod that runs an image",
  about: "What stands after -- are arguments of the image, or with --command the command itself.",
  examples: [
    ["An image", "kubectl run web --image=demo/web:1.0"],
    ["With a port, and a service for it", "kubectl run web --image=demo/web:1.0 --port=8080 --expose"],
    ["For one answer, and away with it", "kubectl run task -it --rm --restart=Never --image=demo/job:1"],
    ["Only show the pod", "kubectl run web --image=demo/web:1.0 --dry-run=client -o yaml"],
  ],
  required: ["image"],
  run(context, call) {
    check(call);
    checkPort(call.flags.text("port"));
    const [name = "", ...command] = call.args;
    const pod = podOf(name, call, command);
    const created = createSilently(context, call, pod);
    if (call.flags.isOn("expose")) exposePod(context, call, name, pod);
    if (isAttaching(call)) return startAttached(context, call, created);
    printWritten(context, call, created, { operation: "created", dryRun: dryRunOf(call) });
    return DONE;
  },
  resume: goOnAttached,
};

const exposePod = (context: Context, call: Call, name: string, pod: JsonObject): void => {
  const labels = ((pod["metadata"] as JsonObject)["labels"] ?? {}) as Json;
  createObject(context, call, serviceOf(name, Number(call.flags.text("port")), labels));
  // The printers of both objects know nothing of each other.
  if (call.flags.text("output") === "yaml") context.out("---\n---\n");
};
