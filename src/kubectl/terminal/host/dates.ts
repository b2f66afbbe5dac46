// Instants as the programs of a machine write them.
import { DAYS, formatTime, MONTHS, toCivil } from "#api/time";

const two = (n: number): string => String(n).padStart(2, "0");

/** `10:00:05`. */
export const clock = (ms: number): string => {
  const { hour, minute, second } = toCivil(ms);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};
/** `Wed Jun  3 10:00:05 2026`. */
export const longDate = (ms: number): string => {
  const { weekday, month, day, year } = toCivil(ms);
  return `${DAYS[weekday]} ${MONTHS[month - 1]} ${String(day).padStart(2)} ${clock(ms)} ${year}`;
};
/** As date prints it: `Wed Jun  3 10:00:05 UTC 2026`. */
export const dateText = (ms: number): string => longDate(ms).replace(/ (\d+)$/, " UTC $1");
/** `Jun 03 10:00:05`, as a journal has it. */
export const journalDate = (ms: number): string => {
  const { month, day } = toCivil(ms);
  return `${MONTHS[month - 1]} ${two(day)} ${clock(ms)}`;
};
/** `Wed 2026-06-03 10:00:05 UTC`, as systemd has it. */
export const systemdDate = (ms: number): string =>
  `${DAYS[toCivil(ms).weekday]} ${formatTime(ms).replace("T", " ").replace("Z", " UTC")}`;

/** As systemd says how long ago: `12min ago`, `1h 5min ago`, `3s ago`. */
export const agoText = (ms: number): string => {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 1) return "0s ago";
  if (s < 60) return `${s}s ago`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes}min${minutes < 10 && s % 60 > 0 ? ` ${s % 60}s` : ""} ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h${minutes % 60 > 0 ? ` ${minutes % 60}min` : ""} ago`;
  const days = Math.floor(hours / 24);
  return `${days} day${days === 1 ? "" : "s"} ago`;
};
