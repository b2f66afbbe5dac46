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
    ["web --only-log-lines -i o --template '{{.Message}};'", ["boot;warn: low;listening on 80;"]],
    ["web --only-log-lines -i boot --template '{{color .PodColor .PodName}}{{\"\\n\"}}'", ["web"]],
    [
      `web --only-log-lines -i boot --color always --template '{{color .PodColor .PodName}}{{colorRed .ContainerName}}'`,
      ["\u001b[93mweb\u001b[0m\u001b[31mweb\u001b[0m"],
    ],
    [`web --only-log-lines -i boot --template '{{levelColor "info"}} {{extjson .Message}}'`, ['info "boot"']],
    [
      `web --only-log-lines -i boot --template '{{with tryParseJSON .Message}}{{.a}}{{else}}{{.Message}}{{end}}'`,
      ["boot"],
    ],
    [
      `web --only-log-lines -i boot --template '{{(parseJSON .Message).a}}'`,
      [
        'expanding template failed: template: log:1:3: executing "log" at <parseJSON .Message>: error calling parseJSON: the line is not a JSON object',
      ],
    ],
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
  ["stern a --template '{{'", "Error: unable to parse template: template: log:1: unclosed action"],
  [
    "stern a --template '{{if .Message}}{{foo .Message}}{{end}}'",
    'Error: unable to parse template: template: log:1: function "foo" not defined',
  ],
  ["stern a --container-colors 31", "Error: pod-colors must not be empty"],
  [
    "stern a --pod-colors 31,32 --container-colors 31",
    "Error: pod-colors and container-colors must have the same length",
  ],
  ["stern a --pod-colors red", 'Error: strconv.ParseInt: parsing "red": invalid syntax'],
  [
    "stern a --timezone Europe/Berlin",
    "Error: --timezone Europe/Berlin is not simulated: use one of UTC, Etc/UTC, Asia/Seoul, Asia/Tokyo, Asia/Shanghai, Asia/Singapore, Asia/Bangkok, Asia/Dubai",
  ],
  ["stern a --config my.yaml", "Error: --config is not simulated"],
  ["stern a --show-hidden-options", "Error: --show-hidden-options is not simulated"],
  ["stern a --prompt", "Error: --prompt is not simulated"],
  ["stern --stdin", "Error: --stdin is not simulated"],
  ["stern --completion bash", "Error: --completion is not simulated"],
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

it.each([
  ["-t", "2026-06-03T10:00:0"],
  ["-t=short", "06-03 10:00:0"],
  ["-t --timezone Asia/Seoul", "2026-06-03T19:00:0"],
  ["-t=short --timezone Asia/Seoul", "06-03 19:00:0"],
])("says when a line was written: %s", (flags, want) => {
  const [said = ""] = lines(withPod().type(`stern web --no-follow --only-log-lines -o raw --tail 1 ${flags}`));
  expect(said.slice(0, want.length)).toBe(want);
  const rest = flags.includes("short") ? /^\d listening on 80$/ : /^\d\.\d{9}(?:Z|\+09:00) listening on 80$/;
  expect(said.slice(want.length)).toMatch(rest);
});
