// Models kubectl/pkg/cmd/autoscale/autoscale.go (v1.36).
import type { JsonObject } from "#api/meta";
import { parseQuantity } from "#api/quantity";
import { apiVersionOf, infoOf } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { withTypedLastApplied } from "../last-applied.ts";
import { withField } from "../object.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, namespaceFor, usageError, warn } from "../usage.ts";
import { printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

const SCALABLE = new Set(["deployments", "replicasets", "statefulsets", "replicationcontrollers"]);

/** `50%` is a share of the request, `500m` an average amount. */
const metric = (name: string, spec: string): JsonObject => {
  const below = /^(-\d+)%$/.exec(spec);
  if (below) fail(message(`invalid percentage value: ${below[1]}`));
  const percent = /^(\d+)%$/.exec(spec);
  if (percent) {
    return {
      resource: { name, target: { averageUtilization: Number(percent[1]), type: "Utilization" } },
      type: "Resource",
    };
  }
  const parsed = parseQuantity(spec);
  if (!parsed.ok) return fail(message(`invalid resource ${name} value: ${spec}`));
  return { resource: { name, target: { averageValue: spec, type: "AverageValue" } }, type: "Resource" };
};

const metricsOf = (call: Call): JsonObject[] =>
  ["cpu", "memory"].flatMap((name) => {
    const isByPercent = name === "cpu" && call.flags.changed("cpu-percent");
    const spec = isByPercent ? `${call.flags.text("cpu-percent")}%` : call.flags.text(name);
    if (spec === "") return [];
    // A bare number is so many of the smallest unit that is usual.
    const unit = name === "cpu" ? "m" : "Mi";
    return [metric(name, /^\d+$/.test(spec) ? `${spec}${unit}` : spec)];
  });

const autoscalerFor = (call: Call, info: Info): JsonObject => {
  const metrics = metricsOf(call);
  const min = call.flags.int("min");
  const { kind } = info.resource;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: call.flags.text("name") || info.name },
    spec: {
      maxReplicas: call.flags.int("max"),
      ...(metrics.length === 0 ? {} : { metrics }),
      ...(min > 0 ? { minReplicas: min } : {}),
      scaleTargetRef: { apiVersion: apiVersionOf(info.resource), kind, name: info.name },
    },
    status: { currentMetrics: null, desiredReplicas: 0 },
  };
};

export const autoscale: Command = {
  path: "autoscale",
  short: "Let a workload scale by itself",
  about: "Creates an autoscaler that keeps the number of replicas between --min and --max.",
  examples: [["By CPU", "kubectl autoscale deployment web --min=2 --max=5 --cpu=70%"]],
  required: ["max"],
  run(context, call) {
    const [min, max] = [call.flags.int("min"), call.flags.int("max")];
    if (max < 1) return fail(message(`--max=MAXPODS is required and must be at least 1, max: ${max}`));
    if (max < min)
      return fail(message(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`));
    if (call.args.length === 0 && !namesFiles(fileSourceOf(call))) {
      return usageError("autoscale", "resource(s) were provided, but no name was specified");
    }
    if (call.flags.changed("cpu-percent") && call.flags.changed("cpu")) {
      return fail(message("--cpu-percent and --cpu are mutually exclusive"));
    }
    metricsOf(call); // What is wrong with them is said first.
    const selection = selectForCall(context, call, { isTypeEnough: false, isLive: true });
    const error = aggregate(forEachInfo(selection, (info) => autoscaleOne(context, call, info)));
    return error ? fail(error) : DONE;
  },
};

const autoscaleOne = (context: Context, call: Call, info: Info): void => {
  const { group, version, plural, kind } = info.resource;
  if (!SCALABLE.has(plural)) {
    fail(
      message(
        `cannot autoscale a ${kind}: could not find scale subresource for ${group}/${version}, Resource=${plural} in discovery information`,
      ),
    );
  }
  const made = autoscalerFor(call, info);
  const object = call.flags.isOn("save-config") ? withTypedLastApplied(made) : made;
  const dryRun = dryRunOf(call);
  if (dryRun === "client") {
    printWritten(context, call, made, { operation: "created", dryRun });
    return;
  }
  const { namespace } = namespaceFor(context, call);
  const name = call.flags.text("name") || info.name;
  const placed = withField(object, ["metadata", "namespace"], namespace);
  const written = context.client.create({ resource: infoOf("horizontalpodautoscalers"), namespace, name }, placed, {
    dryRun: dryRun === "server",
  });
  if (!written.ok) {
    const why = "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1";
    // The older version, which is tried next, cannot do without a metric.
    fail(metricsOf(call).length === 0 ? message(`${why}: empty input`) : fromStatus(written.status));
    return;
  }
  warn(context, written.value.warnings);
  printWritten(context, call, written.value.object, { operation: "autoscaled", dryRun });
};
