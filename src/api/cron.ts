// Models github.com/robfig/cron v3.0.1 parser.go, spec.go and constantdelay.go, as Kubernetes v1.36 uses them.

import { parseDuration } from "./duration.ts";
import { parseGoInt } from "./int64.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";
import { daysFromCivil, toCivil, type CivilTime } from "./time.ts";
import { isTimeZone, zoneOffsetMs } from "./time-zone.ts";

/** The values of one field, and whether it was written as `*`. */
interface Field {
  readonly values: ReadonlySet<number>;
  readonly isStar: boolean;
}

export type CronSchedule =
  | { readonly kind: "every"; readonly everyMs: number }
  | {
      readonly kind: "fields";
      readonly timeZone: string;
      readonly minute: Field;
      readonly hour: Field;
      readonly day: Field;
      readonly month: Field;
      readonly weekday: Field;
    };

type FieldSchedule = Extract<CronSchedule, { kind: "fields" }>;

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const BOUNDS: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { min: 0, max: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** A schedule of five fields, `@daily` and its like, or `@every 1h30m`; before it may stand `TZ=Asia/Seoul `. */
export const parseCron = (text: string): Parsed<CronSchedule> => {
  if (text === "") return unparsed("empty spec string");
  const zoned = /^(?:CRON_)?TZ=(\S*)(?: (.*))?$/s.exec(text);
  const timeZone = zoned?.[1] ?? "UTC";
  if (!isTimeZone(timeZone)) return unparsed(`provided bad location ${timeZone}: unknown time zone ${timeZone}`);
  const spec = zoned ? (zoned[2] ?? "").trim() : text;
  if (spec.startsWith("@")) return parseDescriptor(spec, timeZone);
  return parseFields(spec, timeZone);
};

/**
 * The first moment after `afterMs`, or undefined if there is none within five years (31 February).
 * Moments are whole seconds.
 */
export const nextCronTime = (schedule: CronSchedule, afterMs: number): number | undefined => {
  const second = Math.floor(afterMs / SECOND) * SECOND;
  if (schedule.kind === "every") return second + schedule.everyMs;
  return searchNext(schedule, second + SECOND);
};

const parseDescriptor = (text: string, timeZone: string): Parsed<CronSchedule> => {
  const fields = DESCRIPTORS.get(text);
  if (fields !== undefined) return parseFields(fields, timeZone);
  if (!text.startsWith("@every ")) return unparsed(`unrecognized descriptor: ${text}`);
  const every = parseDuration(text.slice("@every ".length));
  if (!every.ok) return unparsed(`failed to parse duration ${text}: ${every.error}`);
  return parsed({ kind: "every", everyMs: Math.max(SECOND, Math.trunc(every.value / SECOND) * SECOND) });
};

const parseFields = (text: string, timeZone: string): Parsed<CronSchedule> => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length !== BOUNDS.length) {
    return unparsed(`expected exactly 5 fields, found ${words.length}: [${words.join(" ")}]`);
  }
  const fields: Field[] = [];
  for (const [i, bounds] of BOUNDS.entries()) {
    const field = parseField(words[i] ?? "", bounds);
    if (!field.ok) return field;
    fields.push(field.value);
  }
  const [minute, hour, day, month, weekday] = fields;
  if (!minute || !hour || !day || !month || !weekday) throw new Error("a cron schedule has five fields");
  return parsed({ kind: "fields", timeZone, minute, hour, day, month, weekday });
};

const parseField = (text: string, bounds: Bounds): Parsed<Field> => {
  const values = new Set<number>();
  let isStar = false;
  for (const expression of text.split(",").filter((part) => part !== "")) {
    const range = parseRange(expression, bounds);
    if (!range.ok) return range;
    for (let n = range.value.start; n <= range.value.end; n += range.value.step) values.add(n);
    isStar ||= range.value.isStar;
  }
  return parsed({ values, isStar });
};

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

