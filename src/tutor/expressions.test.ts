import { expect, it } from "vitest";
import { createExpressions } from "./expressions.ts";

it.each([
  [`selected.matches("(a+)+b")`, /^matches\(\): this pattern may never be done with/],
  [`selected.matches("(a" + "+)+b")`, /^matches\(\) takes a pattern in quotes/],
  [`pods.exists(p, p.metadata.name . matches ( selected ))`, /^matches\(\) takes a pattern in quotes/],
  [`selected.matches("web-[0-9]+") && selected.matches('^(web|db)')`, /^fine$/],
])("%s", (expression, problem) => {
  expect(createExpressions().check(expression) ?? "fine").toMatch(problem);
});
