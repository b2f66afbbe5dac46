// Models Go's time.Parse over the layouts of RFC 3339 (metav1.Time and MicroTime, v1.36), for the words of its errors.

interface Step {
  /** How the layout writes this part. */
  readonly layout: string;
  readonly pattern: RegExp;
  readonly range?: readonly [low: number, high: number, name: string];
}

const STEPS: readonly Step[] = [
  { layout: "2006", pattern: /^\d{4}/ },
  { layout: "-", pattern: /^-/ },
  { layout: "01", pattern: /^\d\d/, range: [1, 12, "month"] },
  { layout: "-", pattern: /^-/ },
  { layout: "02", pattern: /^\d\d/ },
  { layout: "T", pattern: /^T/ },
  { layout: "15", pattern: /^\d\d/, range: [0, 23, "hour"] },
  { layout: ":", pattern: /^:/ },
  { layout: "04", pattern: /^\d\d/, range: [0, 59, "minute"] },
  { layout: ":", pattern: /^:/ },
  { layout: "05", pattern: /^\d\d(?:[.,]\d+)?/, range: [0, 59, "second"] },
  { layout: "Z07:00", pattern: /^(?:Z|[+-]\d\d:\d\d)/ },
];

const MICROS: Step = { layout: ".000000", pattern: /^[.,]\d{6}/ };

const stepsOf = (layout: string): readonly Step[] =>
  layout.includes(MICROS.layout)
    ? STEPS.flatMap((step) => (step.layout === "05" ? [{ ...step, pattern: /^\d\d/ }, MICROS] : [step]))
    : STEPS;

/** Why `text` is no time; undefined if it is one. */
export const timeProblem = (text: string, layout: string): string | undefined => {
  const start = `parsing time ${JSON.stringify(text)}`;
  let rest = text;
  for (const { layout: part, pattern, range } of stepsOf(layout)) {
    const [found] = pattern.exec(rest) ?? [];
    if (found === undefined) {
      return `${start} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(part)}`;
    }
    const value = Number.parseInt(found, 10);
    if (range && (value < range[0] || value > range[1])) return `${start}: ${range[2]} out of range`;
    rest = rest.slice(found.length);
  }
  if (rest !== "") return `${start}: extra text: ${JSON.stringify(rest)}`;
  return isDay(text) ? undefined : `${start}: day out of range`;
};

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDay = (text: string): boolean => {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (LENGTHS[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0);
};
