import { expect, it } from "vitest";
import { Dice } from "../../testing/dice.ts";
import { Members, type Member } from "./members.ts";

const member = (n: number): Member => {
  const ip = `10.0.${Math.floor(n / 250)}.${n % 250}`;
  return { endpoint: { addresses: [ip] }, address: { ip, targetRef: { uid: `uid-${n % 7}` } } };
};

/** All of them claim one address. */
const sharing = (uid: string): Member => ({
  endpoint: { addresses: ["10.0.0.1"] },
  address: { ip: "10.0.0.1", targetRef: { uid } },
});

const shown = (members: Members, count = members.size): string[] => {
  const ips: string[] = [];
  members.first(count, ({ address }) => ips.push(address.ip));
  return ips;
};

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
  const uids: (string | undefined)[] = [];
  members.first(3, ({ address }) => uids.push(address.targetRef?.uid));
  expect(uids).toEqual(["a", "c"]);
});
