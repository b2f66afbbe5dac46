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
  ["a double quote that is not closed", 'metadata:\n  name: "web\n', ["quote"]],
  ["a single quote that is not closed", "metadata:\n  name: 'web\n", ["quote"]],
  ["an item further left", "containers:\n  - name: a\n - name: b\n", ["list", undefined, undefined]],
  ["an item further right", "containers:\n  - name: a\n    - name: b\n", ["list", undefined, undefined]],
  ["a brace that is not closed", "metadata: {name: a\nspec: {}\n", [undefined]],
  ["two documents, each with its own", "image: web: 1\n---\nmetadata:\n\tname: web\n", ["colon", "tab"]],
  ["nothing", "metadata:\n  name: web\n", []],
])("%s", (_, text, want) => expect(parseManifest(text).problems.map(({ slip }) => slip)).toEqual(want));
