// Models k8s.io/apimachinery/pkg/util/duration (HumanDuration) and time.Duration's String and ParseDuration (v1.36).
import { parseTime } from "#api/time";

/** The age that tables show: at most two units, fewer as it grows. */
export const humanDuration = (ms: number): string => {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return two(minutes, "m", seconds % 60, "s");
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return two(hours, "h", minutes % 60, "m");
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return two(days, "d", hours % 24, "h");
  if (days < 365 * 2) return `${days}d`;
  const years = Math.trunc(days / 365);
  if (days < 365 * 8) return two(years, "y", days % 365, "d");
  return `${years}y`;
};

const two = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big}${bigUnit}` : `${big}${bigUnit}${small}${smallUnit}`;

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

const UNITS: { readonly [unit: string]: number } = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** time.ParseDuration in milliseconds, or undefined. */
export const parseDuration = (input: string): number | undefined => {
  const match = /^([+-]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(input);
  if (input === "0" || input === "+0" || input === "-0") return 0;
  if (!match) return undefined;
  let total = 0;
  for (const [, value, unit] of input.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(value) * (UNITS[unit ?? ""] ?? 0);
  }
  return match[1] === "-" ? -total : total;
};

/** The error text of time.ParseDuration. */
export const durationError = (input: string): string => {
  if (input === "") return 'time: invalid duration ""';
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(input)) return `time: missing unit in duration "${input}"`;
  const unknown = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*(?:\d+\.?\d*|\.\d+)([^\d.]+)/.exec(input);
  if (unknown && !((unknown[1] as string) in UNITS)) return `time: unknown unit "${unknown[1]}" in duration "${input}"`;
  return `time: invalid duration "${input}"`;
};
