// What autoscale makes of its targets: parseResourceInput of kubectl 1.36.3.
import { expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const metrics = (flags: string): string => {
  const c = openConsole(makeScenario());
  c.type("kubectl create deployment web --image=demo/web:1.0");
  return c
    .type(
      `kubectl autoscale deployment web --max=3 ${flags} --dry-run=client -o jsonpath={.spec.metrics[*].resource.target}`,
    )
    .replace(/^Flag --cpu-percent has been deprecated.*\n/, "");
};

const share = (percent: number): string => `{"averageUtilization":${percent},"type":"Utilization"}`;
const amount = (value: string): string => `{"averageValue":"${value}","type":"AverageValue"}`;

it.each([
  ["--cpu-percent=-5", ""],
  ["--cpu-percent=0", ""],
  ["--cpu-percent=70", share(70)],
  ["--cpu-percent=0 --cpu=50%", share(50)],
  ["--cpu-percent=70 --cpu=50%", "error: --cpu-percent and --cpu are mutually exclusive\n"],
  ["--cpu=' 50%'", share(50)],
  ["--cpu=' '", "error: empty input\n"],
  ["--cpu=-5%", "error: invalid percentage value: -5\n"],
  ["--cpu=1.5%", "error: invalid percentage value: 1.5\n"],
  ["--cpu=50.5", amount("50500u")],
  ["--cpu=-5", amount("-5m")],
  ["--cpu=1e3", amount("1")],
  ["--memory=1.5", amount("1536Ki")],
  ["--memory=abc", "error: invalid resource memory value: abc\n"],
])("%s", (flags, want) => {
  expect(metrics(flags)).toBe(want);
});
