// The seed of today's variation: the same for everybody on this day, so that people can compare.
const DAY_MS = 86_400_000;

export const seedOfTheDay = (): number => Math.floor(Date.now() / DAY_MS);
