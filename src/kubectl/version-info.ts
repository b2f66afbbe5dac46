// What `kubectl version` and the server's /version tell of themselves.
import type { JsonObject } from "#api/meta";

const build = {
  buildDate: "2026-01-01T00:00:00Z",
  compiler: "gc",
  gitCommit: "0",
  gitTreeState: "clean",
  gitVersion: "v1.36.3",
  goVersion: "go1.26.8",
  major: "1",
  minor: "36",
  platform: "linux/amd64",
};

export const clientVersion: JsonObject = build;

export const serverVersion: JsonObject = {
  ...build,
  emulationMajor: "1",
  emulationMinor: "36",
  minCompatibilityMajor: "1",
  minCompatibilityMinor: "35",
};

export const KUSTOMIZE_VERSION = "v5.8.1";
