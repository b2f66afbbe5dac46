// Installs the project's packages if they are absent or older than the lock file. Needs nothing but Node and npm.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

export const isWindows = process.platform === "win32";

/** Runs a command in the project's root, its output shown. Answers whether it succeeded. */
export const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: "inherit", shell: isWindows, ...options }).status === 0;

export const checkNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Drydock needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
};

export const installPackages = () => {
  const lock = path.join(root, "package-lock.json");
  const done = path.join(root, "node_modules/.package-lock.json");
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("Installing packages (once) ...");
  if (!run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=error"])) {
    console.error(
      "npm ci failed; what npm said stands above. It needs a way to a package registry, and package-lock.json in step with package.json.",
    );
    process.exit(1);
  }
};
