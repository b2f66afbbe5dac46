import { expect, it } from "vitest";
import type { Scenario } from "#engine";
import { type Console, openConsole } from "../../testing/console.ts";

const scenario: Scenario = {
  name: "curl",
  seed: 3,
  startTime: "2026-06-03T10:00:00Z",
  nodes: [{ name: "worker-1", role: "worker", cpu: "2", memory: "4Gi" }],
  images: { "a/web:1": { port: 80, routes: [{ path: "/", status: 200, body: "hello\n" }] } },
  settleMs: 5000,
};

const SERVICE =
  "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}\n";

const served = (): Console => {
  const c = openConsole(scenario);
  c.write("web.yaml", SERVICE);
  c.type("kubectl run web --image=a/web:1 --labels=app=web");
  c.type("kubectl apply -f web.yaml");
  c.pass(8000);
  return c;
};

/** What a line prints until it has ended, with its exit status. */
const said = (c: Console, line: string): string => {
  const now = c.type(line);
  return `${now}${c.pass(200_000)}${c.type("echo $?")}`;
};

it.each([
  ["curl -s -o /dev/null -w '%{http_code}\\n' http://worker-1:30080/", "200\n0\n"],
  ["curl -so /dev/null -w '%{http_code} %{exitcode}%%\\n' worker-1:30080", "200 0%\n0\n"],
  ["curl -s http://worker-1:30080/ | wc -l", "1\n0\n"],
  ["curl -s http://worker-1:30080/", "hello\n0\n"],
  ["curl -sf http://worker-1:30080/none", "22\n"],
  ["curl -s -o body.txt worker-1:30080 && ls body.txt", "body.txt\n0\n"],
  ["curl http://nowhere.example/", "curl: (6) Could not resolve host: nowhere.example\n6\n"],
  ["curl -s http://nowhere.example/", "6\n"],
  ["curl -sS http://nowhere.example/", "curl: (6) Could not resolve host: nowhere.example\n6\n"],
  ["curl -s -o /dev/null -w '%{http_code}\\n' http://nowhere.example/", "000\n6\n"],
  ["curl -sS -m 3 http://10.96.0.10/", "curl: (28) Connection timed out after 3000 milliseconds\n28\n"],
  [
    "curl -sS http://10.96.0.10/",
    "curl: (28) Failed to connect to 10.96.0.10 port 80 after 131072 ms: Couldn't connect to server\n28\n",
  ],
  ["curl ftp://worker-1/", 'curl: (1) Protocol "ftp" not supported or disabled in libcurl\n1\n'],
  ["curl", "curl: no URL specified!\ncurl: try 'curl --help' or 'curl --manual' for more information\n2\n"],
  [
    "curl --nope x",
    "curl: option --nope: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n2\n",
  ],
  [
    "curl -m",
    "curl: option -m: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n2\n",
  ],
  ["curl -s --resolve web.test:30080:10.77.0.99 -m 1 web.test:30080", "28\n"],
  ["curl -s -o /dev/null worker-1:30080 nowhere.example", "6\n"],
])("%s", (line, want) => expect(said(served(), line)).toBe(want));

it("is refused where nobody listens", () => {
  expect(said(served(), "curl http://worker-1:31999/")).toMatch(
    /^curl: \(7\) Failed to connect to worker-1 port 31999 after \d+ ms: Couldn't connect to server\n7\n$/,
  );
});

it("shows the head of the answer with -i, alone with -I", () => {
  const c = served();
  const body = said(c, "curl -s worker-1:30080").replace(/0\n$/, "");
  const head = said(c, "curl -sI worker-1:30080").replace(/0\n$/, "");
  expect(head.split("\n")[0]).toBe("HTTP/1.1 200 OK");
  expect(body).not.toContain("HTTP/1.1");
  expect(said(c, "curl -si worker-1:30080")).toContain(`\n\n${body}`);
});

it("tells with -v whom it asked and what came back", () => {
  const text = said(served(), "curl -sv -H 'Host: shop.example' -o /dev/null worker-1:30080/x");
  expect(text.split("\n").slice(0, 7)).toEqual([
    expect.stringMatching(/^\*   Trying [\d.]+:30080\.\.\.$/),
    expect.stringMatching(/^\* Connected to worker-1 \([\d.]+\) port 30080 \(#0\)$/),
    "> GET /x HTTP/1.1",
    "> Host: shop.example",
    "> User-Agent: curl/7.88.1",
    "> Accept: */*",
    "> ",
  ]);
  expect(text).toContain("\n< HTTP/1.1 ");
});

it("ends at Ctrl+C, and the answer wakes nobody", () => {
  const c = served();
  expect(c.type("curl -m 60 http://10.96.0.10/; echo never")).toBe("");
  expect(c.interrupt()).toBe("^C\n");
  expect(c.pass(120_000)).toBe("");
  expect(c.type("echo $?")).toBe("130\n");
});

it("asks once a second in a loop", () => {
  const c = served();
  c.type("while true; do curl -s -o /dev/null -w '%{http_code}\\n' worker-1:30080; sleep 1; done");
  expect(c.pass(2900).split("\n")).toEqual(["200", "200", "200", ""]);
  c.interrupt();
});
