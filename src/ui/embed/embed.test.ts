import { describe, expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../../.ci/lessons-plugin.ts";
import { makeEmbed } from "./make.ts";
import { readMessage } from "./messages.ts";
import { readParams } from "./params.ts";

const none = readParams("");

describe("parameters", () => {
  it("say nothing where nothing is said", () => {
    expect(none).toEqual({
      theme: "auto",
      panes: [],
      speed: 1,
      isAutoplay: false,
      mayEdit: false,
      step: null,
      t: null,
      seed: null,
      whatIf: null,
      isScene: false,
    });
  });

  it.each([
    { search: "?theme=dark", says: { theme: "dark" } },
    { search: "?panes=terminal,editor", says: { panes: ["editor", "terminal"] } },
    { search: "?speed=0.5&t=12.5&seed=7", says: { speed: 0.5, t: 12.5, seed: 7 } },
    { search: "?whatif", says: { whatIf: "first" } },
    { search: "?whatif=nothing,fix+ready-path", says: { whatIf: ["nothing", "fix ready-path"] } },
    { search: "?scene", says: { isScene: true } },
    { search: "?autoplay&edit=1&step=mend", says: { isAutoplay: true, mayEdit: true, step: "mend" } },
  ])("$search", ({ search, says }) => expect(readParams(search)).toEqual({ ...none, ...says }));

  it.each([
    "?theme=red",
    "?panes=window,<b>",
    "?speed=1e9",
    "?speed=0",
    "?speed=-1",
    "?t=-5",
    "?t=1e300",
    "?t=Infinity",
    "?seed=1.5",
    "?seed=99999999999",
    "?step=<script>",
    "?autoplay=no",
    "?scene=no",
    "?whatif=no",
    "?whatif=nothing",
    "?whatif=nothing,fix <b>",
    "?whatif=nothing,nothing,nothing",
  ])("%s is as if it had not been said", (search) => expect(readParams(search)).toEqual(none));
});

describe("messages", () => {
  it.each([
    { drydock: 1, type: "play" },
    { drydock: 1, type: "pause" },
    { drydock: 1, type: "seek", t: 12 },
    { drydock: 1, type: "speed", speed: 10 },
    { drydock: 1, type: "apply", file: "web.yaml", text: "kind: Pod" },
  ])("$type is understood", (message) => expect(readMessage(message)).toEqual(message));

  it.each([
    { name: "no object", message: "play", why: /^message: / },
    { name: "null", message: null, why: /^message: / },
    { name: "of nobody", message: { type: "play" }, why: /^drydock: / },
    { name: "of another kind", message: { drydock: 1, type: "eval", code: "alert(1)" }, why: /^type: / },
    { name: "seek to nowhere", message: { drydock: 1, type: "seek", t: Number.NaN }, why: /^t: / },
    { name: "seek before time", message: { drydock: 1, type: "seek", t: -1 }, why: /^t: / },
    { name: "seek by a text", message: { drydock: 1, type: "seek", t: "12" }, why: /^t: / },
    { name: "a path", message: { drydock: 1, type: "apply", file: "../x", text: "" }, why: /^file: / },
    { name: "a megabyte", message: { drydock: 1, type: "apply", file: "x", text: "a".repeat(1e6) }, why: /^text: / },
  ])("refused: $name", ({ message, why }) => expect(readMessage(message)).toEqual({ why: expect.stringMatching(why) }));
});

describe("what the build writes", () => {
  const folder = lessonFolders("lessons").find((f) => f.endsWith("10-brief-outage"))!;
  const { compiled, prose } = readLesson(folder);
  const said = { en: prose["en"]!, ko: prose["ko"]! };
  const files = new Map(makeEmbed(compiled!, said, "").map(({ name, text }) => [name, text]));
  const textOf = (name: string): string => files.get(`brief-outage.${name}`)!;

  it("is a picture, a page and oEmbed's answer in each language, and the lesson as data", () => {
    expect([...files.keys()]).toEqual([
      "brief-outage.data.js",
      "brief-outage.en.svg",
      "brief-outage.en.html",
      "brief-outage.en.json",
      "brief-outage.ko.svg",
      "brief-outage.ko.html",
      "brief-outage.ko.json",
    ]);
  });

  it.each(["en", "ko"] as const)(
    "the picture needs nobody: no script, nothing fetched, and it says what it shows (%s)",
    (l) => {
      const svg = textOf(`${l}.svg`);
      expect(svg).not.toMatch(/<script|<image|<use|href=|url\(|@import/);
      expect(svg).toContain(`<title id="brief-outage-t">${said[l].title}</title>`);
      const [, description = ""] = /<desc id="brief-outage-d">([^<]*)<\/desc>/.exec(svg) ?? [];
      // What fails first, as it was and as it was mended: the engine's own words.
      expect(description).toMatch(l === "en" ? /^broken: clients: \d+% fail\. / : /^고장: clients: \d+% 실패\. /);
      expect(description).toMatch(
        l === "en" ? /mended: clients: all served\. / : /고친 뒤: clients: 모두 성공하고 있어요\. /,
      );
    },
  );

  it("follows the reader's colours and wish for stillness by CSS alone", () => {
    const svg = textOf("en.svg");
    expect(svg).toContain("@media(prefers-color-scheme:dark)");
    expect(svg).toContain("@media(prefers-reduced-motion:reduce)");
    expect(svg).toContain(".f-fail{fill:#b1320f}");
    expect(svg).toContain(".f-fail{fill:#ff8f6b}");
  });

  it("is the same however often it is made", () => {
    const again = new Map(makeEmbed(compiled!, said, "").map(({ name, text }) => [name, text]));
    expect([...again]).toEqual([...files]);
  });

  it("escapes whatever a lesson is called", () => {
    const titled = { title: `<img src=x onerror="alert(1)">`, teaser: "</figcaption><script>alert(1)</script>" };
    const drawn = makeEmbed(compiled!, { en: titled, ko: titled }, "").filter(({ name }) => /\.(html|svg)$/.test(name));
    expect(drawn).toHaveLength(4);
    expect(drawn.filter(({ text }) => /<img|<script>alert/.test(text))).toEqual([]);
  });

  it("tells oEmbed whole addresses where it is known where the site stands", () => {
    const site = "https://example.org/drydock/";
    const known = makeEmbed(compiled!, said, site).find((f) => f.name === "brief-outage.en.json")!;
    const answer = JSON.parse(known.text) as Record<string, unknown>;
    expect(answer).toMatchObject({
      version: "1.0",
      type: "rich",
      title: said.en.title,
      width: 760,
      provider_url: site,
    });
    expect(answer["html"]).toContain(`src="${site}embed/brief-outage.en.html"`);
    expect(JSON.parse(textOf("en.json"))).not.toHaveProperty("provider_url");
  });
});
