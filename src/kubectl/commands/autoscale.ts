// Models kubectl/pkg/cmd/autoscale/autoscale.go (v1.36).
import type { JsonObject } from "#api/meta";
import { canonicalQuantity, parseQuantity } from "#api/quantity";
import { apiVersionOf, infoOf } from "#api/scheme";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { aggregate, fromStatus, message } from "../errors.ts";
import { exponential } from "../go/exponential.ts";
import { fileSourceOf, namesFiles } from "../manifests.ts";
import { withTypedLastApplied } from "../last-applied.ts";
import { withField } from "../object.ts";
import { forEachInfo, type Info } from "../resources.ts";
import { dryRunOf, namespaceFor, usageError, warn } from "../usage.ts";
import { printWritten } from "../write.ts";
import { selectForCall } from "../select.ts";

const SCALABLE = new Set(["deployments", "replicasets", "statefulsets", "replicationcontrollers"]);

/** parseResourceInput: `50%` is a share of the request, `500m` an average amount, a bare number so many of the usual unit. */
const targetOf = (name: "cpu" | "memory", given: string): JsonObject => {
  const spec = given.trim();
  if (spec === "") return fail(message("empty input"));
  if (spec.endsWith("%")) return utilization(percentOf(spec.slice(0, -1)));
  const isBare = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(spec);
  const amount = isBare ? `${goFloat(Number(spec))}${name === "cpu" ? "m" : "Mi"}` : spec;
  const parsed = parseQuantity(amount);
  if (!parsed.ok) return fail(message(isBare ? parsed.error : `invalid resource ${name} value: ${spec}`));
  return { averageValue: canonicalQuantity(amount) ?? amount, type: "AverageValue" };
};

const percentOf = (text: string): number => {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : -1;
  return value >= 0 && value < 2 ** 31 ? value : fail(message(`invalid percentage value: ${text}`));
};

/** fmt's `%g`: an exponent from a million on, and below a ten-thousandth. */
const goFloat = (value: number): string => {
  const size = Math.abs(value);
  const isPlain = size === 0 || (size >= 1e-4 && size < 1e6);
  return isPlain ? String(value) : exponential(value);
};

const utilization = (percent: number): JsonObject => ({ averageUtilization: percent, type: "Utilization" });

const metric = (name: string, target: JsonObject): JsonObject => ({ resource: { name, target }, type: "Resource" });

const metricsOf = ({ flags }: Call): JsonObject[] => {
  const percent = flags.int("cpu-percent");
  const [cpu, memory] = [flags.text("cpu"), flags.text("memory")];
  return [
    ...(percent > 0 ? [metric("cpu", utilization(percent))] : []),
    ...(cpu === "" ? [] : [metric("cpu", targetOf("cpu", cpu))]),
    ...(memory === "" ? [] : [metric("memory", targetOf("memory", memory))]),
  ];
};

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
    if (call.flags.int("cpu-percent") > 0 && call.flags.text("cpu") !== "") {
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
