import { describe, expect, it } from "vitest";
import type { Scenario } from "#engine";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "stern",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: { "a/web:1": { port: 80, logs: ["boot", "warn: low"] } },
  settleMs: 5000,
};

const withPod = (): Console => {
  const c = openConsole(scenario);
  c.type("kubectl run web --image=a/web:1 --labels=app=web");
  c.pass(5000);
  return c;
};

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

describe("what is there", () => {
  it.each([
    ["web", ["+ web › web", "web web boot", "web web warn: low", "web web listening on 80", "- web › web"]],
    ["web --only-log-lines --tail 1", ["web web listening on 80"]],
    ["web --only-log-lines -i boot -o raw", ["boot"]],
    ["web --only-log-lines -e boot -e 'l.w' -o raw", ["listening on 80"]],
    ["web --only-log-lines -i boot --color always -o raw", ["\u001b[31;1mboot\u001b[0;22m"]],
    ["web --only-log-lines -i boot -A", ["default web web boot"]],
    ["-l app=web --only-log-lines -i boot -o raw", ["boot"]],
    ["pod/web --only-log-lines -i boot -o raw", ["boot"]],
    ["web --container-state terminated", []],
    ["web -E web", []],
    ["nothing", []],
    [
      "web --only-log-lines -i boot -o json",
      [
        '{"message":"boot","nodeName":"worker-1","namespace":"default","podName":"web","containerName":"web","labels":{"app":"web"},"annotations":null}',
      ],
    ],
    ["web --only-log-lines -i boot --template '{{.PodName}}: {{.Message}}'", ["web: boot"]],
  ])("stern %s", (args, want) => {
    expect(lines(withPod().type(`stern ${args} --no-follow`))).toEqual(want);
  });
});

it.each([
  [
    "stern 'my[' --no-follow",
    "Error: failed to compile regular expression from query: error parsing regexp: missing closing ]: `[`",
  ],
  ["stern a -o yaml", "Error: output should be one of 'default', 'raw', 'json', 'extjson', and 'ppextjson'"],
  ["stern a --color blue", "Error: color should be one of 'always', 'never', or 'auto'"],
  [
    "stern a --container-state dead",
    "Error: containerState should be one of 'running', 'waiting', 'terminated', or 'all'",
  ],
  ["stern deploy/none", 'Error: deployments.apps "none" not found'],
  ["stern node/none", "Error: resource type node is not supported"],
  ["stern a --tail x", 'Error: invalid argument "x" for "--tail" flag: strconv.ParseInt: parsing "x": invalid syntax'],
  ["stern", "Error: One of pod-query, --selector, --field-selector, --prompt or --stdin is required"],
])("%s", (line, want) => {
  const c = openConsole(scenario);
  expect(lines(c.type(line))[0]).toBe(want);
  expect(c.type("echo $?")).toBe("1\n");
});

it("follows a pod until it has gone, and the next one of its name", () => {
  const c = withPod();
  expect(lines(c.type("stern w.b --tail 0"))).toEqual(["+ web › web"]);
  const { run } = c;
  const elsewhere = (line: string): void => {
    run.act({ component: "shell", action: "open", data: { terminal: "2" } });
    run.act({ component: "shell", action: "line", data: { terminal: "2", line } });
  };
  elsewhere("kubectl delete pod web --wait=false");
  expect(lines(c.pass(40_000)).filter((line) => line.includes("›"))).toEqual(["- web › web"]);
  elsewhere("kubectl run web --image=a/web:1");
  const said = lines(c.pass(6000));
  expect(said.filter((line) => line.includes("›"))).toEqual(["+ web › web"]);
  expect(c.interrupt()).toBe("^C\n");
});

it("shows lines as a file's template says", () => {
  const c = withPod();
  c.write("t.tmpl", "{{.PodName}}: {{.Message}}");
  expect(lines(c.type("stern web -T t.tmpl --no-follow --tail 1 --only-log-lines"))[0]).toMatch(/^web: /);
  expect(c.type("stern web --template-file nosuch")).toBe("Error: open nosuch: no such file or directory\n");
});

it("stops when there are more logs than it may follow", () => {
  const c = withPod();
  expect(c.type("stern web --max-log-requests 0")).toBe(
    "Error: stern reached the maximum number of log requests (0), use --max-log-requests to increase the limit\n",
  );
});
