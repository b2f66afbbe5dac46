// The endpoints of a group in the order of address and uid. They lie in short pieces: to put one in moves its neighbours and nobody
// else, however many there are.
import { compareStrings } from "#api/compare";
import type { EndpointAddress } from "#api/core-service";
import type { Endpoint } from "#api/discovery";

/** An endpoint, and how the deprecated Endpoints object writes it. */
export interface Member {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
}

const MAX_PIECE = 256;

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

export class Members {
  /** None is empty, but for the only one. */
  readonly #pieces: Member[][] = [[]];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(member: Member): void {
    const at = this.#pieceOf(member.address);
    const piece = this.#pieces[at]!;
    piece.splice(this.#placeIn(piece, member.address), 0, member);
    this.#size++;
    if (piece.length > MAX_PIECE) this.#pieces.splice(at + 1, 0, piece.splice(MAX_PIECE >> 1));
  }

  /** Takes out the one with this address and uid, which is among them. */
  remove(address: EndpointAddress): void {
    const at = this.#pieceOf(address);
    const piece = this.#pieces[at]!;
    piece.splice(this.#placeIn(piece, address), 1);
    this.#size--;
    if (piece.length === 0 && this.#pieces.length > 1) this.#pieces.splice(at, 1);
  }

  /** Shows the first `count`, in order. */
  first(count: number, show: (member: Member) => void): void {
    let left = count;
    for (const piece of this.#pieces) {
      const shown = Math.min(left, piece.length);
      for (let i = 0; i < shown; i++) show(piece[i]!);
      left -= shown;
      if (left <= 0) return;
    }
  }

  /** The first piece whose last member does not come before the address; the last one, if there is none. */
  #pieceOf(address: EndpointAddress): number {
    const at = countBefore(this.#pieces, (piece) => piece.length > 0 && isBefore(piece.at(-1)!, address));
    return Math.min(at, this.#pieces.length - 1);
  }

  #placeIn(piece: readonly Member[], address: EndpointAddress): number {
    return countBefore(piece, (member) => isBefore(member, address));
  }
}
