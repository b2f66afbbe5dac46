// What can be taken away from a run as files: its manifests, its console, the chart of its requests.
import type { Run } from "#engine";
import { isServed } from "#tutor";

interface File {
  readonly name: string;
  readonly text: string;
}

/** Several manifests as one that `kubectl apply -f` takes. */
export const joinManifests = (files: readonly File[]): string =>
  files
    .filter(({ name }) => /\.ya?ml$/.test(name))
    .map(({ name, text }) => `# ${name}\n${text.replace(/\s*$/, "\n")}`)
    .join("---\n");

/** What a terminal has shown until now. */
export const consoleText = (run: Run, terminal: string): string =>
  run.branch.entries
    .slice(0, run.logLength)
    .flatMap((entry) => {
      if (entry.type !== "terminal" || entry.terminal !== terminal) return [];
      const text = entry.text.replaceAll(CONTROL, "").replace(/\n$/, "");
      return entry.stream === "stdin" ? `$ ${text}` : text;
    })
    .join("\n")
    .concat("\n");

/** Colours, and the screen being cleared: a file has neither. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
const CONTROL = /\u001b\[[0-9;]*[A-Za-z]/g;

const SECOND_MS = 1000;

interface Row {
  served: number;
  readonly failures: Map<string, number>;
}

/** A row for each second and client, on the lesson's clock; the last column says what the failed ones got. */
export const requestsCsv = (run: Run, zeroMs: number): string => {
  const rows = new Map<string, Row>();
  for (const entry of run.branch.entries.slice(0, run.logLength)) {
    if (entry.type !== "request") continue;
    const key = `${Math.floor((entry.atMs - zeroMs) / SECOND_MS)},${cell(entry.client)}`;
    const row = rows.get(key) ?? { served: 0, failures: new Map<string, number>() };
    rows.set(key, row);
    if (isServed(entry.outcome)) row.served++;
    else row.failures.set(entry.outcome, (row.failures.get(entry.outcome) ?? 0) + 1);
  }
  const lines = [...rows].map(([key, { served, failures }]) => {
    const failed = [...failures.values()].reduce((sum, n) => sum + n, 0);
    const outcomes = [...failures].map(([outcome, n]) => `${outcome}: ${n}`).join("; ");
    return `${key},${served},${failed},${cell(outcomes)}`;
  });
  return `${["second,client,served,failed,outcomes", ...lines].join("\r\n")}\r\n`;
};

/** As RFC 4180 has it; what a table would take for a formula begins with a quote. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
