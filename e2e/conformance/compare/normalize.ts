// What cannot be the same in two runs of one scenario (random names, addresses, times, ages) becomes a token, as
// recordings/compare.mjs has it.

/** Kubernetes' alphabet of random names: no vowels, no digits that look like letters. */
const RANDOM = "[bcdfghjklmnpqrstvwxz2456789]";
const DURATION = String.raw`(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+(?:\.\d+)?(?:ms|µs|s))?`;

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)`;
const LONG_TIME = String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]*?\d\d:\d\d:\d\d (?:[A-Z]+ )?(?:[+-]\d{4}|\d{4})`;

/** In this order: a later row sees what the earlier ones left. */
const TOKENS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<uid>"],
  [/sha256:[0-9a-f]{12,64}/g, "<digest>"],
  [/containerd:\/\/[0-9a-f]{64}/g, "containerd://<id>"],
  [new RegExp(String.raw`\b${TIME}`, "g"), "<time>"],
  [new RegExp(String.raw`\b${LONG_TIME}`, "g"), "<time>"],
  [/(resourceVersion"?:\s*"?|Resource Version:\s+)\d+"?/g, "$1<version>"],
  [/(Created on:\s+).*/g, "$1<time>"],
  [/\.[0-9a-f]{16}\b/g, ".<id>"],
  [/\b[0-9a-f]{64}\b/g, "<id>"],
  [/\b10\.244\.\d+\.\d+\b/g, "<pod-ip>"],
  [/\b10\.96\.(?!0\.1\b)\d+\.\d+\b/g, "<service-ip>"],
  [/\bin [\d.]+(?:ms|s|m[\d.]+s) \([^)]*including waiting\)\. Image size: \d+ bytes/g, "in <took>, <size>"],
];

const NODE_PORT = /\b3[0-2]\d{3}\b/g;

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/(pod-template-hash|controller-revision-hash)([=":\s]+)[a-z0-9-]+/g, "$1$2<hash>"],
  [new RegExp(`-${RANDOM}{6,10}-${RANDOM}{5}(?![a-z0-9])`, "g"), "-<hash>-<id>"],
  [new RegExp(`-${RANDOM}{8,10}(?![a-z0-9])`, "g"), "-<hash>"],
  [new RegExp(`-${RANDOM}{5}(?![a-z0-9])`, "g"), "-<id>"],
  [/\(x\d+ over /g, "(x<n> over "],
];

const replaceAll = (text: string, rows: readonly (readonly [RegExp, string])[]): string =>
  rows.reduce((seen, [pattern, token]) => seen.replace(pattern, token), text);

/** Gaps between columns are two spaces, whatever the widest cell was. */
export const squeezeGaps = (line: string): string => line.replace(/(\S) {2,}/g, "$1  ");

/** Node ports that a step names itself stay as they are. */
export const normalize = (text: string, fixedPorts: ReadonlySet<string> = new Set()): string => {
  const tokens = replaceAll(text, TOKENS).replace(NODE_PORT, (port) => (fixedPorts.has(port) ? port : "<node-port>"));
  return replaceAll(tokens, NAMES)
    .split("\n")
    .map((line) => squeezeGaps(line.trimEnd()))
    .join("\n")
    .trimEnd();
};

const AGE = new RegExp(String.raw`(?<=[\s(])(?=\d)${DURATION}(?=[\s),]|$)`, "g");
const AGE_AT_END = new RegExp(String.raw`(?<=\s)(?=\d)${DURATION}$`);
const HAS_NO_AGES = /^(kubectl logs|stern)\b|-o=?\s*(yaml|json|custom|go-template)|\s--output=/;

/** Ages, where ages stand: in tables everywhere, in descriptions in events, pod rows and durations only ("200m" of CPU is none). */
export const maskAges = (command: string, text: string): string => {
  if (HAS_NO_AGES.test(command)) return text;
  if (!/^kubectl describe\b/.test(command)) return text.replace(AGE, "<age>");
  let isEvents = false;
  const mask = (line: string): string => {
    if (/^\S/.test(line)) isEvents = line.startsWith("Events:");
    if (isEvents || /^\s*(Duration|Active Deadline)/.test(line)) return line.replace(AGE, "<age>");
    // `50m (2%)  0 (0%)  14s`: a row of the pods of a node ends in its age.
    return line.replace(AGE_AT_END, (age) => (line.includes("%)") ? "<age>" : age));
  };
  return text.split("\n").map(mask).join("\n");
};
