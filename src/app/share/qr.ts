// A QR code of a link: drawn in the page, so that no other site learns of it and no network is needed.
import { encode } from "uqr";

/** Rows of modules; true is dark. */
export type QrCode = readonly (readonly boolean[])[];

/** Bytes that the largest code holds, at the level that forgives least. */
const MAX_BYTES = 2953;

/** The smallest code that holds the text, as forgiving as its size allows; null where no code is large enough. */
export const qrOf = (text: string): QrCode | null => {
  const isTooLong = new TextEncoder().encode(text).length > MAX_BYTES;
  return isTooLong ? null : encode(text, { ecc: "L", border: 0 }).data;
};
