// What the cluster has from the beginning is answered alike before the parts for rare lines have come: a file may name it where no line does.
import { beforeEach, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.resetModules(); // Nothing of what the other tests begin with.
});

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: view
rules: []
`;

it("is there without them", async () => {
  const [{ useLineParts }, { lines }, { openConsole }, { useChecks }, { requestChecks }, { makeScenario }] =
    await Promise.all([
      import("../line-parts.ts"),
      import("../lines.ts"),
      import("../testing/console.ts"),
      import("#engine"),
      import("#engine/checks"),
      import("#engine/testing"),
    ]);
  useChecks(requestChecks);
  useLineParts(lines);
  const c = openConsole(makeScenario());
  c.pass(1000);
  c.write("role.yaml", ROLE);
  expect(c.type("kubectl create -f role.yaml")).toBe(
    'Error from server (AlreadyExists): error when creating "role.yaml": clusterroles.rbac.authorization.k8s.io "view" already exists\n',
  );
  expect(c.type("kubectl get clusterroles -o name | wc -l")).toBe("69\n");
});
