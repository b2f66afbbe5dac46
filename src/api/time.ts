// RFC 3339 and RFC 1123Z texts of an instant, without Date: the layers below the page read no clock and no zone.

const MS_PER_DAY = 86_400_000;
const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/** The UTC calendar of `epochMs` (milliseconds since 1970). Howard Hinnant's days-to-civil. */
export const toCivil = (epochMs: number): CivilTime => {
  const days = Math.floor(epochMs / MS_PER_DAY);
  const rest = epochMs - days * MS_PER_DAY;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    ms: rest % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
};

/** Days since 1970 of a UTC calendar day. Months and days beyond their range run on into the next: month 13 is January. */
export const daysFromCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Milliseconds since 1970, or undefined if `text` is no RFC 3339 time. */
export const parseTime = (text: string): number | undefined => {
  const m = RFC3339.exec(text);
  if (!m) return undefined;
  const n = (i: number): number => Number(m[i] ?? 0);
  const offset = m[8] ? (m[8] === "-" ? -1 : 1) * (n(9) * 60 + n(10)) * 60_000 : 0;
  const ms = m[7] ? Math.floor(Number(`0.${m[7]}`) * 1000) : 0;
  return daysFromCivil(n(1), n(2), n(3)) * MS_PER_DAY + n(4) * 3_600_000 + n(5) * 60_000 + n(6) * 1000 + ms - offset;
};

/** Many things are written in one second: its text is made once. */
let lastSecond = Number.NaN;
let lastText = "";

/** metav1.Time: `2026-06-03T10:20:30Z`, cut to the second. */
export const formatTime = (epochMs: number): string => {
  const second = Math.floor(epochMs / 1000);
  if (second === lastSecond) return lastText;
  const c = toCivil(epochMs);
  lastText = `${pad(c.year, 4)}-${pad(c.month)}-${pad(c.day)}T${pad(c.hour)}:${pad(c.minute)}:${pad(c.second)}Z`;
  lastSecond = second;
  return lastText;
};

/** metav1.MicroTime: `2026-06-03T10:20:30.123000Z`. */
export const formatMicroTime = (epochMs: number): string => {
  const ms = epochMs - Math.floor(epochMs / 1000) * 1000;
  return `${formatTime(epochMs).slice(0, -1)}.${pad(ms, 3)}000Z`;
};

/** By `CivilTime.weekday`. */
export const DAYS: readonly string[] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
/** By `CivilTime.month - 1`. */
export const MONTHS: readonly string[] = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** RFC1123Z as kubectl describe prints it: `Wed, 03 Jun 2026 10:20:30 +0000`. */
export const formatRfc1123 = (epochMs: number): string => {
  const c = toCivil(epochMs);
  return `${DAYS[c.weekday]}, ${pad(c.day)} ${MONTHS[c.month - 1]} ${pad(c.year, 4)} ${pad(c.hour)}:${pad(c.minute)}:${pad(c.second)} +0000`;
};
