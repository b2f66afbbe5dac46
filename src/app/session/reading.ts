// Lines at the prompt that only look: they leave no mark on the timeline, and begin no other future when they are typed in the past.

/**
 * Flags before the verb; only those that are known to take a word may have one behind them. No flag can be read in two ways: a line that
 * somebody hands on may have hundreds of them.
 */
const FLAGS = String.raw`(\s+(-[nv]|--namespace|--context|--cluster|--user|--as)\s+\S+|\s+--[\w-]+=\S+|\s+-[nv]\S+)*`;
const READS = new RegExp(
  String.raw`^(kubectl|k)(${FLAGS}\s+(get|describe|logs|explain|top|events|diff|rollout\s+(status|history)|auth\s+(can-i|whoami)|api-resources|api-versions|options|config\s+(view|current-context|get-\S+)|version|cluster-info|help)(\s|$)|\s*$|((?!\s--\s).)*\s--help(\s|$))|^(stern|curl|ping|ls|cat|head|tail|grep|wc|sort|less|more|clear|history|jobs|pwd|date|echo|printf|which|type|whoami|hostname|uname|printenv|true|false|:|help|man)(\s|$)`,
);
/** What looks again and again looks only if that does. */
const WATCH = /^watch(\s+(-[nd]|--interval|--differences)(=?\d\S*|\s+\d\S*)?|\s+-\w+|\s+--[\w-]+)*\s+/;
/** What is sent to a server may change something there. */
const SENDS = /^curl\s(.*\s)?(-X\s*(?!GET|HEAD)[A-Z]|--request[\s=](?!GET|HEAD)|-d|--data|-F|--form|-T|--upload-file)/;
/** In a container, or on another machine. */
const READS_THERE =
  /^((kubectl|k)\s+exec\s.*--|ssh\s+\S+)\s+(printenv|env|cat|ls|ps|df|free|vmstat|uptime|curl|iptables\s+-[SL]|crictl\s+(ps|stats|logs))(\s|$)/;
/** What may stand behind a pipe: it only prints what comes in. */
const FILTERS = /^(grep|egrep|head|tail|wc|sort|uniq|cut|tr|awk|sed|jq|less|more|cat|column|nl|rev|tac)(\s|$)/;
/** What stays in the shell and its files, or only waits: it is done, but not to the cluster. */
const LOCAL =
  /^(vi|vim|nano|touch|mkdir|rmdir|rm|cp|mv|sed|cd|pushd|popd|alias|unalias|export|unset|set|fg|bg|disown|kill\s+%\S+|tee|sleep|(kubectl|k)\s+(wait|config))(\s|$)/;
/** A command inside, or a file that is written. */
const MORE = /[`>]|\$\(|<\(|<<|\bsed\s(.*\s)?-i/;
/** The innermost command inside. */
const INNER = /\$\(([^()]*)\)/;

/** A line that is watched as one word. */
const WATCHED = /^\s*watch\s[^'"|;&]*(['"])(?<line>[^'"]*)\1\s*$/;

export const isReading = (line: string): boolean => {
  const watched = WATCHED.exec(line)?.groups?.["line"];
  if (watched !== undefined) return isReading(watched);
  let bare = line.replaceAll(/'[^']*'|"[^"$`]*"/g, "q").replaceAll(/\d?>&\d|\d?>\s*\/dev\/null/g, "");
  for (let inner = INNER.exec(bare); inner; inner = INNER.exec(bare)) {
    if (!isReading(inner[1]!)) return false;
    bare = bare.replace(inner[0], "q");
  }
  return !MORE.test(bare) && partsOf(bare).every((part) => readsAll(part));
};

/** It reads, or it writes nothing but the learner's own files. */
export const isLocal = (line: string): boolean => {
  const bare = line.replaceAll(/'[^']*'|"[^"$`]*"/g, "q").replaceAll(/>\s*[^\s|;&<>]+/g, "");
  return (
    isReading(bare) ||
    partsOf(bare).every((part) => isReading(part) || (!/[|`]|\$\(|<\(/.test(part) && LOCAL.test(part)))
  );
};

/** One after the other, or at the same time. */
const partsOf = (bare: string): readonly string[] => {
  const parts = bare.split(/;|&&|\|\||&|\n/).map((part) => part.trim());
  // What ends with `;` or `&` has nothing behind that.
  return parts.length > 1 && parts.at(-1) === "" ? parts.slice(0, -1) : parts;
};

const readsAll = (part: string): boolean => {
  const [typed = "", ...rest] = part.split("|").map((one) => one.trim());
  const first = typed.replace(WATCH, "");
  return !SENDS.test(first) && (READS.test(first) || READS_THERE.test(first)) && rest.every((one) => FILTERS.test(one));
};