/** `*`, `5`, `5-10`, and each with a step: `5/15` runs to the end of the field. */
const parseRange = (expression: string, bounds: Bounds): Parsed<Range> => {
  const [span = "", stepText, ...tooMany] = expression.split("/");
  const ends = parseEnds(span, expression, bounds);
  if (!ends.ok) return ends;
  if (tooMany.length > 0) return unparsed(`too many slashes: ${expression}`);
  const step = stepText === undefined ? parsed(1) : parseNumber(stepText);
  if (!step.ok) return step;
  const runsOn = stepText !== undefined && !span.includes("-");
  const range: Range = {
    start: ends.value.start,
    end: runsOn ? bounds.max : ends.value.end,
    step: step.value,
    isStar: ends.value.isStar && step.value <= 1,
  };
  const error = rangeError(range, bounds);
  return error === undefined ? parsed(range) : unparsed(`${error}: ${expression}`);
};

const parseEnds = (span: string, expression: string, bounds: Bounds): Parsed<Omit<Range, "step">> => {
  const [low = "", high, ...tooMany] = span.split("-");
  if (low === "*" || low === "?") return parsed({ start: bounds.min, end: bounds.max, isStar: true });
  const start = parseNumberOrName(low, bounds);
  if (!start.ok) return start;
  if (high === undefined) return parsed({ start: start.value, end: start.value, isStar: false });
  if (tooMany.length > 0) return unparsed(`too many hyphens: ${expression}`);
  const end = parseNumberOrName(high, bounds);
  return end.ok ? parsed({ start: start.value, end: end.value, isStar: false }) : end;
};

const rangeError = ({ start, end, step }: Range, { min, max }: Bounds): string | undefined => {
  if (start < min) return `beginning of range (${start}) below minimum (${min})`;
  if (end > max) return `end of range (${end}) above maximum (${max})`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end})`;
  return step === 0 ? "step of range should be a positive number" : undefined;
};

const parseNumberOrName = (text: string, { names }: Bounds): Parsed<number> => {
  const named = text === "" ? -1 : (names?.indexOf(text.toLowerCase()) ?? -1);
  return named >= 0 ? parsed(named) : parseNumber(text);
};

const parseNumber = (text: string): Parsed<number> => {
  const number = parseGoInt(text);
  if (!number.ok) return unparsed(`failed to parse int from ${text}: ${number.error}`);
  return number.value < 0 ? unparsed(`negative number (${number.value}) not allowed: ${text}`) : number;
};

/** Goes from field to field, the largest first; a field that runs over starts the search again from the top. */
const searchNext = (schedule: FieldSchedule, startMs: number): number | undefined => {
  const zone = schedule.timeZone;
  let ms = startMs;
  const lastYear = wall(zone, ms).year + 5;
  for (;;) {
    const now = wall(zone, ms);
    if (now.year > lastYear) return undefined;
    const next = advance(schedule, now, ms);
    if (next === ms) return ms;
    ms = next;
  }
};

/** The same moment if all fields match, else a later one at which the largest field that did not match has gone on. */
const advance = (schedule: FieldSchedule, now: CivilTime, ms: number): number => {
  const zone = schedule.timeZone;
  if (!schedule.month.values.has(now.month)) return fromWall(zone, daysFromCivil(now.year, now.month + 1, 1) * DAY);
  if (!matchesDay(schedule, now)) return nextMidnight(zone, now);
  if (!schedule.hour.values.has(now.hour)) return ms - minutesPast(zone, ms) + HOUR;
  const isMinute = schedule.minute.values.has(now.minute);
  if (isMinute && now.second === 0) return ms;
  return ms - (ms % 60_000) + 60_000;
};

/** If both days are restricted, either is enough. */
const matchesDay = ({ day, weekday }: FieldSchedule, now: CivilTime): boolean => {
  const isDay = day.values.has(now.day);
  const isWeekday = weekday.values.has(now.weekday);
  return day.isStar || weekday.isStar ? isDay && isWeekday : isDay || isWeekday;
};

const wall = (zone: string, ms: number): CivilTime => toCivil(ms + zoneOffsetMs(zone, ms));

/** Go's time.Date: of an hour that does not exist or exists twice, the reading that the zone's offset then gives. */
const fromWall = (zone: string, wallMs: number): number => {
  const guess = wallMs - zoneOffsetMs(zone, wallMs);
  return wallMs - zoneOffsetMs(zone, guess);
};

const nextMidnight = (zone: string, now: CivilTime): number =>
  fromWall(zone, daysFromCivil(now.year, now.month, now.day + 1) * DAY);

/** In a zone of half hours the hour on the wall does not begin with that of UTC. */
const minutesPast = (zone: string, ms: number): number => (ms + zoneOffsetMs(zone, ms)) % HOUR;
