// Whether the help is open: a button and a key open it.
import { createFlag } from "../common/flag.ts";

export const { set: setHelp, useIsOn: useHelp } = createFlag();
