// The time zones that --timezone knows: those whose hour has not moved since long before the cluster's time.
// Simplified: no zone with a summer time; it is refused in words.

const HOURS: { readonly [zone: string]: number } = {
  "": 0,
  Local: 0,
  UTC: 0,
  "Etc/UTC": 0,
  GMT: 0,
  "Asia/Seoul": 9,
  "Asia/Tokyo": 9,
  "Asia/Shanghai": 8,
  "Asia/Singapore": 8,
  "Asia/Bangkok": 7,
  "Asia/Dubai": 4,
};

export const ZONES: readonly string[] = Object.keys(HOURS).filter((zone) => zone.includes("/") || zone === "UTC");

export const isZone = (zone: string): boolean => Object.hasOwn(HOURS, zone);

/** Hours to add, and how RFC 3339 says it: `Z`, `+09:00`. */
export const offsetOf = (zone: string): { readonly hours: number; readonly text: string } => {
  const hours = isZone(zone) ? (HOURS[zone] ?? 0) : 0;
  return { hours, text: hours === 0 ? "Z" : `+${`${hours}`.padStart(2, "0")}:00` };
};
