import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../../testing/console.ts";

it("a second restart within the same second is refused, and one a second later is not", () => {
  const c = openConsole(makeScenario());
  c.type("kubectl create deployment web --image=demo/web:1.0");
  expect(c.type("kubectl rollout restart deploy web")).toBe("deployment.apps/web restarted\n");
  expect(c.type("kubectl rollout restart deploy/web; echo $?")).toBe(
    "error: failed to create patch for web: if restart has already been triggered within the past second, please wait before attempting to trigger another\n1\n",
  );
  c.pass(1000);
  expect(c.type("kubectl rollout restart deploy/web")).toBe("deployment.apps/web restarted\n");
});
