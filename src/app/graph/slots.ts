// A pod keeps its slot in its bay for its lifetime, so that the eye can follow it. The memory outlives the
// pod: rewound to, it comes back to the place where it was seen.

export type SlotMemory = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Slots of the pods present in one bay: remembered ones first, then the lowest that is free. */
export function assignSlots(
  uids: readonly string[],
  remembered: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const uid of uids) {
    const slot = remembered.get(uid);
    if (slot === undefined || taken.has(slot)) continue;
    slots.set(uid, slot);
    taken.add(slot);
  }
  let free = 0;
  for (const uid of uids) {
    if (slots.has(uid)) continue;
    while (taken.has(free)) free += 1;
    slots.set(uid, free);
    taken.add(free);
  }
  return slots;
}

/** What is known after this view: the present over the past, the past bounded. */
export function rememberSlots(
  past: ReadonlyMap<string, number>,
  present: ReadonlyMap<string, number>,
  limit = 4096,
): ReadonlyMap<string, number> {
  let isKnown = true;
  for (const [uid, slot] of present) if (past.get(uid) !== slot) isKnown = false;
  if (isKnown) return past;
  const kept = past.size > limit ? [...past].slice(-limit / 2) : [...past];
  return new Map([...kept, ...present]);
}
