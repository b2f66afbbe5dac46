// Models stern/tail.go and stern/color.go (stern 1.33): one line of a log as it is shown, and the colours of pods and containers.
import type { Json, JsonObject } from "#api/meta";
import { type Parsed, succeed } from "#api/result";
import { formatMicroTime } from "#api/time";
import { compactJson } from "../go/json-text.ts";
import { COLOURS, fnv } from "./hue.ts";
import type { SternOptions } from "./options.ts";
import type { Target } from "./targets.ts";
import { asJson, expanded, type Paint } from "./template.ts";
import { offsetOf } from "./zone.ts";

/** Bold ends with a code of its own. */
const RESET: { readonly [code: string]: string } = { "1": "22" };

export const paintWith =
  (isColoured: boolean): Paint =>
  (codes, text) => {
    if (!isColoured) return text;
    const resets = codes.split(";").map((code) => RESET[code] ?? "0");
    return `\u001b[${codes}m${text}\u001b[${resets.join(";")}m`;
  };

interface Colours {
  readonly podColour: string;
  readonly containerColour: string;
}

interface Painted {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

const chosen = (colours: readonly string[], name: string): string => colours[fnv(name) % colours.length] ?? "0";

const coloursOf = ({ pod, container }: Target, { flags }: SternOptions): Colours => {
  const podColours = flags.changed("pod-colors") ? flags.list("pod-colors") : COLOURS.map(([bright]) => bright);
  const plain = flags.changed("pod-colors") ? podColours : COLOURS.map(([, normal]) => normal);
  const containerColours = flags.changed("container-colors") ? flags.list("container-colors") : plain;
  return {
    podColour: chosen(podColours, pod),
    containerColour: chosen(containerColours, flags.isOn("diff-container") ? container : pod),
  };
};

const painted = (target: Target, options: SternOptions, paint: Paint): Painted => {
  const { namespace, pod, container } = target;
  const { podColour, containerColour } = coloursOf(target, options);
  return {
    namespace: paint(podColour, namespace),
    pod: paint(podColour, pod),
    container: paint(containerColour, container),
  };
};

const showsNamespace = ({ flags }: SternOptions): boolean =>
  flags.isOn("all-namespaces") || new Set(flags.list("namespace")).size > 1;

/** `+ web-1 › nginx`: a log is opened; `-`: it has ended. */
export const signLine = (sign: "+" | "-", target: Target, options: SternOptions, paint: Paint): string => {
  if (options.flags.isOn("only-log-lines")) return "";
  const { namespace, pod, container } = painted(target, options, paint);
  const where = showsNamespace(options) ? `${namespace} ${pod}` : pod;
  return `${paint(sign === "+" ? "92;1" : "91;1", sign)} ${where} › ${container}\n`;
};

/** `2026-06-03T10:00:00.000000000Z`, or the short form without year. */
const stampOf = (atMs: number, format: string, timezone: string): string => {
  const { hours, text } = offsetOf(timezone);
  const time = formatMicroTime(atMs + hours * 3_600_000);
  return format === "short" ? `${time.slice(5, 10)} ${time.slice(11, 19)}` : time.replace("Z", `000${text}`);
};

const highlighted = (message: string, { include, highlight }: SternOptions, paint: Paint): string => {
  // What matches longest wins where several could.
  const sources = [...include, ...highlight].map((pattern) => pattern.source).toSorted((a, b) => b.length - a.length);
  if (sources.length === 0) return message;
  return message.replaceAll(new RegExp(`(?:${sources.join("|")})`, "g"), (part) => paint("31;1", part));
};

export interface ShownLine {
  readonly text: string;
  readonly wallMs: number;
}

/** The line with its newline, empty if it is filtered out; or what is wrong with the template. Only stern's own formats end with a newline. */
export const lineText = (line: ShownLine, target: Target, options: SternOptions, paint: Paint): Parsed<string> => {
  const { flags, exclude, include } = options;
  if (exclude.some((pattern) => pattern.test(line.text))) return succeed("");
  if (include.length > 0 && !include.some((pattern) => pattern.test(line.text))) return succeed("");
  const format = flags.text("timestamps");
  const stamp = flags.changed("timestamps") ? `${stampOf(line.wallMs, format, flags.text("timezone"))} ` : "";
  const message = stamp + highlighted(line.text, options, paint);
  const template = flags.text("template");
  if (template !== "") return expanded(template, fieldsOf(message, target, options), paint);
  return succeed(`${FORMATS[flags.text("output")]?.(message, target, options, paint) ?? ""}\n`);
};

/** What a template may name. */
const fieldsOf = (message: string, target: Target, options: SternOptions): JsonObject => ({
  ...namesOf(message, target),
  PodColor: coloursOf(target, options).podColour,
  ContainerColor: coloursOf(target, options).containerColour,
});

const namesOf = (message: string, { namespace, pod, container, node, labels, annotations }: Target): JsonObject => ({
  Message: message,
  NodeName: node,
  Namespace: namespace,
  PodName: pod,
  ContainerName: container,
  Labels: labels,
  Annotations: annotations,
});

type Format = (message: string, target: Target, options: SternOptions, paint: Paint) => string;

const FORMATS: { readonly [output: string]: Format } = {
  default: (message, target, options, paint) => {
    const { namespace, pod, container } = painted(target, options, paint);
    return `${showsNamespace(options) ? `${namespace} ` : ""}${pod} ${container} ${message}`;
  },
  raw: (message) => message,
  json: (message, target) =>
    `{${jsonFields(message, target)
      .map(([name, value]) => `"${name}":${compactJson(value)}`)
      .join(",")}}`,
  extjson: (message, target, options, paint) => `{${extended(message, target, options, paint).join(", ")}}`,
  ppextjson: (message, target, options, paint) =>
    `{\n${extended(message, target, options, paint)
      .map((field) => `  ${field}`)
      .join(",\n")}\n}`,
};

/** In the order of stern's struct. */
const jsonFields = (message: string, target: Target): readonly (readonly [string, Json])[] => [
  ["message", message],
  ["nodeName", target.node],
  ["namespace", target.namespace],
  ["podName", target.pod],
  ["containerName", target.container],
  ["labels", target.labels],
  ["annotations", target.annotations],
];

const extended: (...args: Parameters<Format>) => string[] = (message, target, options, paint) => {
  const { namespace, pod, container } = painted(target, options, paint);
  return [
    ...(options.flags.isOn("all-namespaces") ? [`"namespace": "${namespace}"`] : []),
    `"pod": "${pod}"`,
    `"container": "${container}"`,
    `"message": ${asJson(message)}`,
  ];
};
