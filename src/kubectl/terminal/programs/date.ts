// date: now, or by -d a time, in a format of strftime.
// Simplified: -d takes @seconds and times as the API writes them (2026-06-03T10:00:00Z, or a day alone); the clock is set to UTC.
import { DAYS, formatRfc1123, MONTHS, parseTime, toCivil, daysFromCivil } from "#api/time";
import { simple } from "../program.ts";

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES = "January February March April May June July August September October November December".split(" ");

const two = (value: number): string => String(value).padStart(2, "0");

const letters = (ms: number): { readonly [letter: string]: string } => {
  const t = toCivil(ms);
  const [day, month] = [DAYS[t.weekday] ?? "", MONTHS[t.month - 1] ?? ""];
  const hour = t.hour % 12 === 0 ? 12 : t.hour % 12;
  const yearDay = daysFromCivil(t.year, t.month, t.day) - daysFromCivil(t.year, 1, 1) + 1;
  const time = `${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
  return {
    Y: String(t.year),
    y: two(t.year % 100),
    m: two(t.month),
    d: two(t.day),
    e: String(t.day).padStart(2),
    H: two(t.hour),
    I: two(hour),
    M: two(t.minute),
    S: two(t.second),
    N: `${String(Math.floor(ms % 1000)).padStart(3, "0")}000000`,
    p: t.hour < 12 ? "AM" : "PM",
    a: day,
    A: DAY_NAMES[t.weekday] ?? "",
    b: month,
    B: MONTH_NAMES[t.month - 1] ?? "",
    j: String(yearDay).padStart(3, "0"),
    u: String(t.weekday === 0 ? 7 : t.weekday),
    w: String(t.weekday),
    s: String(Math.floor(ms / 1000)),
    F: `${t.year}-${two(t.month)}-${two(t.day)}`,
    D: `${two(t.month)}/${two(t.day)}/${two(t.year % 100)}`,
    T: time,
    R: time.slice(0, 5),
    Z: "UTC",
    z: "+0000",
    n: "\n",
    t: "\t",
    "%": "%",
  };
};

const inFormat = (format: string, ms: number): string => {
  const known = letters(ms);
  return format.replaceAll(/%([a-zA-Z%])/g, (whole, letter: string) => known[letter] ?? whole);
};

const readTime = (text: string, nowMs: number): number | undefined => {
  if (text === "now" || text === "today") return nowMs;
  if (/^@-?\d+(?:\.\d+)?$/.test(text)) return Number(text.slice(1)) * 1000;
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text.replace(/^(\S+) (\S+)$/, "$1T$2Z");
  return parseTime(day);
};

export const dateProgram = simple("date", ({ sim, out, err }, args) => {
  let ms = sim.wallMs();
  let format = "%a %b %e %H:%M:%S %Z %Y";
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, attached] = /^(?:-d|--date=)(.*)$/.exec(arg) ?? [];
    if (attached !== undefined) {
      const text = attached === "" ? (args[++i] ?? "") : attached;
      const time = readTime(text, ms);
      if (time === undefined) {
        err(`date: invalid date '${text}'\n`);
        return 1;
      }
      ms = time;
    } else if (arg.startsWith("+")) format = arg.slice(1);
    else if (arg === "-R" || arg === "--rfc-email") {
      out(`${formatRfc1123(ms)}\n`);
      return 0;
    } else if (/^-I(?:s|seconds)$/.test(arg)) format = "%FT%T+00:00";
    else if (arg === "-I" || arg === "-Idate") format = "%F";
    else if (arg !== "-u" && arg !== "--utc") {
      err(`date: invalid ${arg.startsWith("-") ? "option" : "date"} '${arg}'\n`);
      return 1;
    }
  }
  out(`${inFormat(format, ms)}\n`);
  return 0;
});
