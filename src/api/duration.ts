// Models staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go (v1.36) and Go's time.Duration: its String and
// ParseDuration.

import { goQuote } from "./go-quote.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";
import { parseTime } from "./time.ts";

const MINUTE = 60;
const HOUR = 60;
const DAY = 24;
const YEAR_DAYS = 365;

/** An age as tables print it: two or three digits of precision, e.g. `119s`, `2m`, `5m30s`, `179m`, `3h`, `7h59m`, `47h`, `2d1h`, `2y4d`. */
export const humanDuration = (ms: number): string => {
  const seconds = Math.trunc(ms / 1000);
  // Clocks of machines differ a little: one second into the future is now.
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  const minutes = Math.trunc(seconds / MINUTE);
  if (minutes < 10) return pair(minutes, "m", seconds % MINUTE, "s");
  if (minutes < 3 * HOUR) return `${minutes}m`;
  return humanHours(minutes);
};

/** An age in one unit: `59s`, `59m`, `23h`, `364d`, `1y`. */
export const shortHumanDuration = (ms: number): string => {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < MINUTE) return `${seconds}s`;
  const minutes = Math.trunc(seconds / MINUTE);
  if (minutes < HOUR) return `${minutes}m`;
  const hours = Math.trunc(minutes / HOUR);
  if (hours < DAY) return `${hours}h`;
  const days = Math.trunc(hours / DAY);
  return days < YEAR_DAYS ? `${days}d` : `${Math.trunc(days / YEAR_DAYS)}y`;
};

const humanHours = (minutes: number): string => {
  const hours = Math.trunc(minutes / HOUR);
  if (hours < 8) return pair(hours, "h", minutes % HOUR, "m");
  if (hours < 2 * DAY) return `${hours}h`;
  const days = Math.trunc(hours / DAY);
  if (days < 8) return pair(days, "d", hours % DAY, "h");
  if (days < 2 * YEAR_DAYS) return `${days}d`;
  const years = Math.trunc(days / YEAR_DAYS);
  return years < 8 ? pair(years, "y", days % YEAR_DAYS, "d") : `${years}y`;
};

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;

/** The age of an RFC 3339 time: `<unknown>` when there is none. */
export const since = (timestamp: string, nowMs: number): string => {
  const then = parseTime(timestamp);
  return then === undefined ? "<unknown>" : humanDuration(nowMs - then);
};

const fraction = (value: number, unit: string): string => `${String(Number(value.toFixed(9)))}${unit}`;

/** time.Duration.String of milliseconds: `1m30s`, `500ms`, `0s`. */
export const formatDuration = (ms: number): string => {
  if (ms === 0) return "0s";
  const sign = ms < 0 ? "-" : "";
  const total = Math.abs(ms);
  if (total < 1000) return sign + fraction(total, "ms");
  const hours = Math.trunc(total / 3_600_000);
  const minutes = Math.trunc(total / 60_000) % 60;
  const seconds = (total % 60_000) / 1000;
  const head = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : "";
  return sign + head + fraction(seconds, "s");
};

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["μs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** Milliseconds of `1h30m`, `1.5s`, `-2ms`, `0`; or Go's words for what is wrong. */
export const parseDuration = (text: string): Parsed<number> => {
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  let rest = text.slice(sign.length);
  if (rest === "0") return parsed(0);
  if (rest === "") return unparsed(`time: invalid duration ${goQuote(text)}`);
  let ms = 0;
  while (rest !== "") {
    const match = /^(\d+\.?\d*|\.\d+)([^.\d]*)/.exec(rest);
    if (!match) return unparsed(`time: invalid duration ${goQuote(text)}`);
    const unit = match[2] ?? "";
    if (unit === "") return unparsed(`time: missing unit in duration ${goQuote(text)}`);
    const factor = UNIT_MS.get(unit);
    if (factor === undefined) return unparsed(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`);
    ms += Number(match[1]) * factor;
    rest = rest.slice(match[0].length);
  }
  return parsed(sign === "-" ? -ms : ms);
};
