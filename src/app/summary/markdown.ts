// The summary as Markdown, for a note or a ticket.
import { DIFF_SIGNS } from "../views/diff-signs.ts";
import type { SummaryWords } from "../i18n/summary-en.ts";
import { clockText } from "../views/format.ts";
import type { Summary } from "./summarize.ts";
import type { Trouble } from "./troubles.ts";

/** In text a bar is this wide at most. */
const WIDTH = 20;

export interface Headline {
  readonly title: string;
  readonly done: number;
  readonly steps: number;
}

/** Of how many, and, where something was changed, how many of them before the last change and after it. */
export const failedSaid = (summary: Summary, words: SummaryWords): readonly string[] => {
  const { bins, changesMs, failedBefore, failedAfter, lastFailedMs } = summary;
  const all = bins.reduce((n, { served, failed }) => n + served + failed, 0);
  const total = words.failedOf(failedBefore + failedAfter, all);
  const changeMs = changesMs.at(-1);
  if (changeMs === undefined || failedBefore + failedAfter === 0) return [total];
  const last = lastFailedMs === null ? null : clockText(lastFailedMs);
  return [total, words.beforeChange(failedBefore, clockText(changeMs)), words.afterChange(failedAfter, last)];
};

/** A moment of a trouble: when, and how long after it began; in words where there is none. */
export const momentSaid = (
  atMs: number | null,
  { beganMs, mendedMs }: Trouble,
  words: SummaryWords,
): readonly [string, string] => {
  if (atMs !== null) return [clockText(atMs), words.later(Math.round((atMs - beganMs) / 1000))];
  return [mendedMs === null ? words.notYet : words.never, ""];
};

export const toMarkdown = (summary: Summary, { title, done, steps }: Headline, words: SummaryWords): string => {
  const { commands, diffs, durationMs } = summary;
  const facts = [
    `- ${words.time}: ${clockText(durationMs)}`,
    `- ${words.steps}: ${words.stepsOf(done, steps)}`,
    `- ${words.failed}: ${failedSaid(summary, words).join("; ")}`,
  ];
  const typed = commands.map(({ atMs, line }) => `${line}  # ${clockText(atMs)}`);
  return [
    `# ${title}`,
    facts.join("\n"),
    ...troubleTable(summary, words),
    `## ${words.commands}`,
    typed.length > 0 ? fence("sh", typed) : words.noCommands,
    `## ${words.changes}`,
    ...(diffs.length > 0 ? diffs.map(diff) : [words.noChanges]),
    `## ${words.requests}`,
    chart(summary, words),
    "",
  ].join("\n\n");
};

const troubleTable = ({ troubles }: Summary, words: SummaryWords): readonly string[] => {
  if (troubles.length === 0) return [];
  const rows = troubles.map((trouble) => {
    const moments = [trouble.noticedMs, trouble.understoodMs, trouble.mendedMs].map((atMs) => {
      const [when, after] = momentSaid(atMs, trouble, words);
      return after === "" ? when : `${when} (${after})`;
    });
    return `| ${[trouble.client, clockText(trouble.beganMs), ...moments].join(" | ")} |`;
  });
  const head = `| ${words.columns.map(([name, meaning]) => (meaning === "" ? name : `${name}: ${meaning}`)).join(" | ")} |`;
  return [`## ${words.troubles}`, [head, "|---|---:|---:|---:|---:|", ...rows].join("\n")];
};

/** Longer than any fence in what it holds. */
const fence = (language: string, lines: readonly string[]): string => {
  const longest = Math.max(2, ...lines.flatMap((l) => [...l.matchAll(/`+/g)].map((m) => m[0].length)));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${lines.join("\n")}\n${ticks}`;
};

const diff = ({ name, lines }: Summary["diffs"][number]): string =>
  fence("diff", [`--- ${name}`, `+++ ${name}`, ...lines.map((l) => `${DIFF_SIGNS[l.kind]}${l.text}`)]);

const chart = ({ bins }: Summary, words: SummaryWords): string => {
  const most = Math.max(1, ...bins.map((b) => b.failed));
  const rows = bins.map(({ fromMs, served, failed }) => {
    const bar = "█".repeat(Math.ceil((failed / most) * WIDTH));
    return `| ${clockText(fromMs)} | ${served} | ${failed} ${bar} |`;
  });
  return [`| | ${words.served} | ${words.failedOnes} |`, "|---|---:|:---|", ...rows].join("\n");
};
