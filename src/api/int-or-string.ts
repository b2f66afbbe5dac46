// Models staging/src/k8s.io/apimachinery/pkg/util/intstr/intstr.go GetScaledValueFromIntOrPercent (v1.36).

import { goQuote } from "./go-quote.ts";
import { parseGoInt } from "./int64.ts";
import type { IntOrString } from "./meta.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";

/** `scaledValue("25%", 10, "up")` is 3 (2.5 rounded up), `scaledValue(4, 10, "up")` is 4. */
export const scaledValue = (value: IntOrString, total: number, rounding: "up" | "down"): Parsed<number> => {
  if (typeof value === "number") return parsed(value);
  if (!value.endsWith("%")) return unparsed("invalid value for IntOrString: invalid type: string is not a percentage");
  const percent = parseGoInt(value.slice(0, -1));
  if (!percent.ok) return unparsed(`invalid value for IntOrString: invalid value ${goQuote(value)}: ${percent.error}`);
  const scaled = (percent.value * total) / 100;
  return parsed(rounding === "up" ? Math.ceil(scaled) : Math.floor(scaled));
};
