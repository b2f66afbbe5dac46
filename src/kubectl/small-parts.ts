// The door for a page that has to stay small: who may do what, what flags do and what is asked of the server is not told there, nobody
// logs in to a node, and no port is forwarded.
import { withNameHash } from "./commands/create/name-hash.ts";
import { DONE } from "./command.ts";
import type { RareParts } from "./rare-parts.ts";
import type { Filter } from "./terminal/filter.ts";
import { cut } from "./terminal/filters/cut.ts";
import { jq } from "./terminal/filters/jq/jq.ts";
import { smallTools } from "./terminal/filters/small-tools.ts";
import { sort } from "./terminal/filters/sort.ts";
import { tools } from "./terminal/programs/tools.ts";
import { tr } from "./terminal/filters/tr.ts";
import { refused } from "./usage.ts";
import { createHost } from "./terminal/host/host.ts";

const notHere = (name: string): Filter => ({
  name,
  start: () => ({ error: `${name}: not on this small page; open the whole one for it`, exit: 127 }),
  line: (state) => ({ state, out: [] }),
  end: () => ({ out: [], exit: 127 }),
});

const noOther = (): never => refused("another user", "this small page has one; open the whole one for it");

export const smallParts: RareParts = {
  helpOfFlag: () => "<no description>",
  tools,
  textTools: new Map(
    [cut, jq, sort, tr, notHere("awk"), notHere("sed"), ...smallTools].map((tool) => [tool.name, tool]),
  ),
  traced: (context, _call, step) => step.run(context),
  nameHash: withNameHash,
  access: { canI: noOther, impersonated: noOther, userOf: noOther },
  portForward: {
    start: () => refused("port-forward", "there is no other terminal on this page to ask from"),
    goOn: () => DONE,
  },
  openApi: () => refused("explain", "this small page has no descriptions; open the whole one for them"),
  host: createHost(),
};
