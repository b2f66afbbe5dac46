import { expect, it } from "vitest";
import type { SavedSession } from "../app.ts";
import { pack, readShared } from "./share.ts";

const saved: SavedSession = {
  commands: [
    {
      atMs: 90_000,
      command: { component: "shell", action: "line", data: { terminal: "1", line: "kubectl get pods 한글" } },
    },
    {
      atMs: 95_000,
      command: { component: "apps", action: "trouble", data: { pod: "default/web", status: 503, forMs: 1000 } },
    },
  ],
  endMs: 120_000,
  nowMs: 100_500,
  sandbox: { workers: 4, cpu: "2", memory: "4Gi", seed: 1 },
};

it("comes back from the address as it went in", async () => {
  expect(await readShared(`#/sandbox?s=${await pack(saved)}`)).toEqual(saved);
});

it("fits into an address: letters, digits, - and _", async () => {
  expect(await pack(saved)).toMatch(/^[\w-]+$/);
});

const forged = (value: unknown): Promise<string> => pack(value as SavedSession);

it.each([
  { name: "without a moment", hash: () => "#/lesson/brief-outage" },
  { name: "cut off", hash: async () => `#/sandbox?s=${(await pack(saved)).slice(0, 40)}` },
  { name: "not base64", hash: () => "#/sandbox?s=%%%" },
  { name: "too long", hash: () => `#/sandbox?s=${"A".repeat(200_001)}` },
  {
    name: "of an unknown component",
    hash: async () =>
      `#/?s=${await forged({ ...saved, commands: [{ atMs: 1, command: { component: "window", action: "open", data: {} } }] })}`,
  },
  { name: "of a time that nobody lives to see", hash: async () => `#/?s=${await forged({ ...saved, endMs: 1e12 })}` },
  {
    name: "of a cluster without measure",
    hash: async () => `#/?s=${await forged({ ...saved, sandbox: { ...saved.sandbox, workers: 1e6 } })}`,
  },
  { name: "of something else", hash: async () => `#/?s=${await forged([1, 2])}` },
])("a link is refused: $name", async ({ hash }) => {
  expect(await readShared(await hash())).toBeUndefined();
});
