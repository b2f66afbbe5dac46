// The door of what is loaded only when a line first needs it (rare-parts.ts).
import { access } from "./access/can-i.ts";
import { withNameHash } from "./commands/create/name-hash.ts";
import { goOnForward, startForward } from "./commands/port-forward.ts";
import { helpOfFlag } from "./flags/help.ts";
import type { RareParts } from "./rare-parts.ts";
import { traced } from "./trace/trace.ts";
import { host } from "./terminal/host/whole.ts";
import { tools } from "./terminal/programs/tools.ts";
import { textTools } from "./terminal/filters/text-tools.ts";

/** All but what has a door of its own (explained-part.ts). */
export const rare: Omit<RareParts, "openApi"> = {
  helpOfFlag,
  textTools,
  tools,
  traced,
  access,
  nameHash: withNameHash,
  portForward: { start: startForward, goOn: goOnForward },
  host,
};
