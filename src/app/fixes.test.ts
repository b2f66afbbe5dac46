import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { withReadinessProbe } from "./fixes.ts";

const PROBE = { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 2 };

const cases = [
  {
    name: "after ports whose items stand as far left as their key",
    text: "spec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: web:1\n        ports:\n        - containerPort: 8080\n        resources: {}\n",
  },
  {
    name: "after ports whose items are indented, with a comment between",
    text: "spec:\n  template:\n    spec:\n      containers:\n        # the one\n        - name: web\n          image: web:1\n          ports:\n            # http\n            - containerPort: 8080\n              name: http\n          resources: {}\n",
  },
  { name: "after the image where there are no ports", text: "spec:\n  containers:\n  - image: web:1\n    name: web\n" },
  {
    name: "with ports before the image",
    text: "spec:\n  containers:\n  - ports:\n    - containerPort: 8080\n    image: web:1\n    name: web\n",
  },
  { name: "in a container in braces", text: 'spec:\n  containers:\n  - {name: web, image: "web:1"}\n' },
  {
    name: "in braces over several lines",
    text: "spec:\n  containers:\n  - {\n      name: web,\n      image: web:1\n    }\n",
  },
  { name: "with CRLF", text: "spec:\r\n  containers:\r\n  - name: web\r\n    image: web:1\r\n" },
  { name: "without a line end", text: "spec:\n  containers:\n  - name: web\n    image: web:1" },
  {
    name: "in the first of two containers",
    text: "spec:\n  containers:\n  - name: web\n    image: web:1\n\n  - name: log\n    image: log:1\n",
  },
  {
    name: "in the second document",
    text: "kind: Service\nspec:\n  ports:\n  - port: 80\n---\nspec:\n  containers:\n  - name: web\n    image: web:1\n",
  },
  {
    name: "though a comment names it",
    text: "# readinessProbe: no\nspec:\n  containers:\n  - name: web\n    image: web:1\n",
  },
  {
    name: "after init containers",
    text: "spec:\n  initContainers:\n  - name: first\n    image: i:1\n  containers:\n  - name: web\n    image: web:1\n",
  },
];

interface Manifest {
  readonly spec: { readonly containers: { readonly [key: string]: unknown }[]; readonly template?: Manifest };
}
const podSpecOf = (text: string): Manifest["spec"] => {
  const manifest = parseAllDocuments(text).at(-1)!.toJS() as Manifest;
  return manifest.spec.template?.spec ?? manifest.spec;
};

describe("a readiness probe is put in", () => {
  it.each(cases)("$name", ({ text }) => {
    const fixed = withReadinessProbe(text);
    const [before, after] = [podSpecOf(text), podSpecOf(fixed)];
    const [first, ...others] = before.containers;
    expect(after).toEqual({ ...before, containers: [{ ...first, readinessProbe: PROBE }, ...others] });
    // Nothing else of the text is other than it was.
    const lines = fixed.split("\n");
    for (const line of text.split("\n").filter((l) => !l.includes("{") && !l.includes("}")))
      expect(lines).toContain(line);
    expect(fixed.includes("\r\n")).toBe(text.includes("\r\n"));
  });

  it("with the container's own port", () => {
    const text = "spec:\n  containers:\n  - name: web\n    image: web:1\n    ports:\n    - containerPort: 3000\n";
    expect(podSpecOf(withReadinessProbe(text)).containers[0]!["readinessProbe"]).toEqual({
      httpGet: { path: "/ready", port: 3000 },
      periodSeconds: 2,
    });
  });

  it.each([
    {
      name: "where there is one",
      text: "spec:\n  containers:\n  - name: web\n    readinessProbe: {tcpSocket: {port: 1}}\n",
    },
    {
      name: "where there is one, in braces",
      text: "spec:\n  containers:\n  - {name: web, readinessProbe: {tcpSocket: {port: 1}}}\n",
    },
    { name: "without containers", text: "kind: Service\nspec:\n  ports:\n  - port: 80\n" },
    { name: "in nothing", text: "" },
  ])("but not $name", ({ text }) => expect(withReadinessProbe(text)).toBe(text));
});
