import { expect, it } from "vitest";
import { embedHref, makeSnippet, type SnippetChoice } from "./snippet.ts";

const plain: SnippetChoice = {
  lesson: "brief-outage",
  title: 'A "brief" <outage>',
  teaser: "Requests & more",
  language: "ko",
  theme: "auto",
  panes: [],
  mayEdit: false,
  isAutoplay: false,
  isScene: false,
  isWhatIf: false,
  speed: 1,
  t: null,
  moment: null,
};
const all: SnippetChoice = {
  ...plain,
  theme: "dark",
  panes: ["editor", "terminal"],
  mayEdit: true,
  isAutoplay: true,
  isScene: true,
  isWhatIf: true,
  speed: 2,
  t: 12,
};
const at = { site: "https://example.org/d/", height: 520 };

it("says in the address only what is other than usual", () => {
  expect(embedHref(plain, at.site)).toBe("https://example.org/d/embed/brief-outage.ko.html");
  expect(embedHref(all, at.site)).toBe(
    "https://example.org/d/embed/brief-outage.ko.html?theme=dark&panes=editor%2Cterminal&edit=1&scene=1&whatif=1&autoplay=1&speed=2&t=12",
  );
});

it("makes a frame", () => {
  expect(makeSnippet("iframe", plain, at)).toBe(
    '<iframe src="https://example.org/d/embed/brief-outage.ko.html" title="A &quot;brief&quot; &lt;outage&gt;" loading="lazy" style="width:100%;height:520px;border:0"></iframe>',
  );
});

it("makes an element with the picture inside, for those without script", () => {
  const snippet = makeSnippet("element", all, at);
  expect(snippet).toContain('<drydock-scene lesson="brief-outage" lang="ko"');
  expect(snippet).toContain(
    ' theme="dark" panes="editor,terminal" edit="1" scene="1" whatif="1" autoplay="1" speed="2" t="12">',
  );
  expect(snippet).toContain(makeSnippet("picture", all, at));
});

it("makes a picture that leads to the lesson", () => {
  expect(makeSnippet("picture", plain, at)).toBe(
    '<a href="https://example.org/d/#/lesson/brief-outage"><img src="https://example.org/d/embed/brief-outage.ko.svg" width="760" alt="A &quot;brief&quot; &lt;outage&gt;. Requests &amp; more"></a>',
  );
});

it("begins at a moment that was handed on, which no server sees", () => {
  const moment: SnippetChoice = { ...all, lesson: "sandbox", moment: "7VbL-_" };
  expect(embedHref(moment, at.site)).toBe(
    "https://example.org/d/embed/sandbox.ko.html?theme=dark&panes=editor%2Cterminal&edit=1&whatif=1&autoplay=1&speed=2#s=7VbL-_",
  );
  expect(makeSnippet("element", moment, at)).toContain(' speed="2" moment="7VbL-_">');
  expect(makeSnippet("picture", moment, at)).toContain('<a href="https://example.org/d/#/sandbox?s=7VbL-_">');
});
