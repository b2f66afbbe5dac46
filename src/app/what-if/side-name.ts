// A side by its name, as it is chosen and as it is told. Where the learner stands comes first: the end of a long name is cut.
import type { WhatIfWords } from "../i18n/what-if-en.ts";
import type { SideChoice } from "./sides.ts";

export const sideName = ({ kind, name, isHere }: SideChoice, { kinds, here }: WhatIfWords): string =>
  isHere ? `${here}: ${kinds[kind](name)}` : kinds[kind](name);
