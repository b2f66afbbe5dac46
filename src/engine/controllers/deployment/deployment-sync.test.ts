import { describe, expect, it } from "vitest";
import { answerDeploymentSync, type DeploymentSyncIn } from "../../../../e2e/conformance/kinds/deployment-sync.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";

describe("recorded syncs of the deployment controller", () => {
  it.each(recorded<DeploymentSyncIn>("deployment-sync"))("$title", (row) => {
    expect(answerDeploymentSync(row.in)).toEqual(row.want);
  });
});
