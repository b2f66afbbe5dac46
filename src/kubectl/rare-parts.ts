// Parts that few lines need, and that are large: whoever shows this terminal loads them (rare.ts) before such a line is run, and hands
// them in. They are constants, the same for every cluster, and no part of its state.
import type { JsonObject } from "#api/meta";
import type { OpenApi } from "#api/schema/openapi";
import type { KubeClient } from "./client.ts";
import type { Call, Context, Outcome, WakeReason } from "./command.ts";
import type { HostParts } from "./terminal/host/host.ts";
import type { Filter } from "./terminal/filter.ts";
import type { Program } from "./terminal/program.ts";

/** Users beside the one of this terminal, and what roles let them do. */
export interface AccessParts {
  /** The same server, asked as --as says. */
  impersonated(context: Context, call: Call): KubeClient;
  canI(context: Context, call: Call): Outcome;
  userOf(call: Call): UserInfo;
}

export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
}

export interface RareParts {
  /** What a flag does, for `--help`. */
  readonly helpOfFlag: (flag: string) => string;
  /** Programs by name. */
  readonly tools: ReadonlyMap<string, Program>;
  /** Filters by name. */
  readonly textTools: ReadonlyMap<string, Filter>;
  /** A step of a command, with its requests told of. */
  readonly traced: (
    context: Context,
    call: Call,
    step: { readonly isFirst: boolean; run(context: Context): Outcome },
  ) => Outcome;
  /** `--append-hash`. */
  readonly nameHash: (object: JsonObject) => JsonObject;
  readonly portForward: {
    start(context: Context, call: Call): Outcome;
    goOn(context: Context, state: JsonObject, reason: WakeReason): Outcome;
  };
  readonly access: AccessParts;
  /** What `explain` reads. */
  readonly openApi: () => OpenApi;
  /** Shells on other machines. */
  readonly host: HostParts;
}

const parts: { -readonly [part in keyof RareParts]?: RareParts[part] } = {};

export const useRareParts = (loaded: Partial<RareParts>): void => {
  Object.assign(parts, loaded);
};

export const rarePart = <P extends keyof RareParts>(name: P): RareParts[P] => {
  const part: RareParts[P] | undefined = parts[name];
  if (part === undefined) throw new Error("A line was run before the parts that it needs were loaded.");
  return part;
};
