// Vite: writes the service worker, which keeps the built site for visits without a network. At its head stand all files that the build
// wrote, each with the hash of its bytes: any change of the site is another worker.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { classicScript } from "./classic-script.ts";

const WORKER = "service-worker.js";

export const offlinePlugin = (root: string): Plugin => ({
  name: "drydock-offline",
  apply: "build",
  // When all files lie on the disk.
  async writeBundle({ dir }, bundle) {
    if (dir === undefined) return;
    const names = [...Object.keys(bundle), ...readdirSync(path.join(root, "public"))].filter(isServed).toSorted();
    const files = Object.fromEntries(names.map((name) => [name, hashOf(readFileSync(path.join(dir, name)))]));
    const code = await classicScript(root, "src/worker/service-worker.ts");
    writeFileSync(path.join(dir, WORKER), `const DRYDOCK_FILES=${JSON.stringify(files)};\n${code}`);
  },
});

const isServed = (name: string): boolean => !name.startsWith(".");
const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
