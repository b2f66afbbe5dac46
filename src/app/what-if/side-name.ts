// A side by its name, as it is chosen and as it is told.
import type { WhatIfWords } from "../i18n/what-if-en.ts";
import type { SideChoice } from "./sides.ts";

export const sideName = ({ kind, name, isHere }: SideChoice, { kinds, here }: WhatIfWords): string =>
  isHere ? `${kinds[kind](name)} (${here})` : kinds[kind](name);
