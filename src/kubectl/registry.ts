// The table of verbs. A verb is one folder or file under commands/ and one row here.
import type { Command } from "./command.ts";
import { describe } from "./commands/describe.ts";
import { get } from "./commands/get/get.ts";
import { rolloutChanges } from "./commands/rollout/change.ts";
import { history } from "./commands/rollout/history.ts";
import { status } from "./commands/rollout/status.ts";
import { undo } from "./commands/rollout/undo.ts";

const COMMANDS: readonly Command[] = [describe, get, history, status, undo, ...rolloutChanges];

const byPath = new Map(COMMANDS.map((command) => [command.path, command]));

export const commandAt = (path: string): Command | undefined => byPath.get(path);
