import { expect, it } from "vitest";
import { pendingClaim } from "./claim.ts";

const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec: {} };

it("a claim is Pending from the start, and keeps the phase that it has", () => {
  expect(pendingClaim({ ...claim, status: {} } as never)).toEqual({ ...claim, status: { phase: "Pending" } });
  const bound = { ...claim, status: { phase: "Bound", capacity: { storage: "1Gi" } } };
  expect(pendingClaim(bound as never)).toEqual(bound);
});
