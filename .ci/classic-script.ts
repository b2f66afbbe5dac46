// One file without imports: what a sandboxed frame of any host may load, and what a service worker may be.
import path from "node:path";
import { build } from "vite";
import { noLessons } from "./node-bundle.ts";

export const classicScript = async (root: string, entry: string): Promise<string> => {
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [noLessons],
    publicDir: false,
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: {
        input: path.join(root, entry),
        output: { format: "iife", codeSplitting: false },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ("output" in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === "chunk");
  if (!chunk) throw new Error(`${entry}: nothing was built`);
  return chunk.code;
};
