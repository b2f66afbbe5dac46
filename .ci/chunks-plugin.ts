// Vite: which modules go into one file. Left alone, the bundler makes a file of each set of modules that the same pages share: some sixty before
// a lesson lives, most of them smaller than a packet. On a slow line each costs a packet and a turn. Here the moments at which a lesson's files
// are asked for decide instead: what always comes together is one file, and no page gets by it what it did not ask for.
import path from "node:path";
import type { Plugin } from "vite";

/** What is asked for at once, by the modules that begin it. */
const MOMENTS = {
  main: ["src/ui/main.ts"],
  start: ["src/app/drivers/start.ts"],
  live: ["src/app/live.ts"],
  sight: ["src/ui/first/first-sight.ts"],
  page: ["src/ui/pages/mount.tsx"],
  apart: [
    "src/ui/class/class-page.tsx",
    "src/ui/handout/handout-page.tsx",
    "src/ui/preview/preview-page.tsx",
    "src/ui/share/snippet-page.tsx",
  ],
} as const;
type Moment = keyof typeof MOMENTS;

/** Whoever reaches this needs the whole simulator. */
const SIMULATOR = "src/engine/cluster.ts";
const BELOW_APP = /^src\/(api|engine|kubectl|language|tutor)\//;

export interface Chunks {
  readonly plugin: Plugin;
  /** The name of the file that a module goes into; null: the bundler decides. */
  readonly nameOf: (id: string) => string | null;
}

/**
 * Chromium compiles all of such a file while it comes, beside the page, and not function by function when they are first called, which holds the
 * page up: nearly all of them are called at once. Others read a comment.
 */
const COMPILE_AT_ONCE = "//# allFunctionsCalledOnLoad\n";

export const chunksOf = (root: string): Chunks => {
  const moments = new Map<string, Set<Moment>>();
  const entries = new Map<string, Set<string>>();
  const at = (name: string): string => path.join(root, name);

  const isAlwaysCalled = (id: string): boolean => [...(moments.get(id) ?? [])].some((moment) => moment !== "apart");

  const plugin: Plugin = {
    name: "drydock-chunks",
    apply: "build",
    // The names of files are of what stands in them.
    augmentChunkHash: () => COMPILE_AT_ONCE,
    generateBundle: {
      // After Vite has put lists of its own before the code.
      order: "post",
      handler(_options, bundle) {
        for (const one of Object.values(bundle)) {
          if (one.type === "chunk" && one.moduleIds.some(isAlwaysCalled)) one.code = COMPILE_AT_ONCE + one.code;
        }
      },
    },
    buildEnd() {
      const reach = (id: string, told: (id: string) => boolean): void => {
        if (!told(id)) return;
        this.getModuleInfo(id)?.importedIds.forEach((one) => reach(one, told));
      };
      const note = <T>(all: Map<string, Set<T>>, from: string, what: T): void =>
        reach(from, (id) => {
          const known = all.get(id) ?? new Set();
          if (known.has(what)) return false;
          all.set(id, known.add(what));
          return true;
        });
      for (const [moment, names] of Object.entries(MOMENTS)) {
        for (const name of names) note(moments, at(name), moment as Moment);
      }
      for (const id of this.getModuleIds()) {
        if ((this.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0) note(entries, id, id);
      }
    },
  };

  /** Whether whoever reaches this module needs the simulator too. */
  const isOnlyWithSimulator = (id: string): boolean => {
    const whole = entries.get(at(SIMULATOR));
    return [...(entries.get(id) ?? [])].every((entry) => whole?.has(entry));
  };

  const nameOf = (id: string): string | null => {
    const asked = moments.get(id);
    // What is asked for by its own name keeps a file of its own, and the first script is to wait for no other.
    if (!asked || asked.has("main") || entries.get(id)?.has(id) === true) return null;
    if (asked.has("start")) return "start";
    if (asked.has("live")) return asked.has("page") ? null : aliveNameOf(id);
    if (asked.has("sight")) return asked.has("page") ? "drawn" : "sight";
    if (!asked.has("page") || !id.startsWith(at("src"))) return null;
    return asked.has("apart") ? "parts" : "page";
  };
  const aliveNameOf = (id: string): string | null => {
    const isBelowApp = BELOW_APP.test(path.relative(root, id).replaceAll("\\", "/"));
    if (isOnlyWithSimulator(id)) return isBelowApp ? "engine" : "live";
    return isBelowApp ? null : "session";
  };
  return { plugin, nameOf };
};
