// The summary as Markdown, for a note or a ticket.
import { DIFF_SIGNS } from "../views/diff-signs.ts";
import type { SummaryWords } from "../i18n/summary-en.ts";
import { clockText } from "../views/format.ts";
import type { Summary } from "./summarize.ts";

/** In text a bar is this wide at most. */
const WIDTH = 20;

export interface Headline {
  readonly title: string;
  readonly done: number;
  readonly steps: number;
}

/** Where nothing was changed there is no before and no after. */
export const failedSaid = ({ changesMs, failedBefore, failedAfter }: Summary, words: SummaryWords): string =>
  changesMs.length === 0 ? String(failedBefore) : words.beforeAfter(failedBefore, failedAfter);

export const toMarkdown = (summary: Summary, { title, done, steps }: Headline, words: SummaryWords): string => {
  const { commands, diffs, durationMs } = summary;
  const facts = [
    `- ${words.time}: ${clockText(durationMs)}`,
    `- ${words.steps}: ${words.stepsOf(done, steps)}`,
    `- ${words.failed}: ${failedSaid(summary, words)}`,
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

const time = (atMs: number | null): string => (atMs === null ? "–" : clockText(atMs));

const troubleTable = ({ troubles }: Summary, words: SummaryWords): readonly string[] => {
  if (troubles.length === 0) return [];
  const rows = troubles.map(
    ({ client, beganMs, noticedMs, understoodMs, mendedMs }) =>
      `| ${client} | ${time(beganMs)} | ${time(noticedMs)} | ${time(understoodMs)} | ${time(mendedMs)} |`,
  );
  const head = `| ${[words.client, words.began, words.noticed, words.understood, words.mended].join(" | ")} |`;
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
