// Scripts that a sandboxed frame of any host may load, and that a service worker may be: files without imports.
import path from "node:path";
import { build, type Plugin, type Rollup } from "vite";
import { noLessons } from "./node-bundle.ts";

type Options = NonNullable<Parameters<typeof build>[0]>["build"];

const chunksOf = async (
  root: string,
  rolldownOptions: NonNullable<Options>["rolldownOptions"],
  plugins: readonly Plugin[] = [],
): Promise<readonly Rollup.OutputChunk[]> => {
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [noLessons, ...plugins],
    publicDir: false,
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      ...(rolldownOptions ? { rolldownOptions } : {}),
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ("output" in one ? one.output : []));
  return outputs.filter((one): one is Rollup.OutputChunk => one.type === "chunk");
};

/** One file. */
export const classicScript = async (root: string, entry: string): Promise<string> => {
  const [chunk] = await chunksOf(root, {
    input: path.join(root, entry),
    output: { format: "iife", codeSplitting: false },
  });
  if (!chunk) throw new Error(`${entry}: nothing was built`);
  return chunk.code;
};

/**
 * Two files, of which the second needs the first: what both use lies in the first alone. Classic scripts have no imports, so the first leaves what
 * it has in a property of the window.
 */
export const twoScripts = async (
  root: string,
  first: string,
  second: string,
): Promise<{ readonly first: string; readonly second: string }> => {
  const entry = path.join(root, first);
  const needed = new Set<string>();
  const whatTheFirstNeeds: Plugin = {
    name: "drydock-what-the-first-needs",
    buildEnd() {
      const visit = (id: string): void => {
        if (needed.has(id)) return;
        needed.add(id);
        this.getModuleInfo(id)?.importedIds.forEach(visit);
      };
      visit(entry);
    },
  };
  const chunks = await chunksOf(
    root,
    {
      input: { first: entry, second: path.join(root, second) },
      preserveEntrySignatures: "allow-extension",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: "first", test: (id: string) => needed.has(id) }],
        },
      },
    },
    [whatTheFirstNeeds],
  );
  const codeOf = (name: string): string => {
    const chunk = chunks.find((one) => one.fileName === `${name}.js`);
    if (!chunk || chunks.length !== 2) throw new Error(`${first}, ${second}: they did not become two files`);
    return chunk.code.trim();
  };
  return { first: leaves(codeOf("first")), second: takes(codeOf("second")) };
};

const SHARED = "window.drydockShared";

const wrapped = (code: string): string => `(()=>{"use strict";${code}})();\n`;

/** `a as b, c`: each name there, and here. */
const pairsOf = (list: string): readonly (readonly [string, string])[] =>
  list
    .split(",")
    .filter((one) => one.trim() !== "")
    .map((one) => {
      const [from = "", to = from] = one.trim().split(/\s+as\s+/);
      return [from, to] as const;
    });

/** Instead of its exports. */
const leaves = (code: string): string => {
  const [all, list] = /export\s*\{([^}]*)\};?$/.exec(code) ?? [];
  if (all === undefined || list === undefined) throw new Error("The first script exports nothing.");
  const shared = pairsOf(list).map(([here, there]) => `${there}:${here}`);
  return wrapped(`${code.slice(0, -all.length)}${SHARED}={${shared.join(",")}};`);
};

/** Instead of its imports. */
const takes = (code: string): string => {
  const [all, list] = /^import\s*\{([^}]*)\}\s*from\s*["']\.\/first\.js["'];?/.exec(code) ?? [];
  if (all === undefined || list === undefined) throw new Error("The second script does not begin with its imports.");
  const taken = pairsOf(list).map(([there, here]) => `${there}:${here}`);
  return wrapped(`const{${taken.join(",")}}=${SHARED};${code.slice(all.length)}`);
};
