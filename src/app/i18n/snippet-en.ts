// The words of the page that makes an embed's snippet.
export const snippet = {
  title: "Embed a lesson",
  intro:
    "Readers see a picture that loads nothing else. Only when somebody presses play does the cluster come, in the same place.",
  back: "Back to the course",
  lesson: "Lesson",
  language: "Language",
  theme: "Colours",
  themes: { auto: "as the reader's system", light: "light", dark: "dark" },
  panes: "Below the picture",
  editor: "the files",
  terminal: "a terminal",
  edit: "Readers may change files and type commands",
  scene: "The lesson in 60 seconds: it fails, what mends it, it holds",
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
      "Where scripts and frames are stripped, as in Velog and most READMEs: the picture moves, and leads to the lesson.",
  },
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Not allowed by the browser: it is selected, copy it by hand.",
  preview: "What it will look like",
  oembed: "For sites that ask by oEmbed:",
};

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
export type SnippetWords = Widen<typeof snippet>;
