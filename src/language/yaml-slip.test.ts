import { expect, it } from "vitest";
import { parseManifest } from "./documents.ts";

it.each([
  ["a field further left than its neighbours", "metadata:\n  name: web\n labels:\n    app: web\n", ["indent"]],
  ["a field further right than its neighbours", "spec:\n  replicas: 3\n    paused: true\n", ["indent", undefined]],
  ["a field of an item further left", "containers:\n  - name: a\n   image: web:1\n", ["indent"]],
  ["a field of an item further right", "containers:\n  - name: a\n      image: web:1\n", ["indent", undefined]],
  ["fields under a value", "metadata: web\n  name: web\n", ["indent", undefined]],
  ["a colon in a bare value", "image: web: 1\n", ["colon"]],
  ["a tab", "metadata:\n\tname: web\n", ["tab"]],
  ["a tab before a field", "metadata:\n  name: web\n\tlabels: {}\n", ["tab"]],
  ["no space after the first field's colon", "kind:Pod\nmetadata: {}\n", ["space"]],
  ["no space after a later field's colon", "metadata:\n  name: web\n  app:web\n", ["space"]],
  ["a field without its colon", "resources:\nlimits\n  cpu 500m\nports: []\n", ["key"]],
  ["a double quote that is not closed", 'metadata:\n  name: "web\n', ["quote"]],
  ["a single quote that is not closed", "metadata:\n  name: 'web\n", ["quote"]],
  ["an item further left", "containers:\n  - name: a\n - name: b\n", ["list", undefined, undefined]],
  ["an item further right", "containers:\n  - name: a\n    - name: b\n", ["list", undefined, undefined]],
  ["a brace that is not closed", "metadata: {name: a\nspec: {}\n", [undefined]],
  ["two documents, each with its own", "image: web: 1\n---\nmetadata:\n\tname: web\n", ["colon", "tab"]],
  ["nothing", "metadata:\n  name: web\n", []],
])("%s", (_, text, want) => expect(parseManifest(text).problems.map(({ slip }) => slip)).toEqual(want));

it.each([
  ["of a name without its colon that line", "resources:\nlimits\n  cpu 500m\nports: []\n", [2, 1, 2, 7]],
  ["of a line too far right that line", "spec:\n  replicas: 3\n\n    paused: true\n", [4, 5, 4, 17]],
  ["of a line below a comment that line", "spec:\n  replicas: 3\n  # a while\n    paused: true\n", [4, 5, 4, 17]],
  ["of a line too far left that line", "metadata:\n  name: web\n labels: {}\n", [3, 2, 3, 12]],
  ["of a value with a colon its value", "image: web: 1\n", [1, 8, 1, 9]],
])("marks %s", (_, text, want) => {
  const manifest = parseManifest(text);
  const { from, to } = manifest.problems[0]!.range;
  expect([manifest.position(from), manifest.position(to)].flatMap(({ line, column }) => [line, column])).toEqual(want);
});
