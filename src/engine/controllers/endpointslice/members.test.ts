import { expect, it } from "vitest";
import { Dice } from "../../testing/dice.ts";
import { Members, type Member } from "./members.ts";

const member = (n: number): Member => {
  const ip = `10.0.${Math.floor(n / 250)}.${n % 250}`;
  return { list: "ready", address: { ip, targetRef: { uid: `uid-${n % 7}` } } };
};

/** All of them claim one address. */
const sharing = (uid: string): Member => ({
  list: "ready",
  address: { ip: "10.0.0.1", targetRef: { uid } },
});

const shown = (members: Members, count = members.size): string[] => members.addresses(count).ready.map(({ ip }) => ip);

it("keeps whoever comes and goes in the order of addresses", () => {
  const dice = new Dice(7);
  const members = new Members();
  const there = new Set<number>();
  for (let i = 0; i < 5000; i++) {
    const n = dice.int(2000);
    if (there.delete(n)) members.remove(member(n).address);
    else {
      there.add(n);
      members.add(member(n));
    }
  }
  const wanted = [...there].map((n) => member(n).address.ip).toSorted((a, b) => (a < b ? -1 : 1));
  expect(members.size).toBe(there.size);
  expect(shown(members)).toEqual(wanted);
  expect(shown(members, 300)).toEqual(wanted.slice(0, 300));
});

it("can be emptied and filled again", () => {
  const members = new Members();
  for (let n = 0; n < 600; n++) members.add(member(n));
  for (let n = 0; n < 600; n++) members.remove(member(n).address);
  expect([members.size, shown(members)]).toEqual([0, []]);
  members.add(member(3));
  expect(shown(members, 10)).toEqual(["10.0.0.3"]);
});

it("tells two of one address apart by their uid", () => {
  const members = new Members();
  for (const uid of ["b", "a", "c"]) members.add(sharing(uid));
  members.remove(sharing("b").address);
  expect(members.addresses().ready.map(({ targetRef }) => targetRef?.uid)).toEqual(["a", "c"]);
});

it("shows whoever is ready and whoever is not in lists of their own, as they are now", () => {
  const members = new Members();
  const lists = ["ready", "notReady", undefined] as const;
  for (let n = 0; n < 200; n++) members.add({ ...member(n), list: lists[n % 3] });
  const wanted = (list: string, count: number): string[] =>
    Array.from({ length: 200 }, (_, n) => ({ ip: member(n).address.ip, list: lists[n % 3] }))
      .toSorted((a, b) => (a.ip < b.ip ? -1 : 1))
      .slice(0, count)
      .filter((m) => m.list === list)
      .map((m) => m.ip);
  const both = (count: number): string[][] => {
    const { ready, notReady } = members.addresses(count);
    return [ready.map(({ ip }) => ip), notReady.map(({ ip }) => ip)];
  };
  expect(both(150)).toEqual([wanted("ready", 150), wanted("notReady", 150)]);
  members.remove(member(0).address);
  members.add({ ...member(0), list: "notReady" });
  expect(members.addresses().ready.map(({ ip }) => ip)).toEqual(wanted("ready", 200).filter((ip) => ip !== "10.0.0.0"));
  expect(members.addresses().notReady[0]?.ip).toBe("10.0.0.0");
});
