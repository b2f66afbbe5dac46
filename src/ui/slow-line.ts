// Whether the line is slow, by how long a script was on its way.

/** A script that is as small as the first two of the page is here sooner, unless the line is slow. */
const SLOW_MS = 120;

/** `address`: of a script that is here. */
export const isSlowBy = (address: string): boolean => {
  const [own] = performance.getEntriesByName(address) as PerformanceResourceTiming[];
  return own !== undefined && own.responseEnd - own.startTime > SLOW_MS;
};
