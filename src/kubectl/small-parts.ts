// The door for a page that has to stay small: what flags do is not told there, and nobody logs in to a node.
import { withNameHash } from "./commands/create/name-hash.ts";
import { goOnForward, startForward } from "./commands/port-forward.ts";
import type { RareParts } from "./rare-parts.ts";
import { traced } from "./trace/trace.ts";
import { jq } from "./terminal/filters/jq.ts";
import { createHost } from "./terminal/host/host.ts";

export const smallParts: RareParts = {
  helpOfFlag: () => "<no description>",
  jq,
  traced,
  nameHash: withNameHash,
  portForward: { start: startForward, goOn: goOnForward },
  host: createHost(),
};
