// The words of the page that makes an embed's snippet.
import type { Widen } from "./widen.ts";

export const snippet = {
  title: "Embed a lesson or a moment",
  intro:
    "Readers see a picture that loads nothing else. Only when somebody presses play does the cluster come, in the same place.",
  /** In the embed itself, before it plays. */
  soon: "Press play: what can be typed and read comes here.",
  back: "Back to the course",
  lesson: "Lesson",
  sandbox: {
    title: "A cluster to play with",
    teaser: "Three nodes, an application behind an ingress, and its clients.",
  },
  moment: "A link to a moment",
  momentNote:
    "Paste what “Share” gave you, of a lesson or of the sandbox: readers see that very second, and go on from it.",
  momentIs: (time: string) => `It begins at ${time}.`,
  momentBroken: "This is no link to a moment that can be embedded.",
  momentNoVariation: "Moments of reviews and variations cannot be embedded.",
  language: "Language",
  theme: "Colours",
  themes: { auto: "as the reader's system", light: "light", dark: "dark" },
  panes: "Below the picture",
  editor: "the files",
  terminal: "a terminal",
  edit: "Readers may change files and type commands",
  scene: "The lesson in 60 seconds: it fails, what mends it, it holds",
  whatIf: "What if? Begins with two futures side by side: nothing is done, and it is mended",
  autoplay: "Plays by itself when it is seen (never for readers who want no motion)",
  speed: "Speed",
  from: "Begins at second",
  fromNote: "empty: shortly before it breaks",
  forms: {
    iframe: "Frame",
    element: "Element",
    picture: "Picture and link",
  },
  notes: {
    iframe: "Where frames are allowed: WordPress, Ghost, Hugo, MDX, Notion, Tistory.",
    element: "With one small script (under 1 kB): it grows with what it shows, and a page can talk to it.",
    picture:
      "Where scripts and frames are stripped, as in Velog and most READMEs: the picture moves, and leads to the lesson. The picture of a moment can be saved in “Share”.",
  },
  onlyHere:
    "This address is this machine's own. What is copied here works for nobody else: open this page where the site is published.",
  offline:
    "Without a network the preview cannot be shown: the frame stands apart from this site, and what is kept of it is out of its reach. The code above is right all the same.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Not allowed by the browser: it is selected, copy it by hand.",
  preview: "What it will look like",
  oembed: "For sites that ask by oEmbed:",
};

export type SnippetWords = Widen<typeof snippet>;
