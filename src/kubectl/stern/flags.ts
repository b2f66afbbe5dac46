// Models the flags of stern 1.33 (cmd/cmd.go) and its usage text: names and defaults are stern's, the words are ours.
import type { Flag, FlagType } from "../flags/flag.ts";

interface Row {
  readonly flag: Flag;
  readonly kind: string;
  readonly about: string;
}

const row = (names: string, kind: string, about: string, shownDefault = ""): Row => {
  const [name = "", shorthand = ""] = names.split(",");
  const type = TYPES[kind] ?? "string";
  const bare = type === "bool" ? "true" : name === "timestamps" ? "default" : undefined;
  const shown = shownDefault === "" ? (EMPTY[type] ?? "''") : shownDefault;
  return { flag: { name, shorthand, type, shownDefault: shown, bare }, kind, about };
};

const TYPES: { readonly [kind: string]: FlagType } = {
  "": "bool",
  int: "int",
  duration: "duration",
  strings: "slice",
  stringArray: "array",
};
const EMPTY: { readonly [type: string]: string } = { bool: "false", slice: "[]", array: "[]" };

const ROWS: readonly Row[] = [
  row("all-namespaces,A", "", "Follow pods of all namespaces; --namespace does not count then."),
  row("burst", "int", "Accepted: requests are not throttled here.", "0"),
  row("color", "string", "When to colour: 'auto' on a screen, 'always' or 'never'.", "'auto'"),
  row("completion", "string", "Not simulated: Tab completes here."),
  row("condition", "string", "Only pods with this condition: NAME or NAME=VALUE; with --tail=0 or --no-follow."),
  row("config", "string", "Not simulated: there is no file of settings.", "'~/.config/stern/config.yaml'"),
  row("container,c", "string", "Containers by name. (regular expression)", "'.*'"),
  row("container-colors", "strings", "Colours of container names, as SGR sequences."),
  row("container-state", "strings", "Containers in this state: running, waiting, terminated or all.", "[all]"),
  row("context", "string", "Accepted: there is one cluster."),
  row("diff-container,d", "", "A colour for each container name."),
  row("ephemeral-containers", "", "Ephemeral containers too.", "true"),
  row("exclude,e", "stringArray", "Leave out lines that match. (regular expression)"),
  row("exclude-container,E", "stringArray", "Leave out containers by name. (regular expression)"),
  row("exclude-pod", "stringArray", "Leave out pods by name. (regular expression)"),
  row("field-selector", "string", "Pods by field; the query may be left out then."),
  row("highlight,H", "stringArray", "Mark what matches in lines. (regular expression)"),
  row("include,i", "stringArray", "Only lines that match. (regular expression)"),
  row("init-containers", "", "Init containers too.", "true"),
  row("kubeconfig", "string", "Accepted: there is one cluster."),
  row("max-log-requests", "int", "Logs followed at once: 50, or 5 with --no-follow.", "-1"),
  row("namespace,n", "strings", "Namespaces, one or several."),
  row("no-follow", "", "Show what is there and end."),
  row("node", "string", "Pods of this node."),
  row("only-log-lines", "", "No lines about pods that come and go."),
  row("output,o", "string", "One of default, raw, json, extjson, ppextjson.", "'default'"),
  row("pod-colors", "strings", 'Colours of pod names, as SGR sequences: "91,92,93".'),
  row("prompt,p", "", "Not simulated."),
  row("qps", "string", "Accepted: requests are not throttled here."),
  row("selector,l", "string", "Pods by label; the query may be left out then."),
  row("show-hidden-options", "", "Not simulated."),
  row("since,s", "duration", "Lines that are not older: 5s, 2m, 3h.", "48h0m0s"),
  row("stdin", "", "Not simulated."),
  row("tail", "int", "So many last lines of each log; -1 is all.", "-1"),
  row("template", "string", "A Go template for a line."),
  row("template-file,T", "string", "A file with a Go template for a line."),
  row("timestamps,t", "string", "When each line was written: 'default' or 'short', after `=`."),
  row("timezone", "string", "The zone of --timestamps; Local is UTC here.", "'Local'"),
  row("verbosity", "int", "Accepted.", "0"),
  row("version,v", "", "Print the version."),
];

export const STERN_FLAGS: readonly Flag[] = ROWS.map(({ flag }) => flag);

const shownDefault = ({ type, shownDefault: shown }: Flag): string => {
  if (["false", "''", "[]", "0"].includes(shown)) return "";
  const plain = shown.replaceAll(/^'|'$/g, "");
  return ` (default ${type === "string" ? `"${plain}"` : plain})`;
};

const HELP: Row = row("help,h", "", "This text.");

/** pflag's table of flags, sorted by name. */
export const STERN_USAGE = ((): string => {
  const rows = [...ROWS, HELP].toSorted((a, b) => (a.flag.name < b.flag.name ? -1 : 1));
  const heads = rows.map(({ flag, kind }) => {
    const short = flag.shorthand === "" ? "    " : `-${flag.shorthand}, `;
    const optional = flag.name === "timestamps" ? '[="default"]' : "";
    return `  ${short}--${flag.name}${kind === "" ? "" : ` ${kind}`}${optional}`;
  });
  const width = Math.max(...heads.map((head) => head.length)) + 3;
  const lines = rows.map(({ flag, about }, i) => `${heads[i]!.padEnd(width)}${about}${shownDefault(flag)}`);
  return `Usage:\n  stern pod-query [flags]\n\nFlags:\n${lines.join("\n")}\n`;
})();
