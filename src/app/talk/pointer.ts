// The laser pointer: where the speaker points in their picture of the stage, the stage shows a dot. It is said of the object that is
// nearest, since the same drawing has other proportions there. Not an act: it has no place in the order, and nobody keeps it.
import { faceOf } from "../face.ts";
import type { Transport } from "../sync/message.ts";
import { openTransport } from "../sync/transport.ts";

export interface Pointed {
  readonly id: string;
  /** In shares of the object's box; below 0 or above 1 beside it. */
  readonly x: number;
  readonly y: number;
}

/** null: points no more. */
export const openPointer = (): Transport<Pointed | null> =>
  openTransport(`drydock/pointer/${faceOf(location.search).room ?? ""}`);

/** Another window's word, which another version may have said. */
export const pointedOf = (said: unknown): Pointed | null => {
  if (typeof said !== "object" || said === null) return null;
  const { id, x, y } = said as { readonly [key: string]: unknown };
  if (typeof id !== "string" || typeof x !== "number" || typeof y !== "number") return null;
  return Number.isFinite(x) && Number.isFinite(y) ? { id, x, y } : null;
};
