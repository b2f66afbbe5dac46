import { expect, it } from "vitest";
import { fileAsked, keyOf } from "./names.ts";

const scope = "https://host.test/docs/drydock/";
const files = { "index.html": "aa", "assets/a-1.js": "bb", "embed/why.ko.html": "cc", "read/ko/index.html": "dd" };
const asked = (url: string, method = "GET"): string | null => fileAsked({ method, url }, scope, files);

it.each([
  ["https://host.test/docs/drydock/", "index.html"],
  ["https://host.test/docs/drydock/?present#/lesson/why", "index.html"],
  ["https://host.test/docs/drydock/index.html", "index.html"],
  ["https://host.test/docs/drydock/read/ko/", "read/ko/index.html"],
  ["https://host.test/docs/drydock/assets/a-1.js", "assets/a-1.js"],
  ["https://host.test/docs/drydock/embed/why.ko.html?theme=dark", "embed/why.ko.html"],
])("%s is %s", (url, file) => expect(asked(url)).toBe(file));

it.each([
  ["another origin", "https://other.test/docs/drydock/index.html"],
  ["another port", "https://host.test:8443/docs/drydock/index.html"],
  ["outside of the site", "https://host.test/docs/index.html"],
  ["a file of the host's", "https://host.test/docs/drydock/robots.txt"],
  ["what every object has", "https://host.test/docs/drydock/constructor"],
])("leaves alone: %s", (_what, url) => expect(asked(url)).toBeNull());

it("leaves alone what is not a GET", () => {
  expect(asked("https://host.test/docs/drydock/index.html", "POST")).toBeNull();
  expect(asked("https://host.test/docs/drydock/index.html", "HEAD")).toBeNull();
});

it("keeps each version of a file under a key of its own", () => {
  expect(keyOf("assets/a-1.js", scope, files)).toBe("https://host.test/docs/drydock/assets/a-1.js?bb");
});
