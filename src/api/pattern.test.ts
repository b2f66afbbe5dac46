import { expect, it } from "vitest";
import { isEndlessPattern } from "./pattern.ts";

it.each([
  "(a+)+b",
  "(a*)*",
  "((a|b)+c*)*d",
  "(?:x+y*){2,}",
  "(a|a)*b",
  "(a|ab)+c",
  "(\\w|\\d)+x",
  "(.|x)*y",
  "(([^/]+)/?)+$",
  ".*.*.*.*.*x",
  "^(\\w+\\s?)*$",
  "(?P<a>b+)+",
  "(a{1,}){20}",
])("%s may take for ever", (source) => expect(isEndlessPattern(source)).toBe(true));

it.each([
  "",
  "web-[0-9]+",
  "(web|db)-[0-9]+",
  "(web|db)+",
  "^(GET|POST) .* (200|404)",
  "/api(/|$)(.*)",
  "/rewrite/(.*)/x/(.*)",
  "([+*])+",
  "\\(a+\\)+",
  "(a?b)+",
  "(ab)+c+d*",
  "^kubectl (get|describe) (po|pods?)( .*)?$",
  "(?i)error",
  "a)(",
  "[]a]+(x",
])("%s is done at once", (source) => expect(isEndlessPattern(source)).toBe(false));
