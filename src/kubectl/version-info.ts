// What `kubectl version` and the server's /version tell of themselves.
import type { JsonObject } from "#api/meta";

/** In the order of apimachinery's version.Info. */
const build = {
  gitVersion: "v1.36.3",
  gitCommit: "0",
  gitTreeState: "clean",
  buildDate: "2026-01-01T00:00:00Z",
  goVersion: "go1.26.8",
  compiler: "gc",
  platform: "linux/amd64",
};

export const clientVersion: JsonObject = { major: "1", minor: "36", ...build };

export const serverVersion: JsonObject = {
  major: "1",
  minor: "36",
  emulationMajor: "1",
  emulationMinor: "36",
  minCompatibilityMajor: "1",
  minCompatibilityMinor: "35",
  ...build,
};

export const KUSTOMIZE_VERSION = "v5.8.1";
