// Before every test: what a page loads when its cluster is alive is there from the beginning.
import { useParts } from "../src/app/session/parts.ts";

useParts();
