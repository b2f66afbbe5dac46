// Models cmd/cmd.go of stern 1.33: from a command line to what is followed and how it is shown, checked in stern's order.
import { parseFieldSelector } from "#api/field-selector";
import { fail as refuse, type Parsed, succeed } from "#api/result";
import { parseSelector } from "#api/selector-parse";
import { parseLine } from "../flags/parse.ts";
import { FlagValues, type GivenFlags } from "../flags/values.ts";
import { STERN_FLAGS } from "./flags.ts";
import { compileGo } from "./regexp.ts";
import { templateFault } from "./template.ts";
import { isZone, ZONES } from "./zone.ts";

/** A call of stern as it is stored while it follows. */
export interface SternCall {
  readonly given: GivenFlags;
  readonly args: readonly string[];
}

export interface SternOptions {
  readonly flags: FlagValues;
  readonly pod: RegExp;
  readonly container: RegExp;
  readonly excludePod: readonly RegExp[];
  readonly excludeContainer: readonly RegExp[];
  readonly exclude: readonly RegExp[];
  readonly include: readonly RegExp[];
  readonly highlight: readonly RegExp[];
  /** `deployment/web`. */
  readonly resource: string;
  readonly states: readonly string[];
  readonly isFollowing: boolean;
  readonly mostRequests: number;
}

export type ReadLine =
  | { readonly type: "call"; readonly call: SternCall }
  | { readonly type: "help" }
  /** What is wrong with the line itself: the usage follows. */
  | { readonly type: "misuse"; readonly error: string };

const NOT_SIMULATED = ["prompt", "stdin", "completion", "config", "show-hidden-options"];

export const readLine = (words: readonly string[]): ReadLine => {
  const parsed = parseLine(words, STERN_FLAGS);
  if (!parsed.ok) return parsed.isHelp ? { type: "help" } : { type: "misuse", error: parsed.error };
  const { given, args } = parsed;
  const flags = new FlagValues(STERN_FLAGS, given);
  if (flags.isOn("version")) return { type: "call", call: { given, args } };
  const unknown = NOT_SIMULATED.find((name) => flags.changed(name));
  if (unknown !== undefined) return { type: "misuse", error: `--${unknown} is not simulated` };
  const [query = ""] = args;
  const hasSelector = flags.text("selector") !== "";
  if (query === "" && !hasSelector && flags.text("field-selector") === "") {
    const error = "One of pod-query, --selector, --field-selector, --prompt or --stdin is required";
    return { type: "misuse", error };
  }
  if (hasSelector && query.includes("/")) {
    return { type: "misuse", error: "--selector and the <resource>/<name> query can not be set at the same time" };
  }
  return { type: "call", call: { given, args } };
};

const STATES = ["running", "waiting", "terminated", "all"];
const OUTPUTS = ["default", "raw", "json", "extjson", "ppextjson"];

/** What each expression of the line is for, in the order in which stern compiles them. */
const EXPRESSIONS = [
  ["exclude-pod", "regular expression for excluded pod query"],
  ["container", "regular expression for container query"],
  ["exclude-container", "regular expression for excluded container query"],
  ["exclude", "regular expression for exclusion filter"],
  ["include", "regular expression for inclusion filter"],
  ["highlight", "regular expression for highlight filter"],
] as const;

export const optionsOf = ({ given, args }: SternCall): Parsed<SternOptions> => {
  const flags = new FlagValues(STERN_FLAGS, given);
  const [query = ""] = args;
  const isResource = query.includes("/");
  const pod = compileGo(isResource ? "" : query);
  if (!pod.ok) return refuse(`failed to compile regular expression from query: ${pod.error}`);
  const compiled = new Map<string, readonly RegExp[]>();
  for (const [name, what] of EXPRESSIONS) {
    const all = (name === "container" ? [flags.text(name)] : flags.list(name)).map(compileGo);
    const wrong = all.find((one) => !one.ok);
    if (wrong && !wrong.ok) return refuse(`failed to compile ${what}: ${wrong.error}`);
    compiled.set(
      name,
      all.flatMap((one) => (one.ok ? [one.value] : [])),
    );
  }
  const states = flags.changed("container-state") ? flags.list("container-state") : ["all"];
  const error = faultOf(flags, states);
  if (error !== undefined) return refuse(error);
  const of = (name: string): readonly RegExp[] => compiled.get(name) ?? [];
  const isFollowing = !flags.isOn("no-follow");
  const most = flags.int("max-log-requests");
  return succeed({
    flags,
    pod: pod.value,
    container: of("container")[0] ?? /.*/,
    excludePod: of("exclude-pod"),
    excludeContainer: of("exclude-container"),
    exclude: of("exclude"),
    include: of("include"),
    highlight: of("highlight"),
    resource: isResource ? query : "",
    states,
    isFollowing,
    mostRequests: most >= 0 ? most : isFollowing ? 50 : 5,
  });
};

const faultOf = (flags: FlagValues, states: readonly string[]): string | undefined => {
  if (states.some((state) => !STATES.includes(state))) {
    return "containerState should be one of 'running', 'waiting', 'terminated', or 'all'";
  }
  const selector = parseSelector(flags.text("selector"));
  if (!selector.ok) return `failed to parse selector as label selector: ${selector.error}`;
  const fields = parseFieldSelector(flags.text("field-selector"));
  if (!fields.ok) return `failed to parse selector as field selector: ${fields.error}`;
  if (!["always", "never", "auto"].includes(flags.text("color"))) {
    return "color should be one of 'always', 'never', or 'auto'";
  }
  const template = flags.text("template");
  const fault = template === "" ? undefined : templateFault(template);
  if (fault !== undefined) return `unable to parse template: ${fault}`;
  if (template === "" && !OUTPUTS.includes(flags.text("output"))) {
    return "output should be one of 'default', 'raw', 'json', 'extjson', and 'ppextjson'";
  }
  if (flags.changed("timestamps") && !["default", "short"].includes(flags.text("timestamps"))) {
    return "timestamps should be one of 'default', or 'short'";
  }
  const zone = flags.text("timezone");
  if (!isZone(zone)) return `--timezone ${zone} is not simulated: use one of ${ZONES.join(", ")}`;
  const colours = coloursFault(flags);
  if (colours !== undefined) return colours;
  return flags.text("condition") !== "" && !flags.isOn("no-follow") && flags.int("tail") !== 0
    ? "condition is currently only supported with --tail=0 or --no-follow"
    : undefined;
};

/** Models parseColors of stern/color.go. */
const coloursFault = (flags: FlagValues): string | undefined => {
  const pods = flags.list("pod-colors");
  const containers = flags.list("container-colors");
  if (pods.length === 0 && containers.length === 0) return undefined;
  if (pods.length === 0) return "pod-colors must not be empty";
  if (containers.length > 0 && containers.length !== pods.length) {
    return "pod-colors and container-colors must have the same length";
  }
  const parts = [...pods, ...containers].flatMap((codes) => codes.split(";")).map((part) => part.trim());
  const wrong = parts.find((part) => !/^[-+]?\d+$/.test(part));
  return wrong === undefined ? undefined : `strconv.ParseInt: parsing ${JSON.stringify(wrong)}: invalid syntax`;
};
