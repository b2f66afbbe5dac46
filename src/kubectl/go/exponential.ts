/** `1.2345e+03`, as Go's strconv writes it: exponents have two digits at least. `precision`: digits behind the point; as many as it takes if absent. */
export const exponential = (value: number, precision?: number): string =>
  value.toExponential(precision).replace(/e([-+])(\d)$/, "e$10$2");
