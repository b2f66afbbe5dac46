// The endpoints of a group in the order of address and uid. They lie in short pieces: to put one in moves its neighbours and nobody
// else, however many there are.
import { compareStrings } from "#api/compare";
import type { EndpointAddress } from "#api/core-service";

/** An endpoint as the deprecated Endpoints object writes it, if it does: under which of its two lists. */
export interface Member {
  readonly address: EndpointAddress;
  readonly list: "ready" | "notReady" | undefined;
}

/** Addresses in the two lists of an Endpoints object. */
export interface Addresses {
  readonly ready: readonly EndpointAddress[];
  readonly notReady: readonly EndpointAddress[];
}

interface Piece {
  readonly members: Member[];
  /** Of all its members; undefined when one has come or gone since. */
  addresses: Addresses | undefined;
}

const MAX_PIECE = 64;

const uidOf = ({ targetRef }: EndpointAddress): string => targetRef?.uid ?? "";

const isBefore = ({ address }: Member, other: EndpointAddress): boolean =>
  (compareStrings(address.ip, other.ip) || compareStrings(uidOf(address), uidOf(other))) < 0;

/** How many of the first come before, if they are in order. */
const countBefore = <T>(list: readonly T[], comesBefore: (item: T) => boolean): number => {
  let low = 0;
  for (let high = list.length; low < high;) {
    const middle = (low + high) >> 1;
    if (comesBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const addressesOf = (members: readonly Member[]): Addresses => {
  const of = (wanted: Member["list"]): readonly EndpointAddress[] =>
    members.filter(({ list }) => list === wanted).map(({ address }) => address);
  return { ready: of("ready"), notReady: of("notReady") };
};

const pieceOf = (members: Member[]): Piece => ({ members, addresses: undefined });

export class Members {
  /** None is empty, but for the only one. */
  readonly #pieces: Piece[] = [pieceOf([])];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(member: Member): void {
    const at = this.#pieceOf(member.address);
    const piece = this.#pieces[at]!;
    const { members } = piece;
    members.splice(this.#placeIn(piece, member.address), 0, member);
    piece.addresses = undefined;
    this.#size++;
    if (members.length > MAX_PIECE) this.#pieces.splice(at + 1, 0, pieceOf(members.splice(MAX_PIECE >> 1)));
  }

  /** Takes out the one with this address and uid, which is among them. */
  remove(address: EndpointAddress): void {
    const at = this.#pieceOf(address);
    const piece = this.#pieces[at]!;
    piece.members.splice(this.#placeIn(piece, address), 1);
    piece.addresses = undefined;
    this.#size--;
    if (piece.members.length === 0 && this.#pieces.length > 1) this.#pieces.splice(at, 1);
  }

  /** Those of the first `count`, in order. What a piece gave it gives again, until somebody in it comes or goes. */
  addresses(count = this.#size): Addresses {
    const parts: Addresses[] = [];
    let left = count;
    for (const piece of this.#pieces) {
      if (left <= 0) break;
      const { members } = piece;
      parts.push(
        left < members.length ? addressesOf(members.slice(0, left)) : (piece.addresses ??= addressesOf(members)),
      );
      left -= members.length;
    }
    const all = (list: keyof Addresses): readonly EndpointAddress[] =>
      ([] as EndpointAddress[]).concat(...parts.map((p) => p[list]));
    return { ready: all("ready"), notReady: all("notReady") };
  }

  /** The first piece whose last member does not come before the address; the last one, if there is none. */
  #pieceOf(address: EndpointAddress): number {
    const at = countBefore(this.#pieces, ({ members }) => members.length > 0 && isBefore(members.at(-1)!, address));
    return Math.min(at, this.#pieces.length - 1);
  }

  #placeIn({ members }: Piece, address: EndpointAddress): number {
    return countBefore(members, (member) => isBefore(member, address));
  }
}
