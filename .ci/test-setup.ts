// Before every file of tests: what a page loads when its cluster is alive, and what it loads for a rare line, is there from the beginning.
import { useRareParts } from "#kubectl";
import { explainedPart } from "#kubectl/explained";
import { rare } from "#kubectl/rare";
import { useParts } from "../src/app/session/parts.ts";

useParts();
useRareParts({ ...rare, ...explainedPart });
