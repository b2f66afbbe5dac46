// Lines at the prompt that only look: they leave no mark on the timeline, and begin no other future when they are typed in the past.

const READS =
  /^(kubectl|k)\s+(get|describe|logs|explain|top|events|diff|rollout\s+(status|history)|auth\s+can-i|api-resources|api-versions|config\s+view|version|cluster-info)(\s|$)|^(watch|stern|curl|ls|cat|clear|history|pwd|date|echo|which|type|help|man)(\s|$)/;
/** In a container, or on another machine. */
const READS_THERE =
  /^((kubectl|k)\s+exec\s.*--|ssh\s+\S+)\s+(printenv|env|cat|ls|ps|df|free|vmstat|uptime|curl|iptables\s+-[SL]|crictl\s+(ps|stats|logs))(\s|$)/;
/** What may stand behind a pipe: it only prints what comes in. */
const FILTERS = /^(grep|egrep|head|tail|wc|sort|uniq|cut|tr|awk|sed|jq|less|more|cat|column|nl|rev|tac)(\s|$)/;
/** A second command, one inside, or a file that is written. */
const MORE = /[;&`>]|\$\(|<\(|\bsed\s(.*\s)?-i/;

export const isReading = (line: string): boolean => {
  const bare = line.replaceAll(/'[^']*'|"[^"$`]*"/g, "q");
  if (MORE.test(bare.replaceAll(/\d?>&\d|\d?>\s*\/dev\/null/g, ""))) return false;
  const [first = "", ...rest] = bare.split("|").map((part) => part.trim());
  return (READS.test(first) || READS_THERE.test(first)) && rest.every((part) => FILTERS.test(part));
};
