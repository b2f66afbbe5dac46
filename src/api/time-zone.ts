// Models what a CronJob needs of the IANA time zone database.
// Simplified: the rules of today for the zones that learners are likely to write; no history, and no other names.

import { daysFromCivil, toCivil } from "./time.ts";

/** Sunday number `week` of `month` (-1: the last), so many minutes after midnight. */
interface Change {
  readonly month: number;
  readonly week: 1 | 2 | -1;
  readonly minutes: number;
}

interface SummerTime {
  readonly starts: Change;
  readonly ends: Change;
  /** Whether the minutes are counted in UTC, or in the zone's standard time. */
  readonly isUtc: boolean;
}

interface Zone {
  readonly standardMinutes: number;
  readonly summer?: SummerTime;
}

const EUROPE: SummerTime = {
  starts: { month: 3, week: -1, minutes: 60 },
  ends: { month: 10, week: -1, minutes: 60 },
  isUtc: true,
};
const NORTH_AMERICA: SummerTime = {
  starts: { month: 3, week: 2, minutes: 120 },
  ends: { month: 11, week: 1, minutes: 60 },
  isUtc: false,
};
const AUSTRALIA: SummerTime = {
  starts: { month: 10, week: 1, minutes: 120 },
  ends: { month: 4, week: 1, minutes: 120 },
  isUtc: false,
};

const fixed = (hours: number, ...names: readonly string[]): [string, Zone][] =>
  names.map((name) => [name, { standardMinutes: hours * 60 }]);
const changing = (hours: number, summer: SummerTime, ...names: readonly string[]): [string, Zone][] =>
  names.map((name) => [name, { standardMinutes: hours * 60, summer }]);

const ZONES: ReadonlyMap<string, Zone> = new Map([
  ...fixed(0, "", "UTC", "Etc/UTC", "Etc/GMT", "GMT", "Africa/Abidjan", "Africa/Accra", "Atlantic/Reykjavik"),
  ...fixed(1, "Africa/Lagos", "Africa/Algiers"),
  ...fixed(2, "Africa/Johannesburg", "Africa/Maputo", "Europe/Kaliningrad"),
  ...fixed(3, "Africa/Nairobi", "Europe/Moscow", "Europe/Istanbul", "Asia/Riyadh", "Asia/Baghdad"),
  ...fixed(3.5, "Asia/Tehran"),
  ...fixed(4, "Asia/Dubai"),
  ...fixed(5, "Asia/Karachi", "Asia/Tashkent", "Asia/Almaty"),
  ...fixed(5.5, "Asia/Kolkata", "Asia/Calcutta", "Asia/Colombo"),
  ...fixed(5.75, "Asia/Kathmandu"),
  ...fixed(6, "Asia/Dhaka"),
  ...fixed(7, "Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh"),
  ...fixed(8, "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Taipei", "Asia/Manila", "Australia/Perth"),
  ...fixed(9, "Asia/Seoul", "Asia/Tokyo", "Asia/Pyongyang"),
  ...fixed(9.5, "Australia/Darwin"),
  ...fixed(10, "Australia/Brisbane"),
  ...fixed(-3, "America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
  ...fixed(-5, "America/Bogota", "America/Lima"),
  ...fixed(-6, "America/Mexico_City"),
  ...fixed(-7, "America/Phoenix"),
  ...fixed(-10, "Pacific/Honolulu"),
  ...changing(0, EUROPE, "Europe/London", "Europe/Dublin", "Europe/Lisbon"),
  ...changing(1, EUROPE, "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam"),
  ...changing(1, EUROPE, "Europe/Brussels", "Europe/Vienna", "Europe/Zurich", "Europe/Prague", "Europe/Warsaw"),
  ...changing(1, EUROPE, "Europe/Stockholm", "Europe/Oslo", "Europe/Copenhagen", "Europe/Budapest"),
  ...changing(2, EUROPE, "Europe/Athens", "Europe/Helsinki", "Europe/Kiev", "Europe/Kyiv", "Europe/Bucharest"),
  ...changing(-4, NORTH_AMERICA, "America/Halifax"),
  ...changing(-5, NORTH_AMERICA, "America/New_York", "America/Toronto", "US/Eastern"),
  ...changing(-6, NORTH_AMERICA, "America/Chicago", "US/Central"),
  ...changing(-7, NORTH_AMERICA, "America/Denver", "US/Mountain"),
  ...changing(-8, NORTH_AMERICA, "America/Los_Angeles", "America/Vancouver", "US/Pacific"),
  ...changing(-9, NORTH_AMERICA, "America/Anchorage"),
  ...changing(9.5, AUSTRALIA, "Australia/Adelaide"),
  ...changing(10, AUSTRALIA, "Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"),
]);

export const isTimeZone = (name: string): boolean => ZONES.has(name);

/** What to add to UTC to read the clock on the wall there. An unknown zone is UTC. */
export const zoneOffsetMs = (name: string, epochMs: number): number => {
  const zone = ZONES.get(name);
  if (!zone) return 0;
  return (zone.standardMinutes + (isSummer(zone, epochMs) ? 60 : 0)) * 60_000;
};

const isSummer = ({ standardMinutes, summer }: Zone, epochMs: number): boolean => {
  if (!summer) return false;
  const { year } = toCivil(epochMs + standardMinutes * 60_000);
  const shift = summer.isUtc ? 0 : standardMinutes;
  const starts = changeMs(year, summer.starts) - shift * 60_000;
  const ends = changeMs(year, summer.ends) - shift * 60_000;
  // South of the equator summer lasts over the new year.
  return starts < ends ? epochMs >= starts && epochMs < ends : epochMs >= starts || epochMs < ends;
};

const changeMs = (year: number, { month, week, minutes }: Change): number => {
  const first = week === -1 ? daysFromCivil(year, month + 1, 1) - 7 : daysFromCivil(year, month, 1) + 7 * (week - 1);
  // 1970 began on a Thursday: (days + 4) % 7 is the weekday, and Sunday is 0.
  const sunday = first + ((7 - ((first + 4) % 7)) % 7);
  return (sunday * 1440 + minutes) * 60_000;
};
