// The filters that load when a line names one.
import type { Filter } from "../filter.ts";
import { awk } from "./awk/awk.ts";
import { cut } from "./cut.ts";
import { jq } from "./jq/jq.ts";
import { sed } from "./sed.ts";
import { smallTools } from "./small-tools.ts";
import { sort } from "./sort.ts";
import { tr } from "./tr.ts";

export const textTools: ReadonlyMap<string, Filter> = new Map(
  [awk, cut, jq, sed, sort, tr, ...smallTools].map((filter) => [filter.name, filter]),
);
