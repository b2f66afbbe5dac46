// The table of verbs. A verb is one folder or file under commands/ and one row here.
import type { Command } from "./command.ts";
import { describe } from "./commands/describe.ts";
import { get } from "./commands/get/get.ts";

const COMMANDS: readonly Command[] = [describe, get];

const byPath = new Map(COMMANDS.map((command) => [command.path, command]));

export const commandAt = (path: string): Command | undefined => byPath.get(path);
