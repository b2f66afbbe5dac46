// The words of the share dialog: they come with it.
export const share = {
  title: "Share this moment",
  link: (time: string) => `Link to ${time}`,
  linkNote:
    "The link itself holds what you did and typed. No server sees it. Whoever opens it gets the same second of the same cluster.",
  others: (n: number) =>
    n === 1
      ? "The other future travels with it, under its name on the timeline."
      : `The ${n} other futures travel with it, under their names on the timeline.`,
  othersLeft: (n: number) =>
    `This future only: ${n === 1 ? "the other one makes" : `the ${n} others make`} the link too long. The file holds them all.`,
  onlyHere: "This address is this machine's own: other people and other devices cannot open it.",
  copy: "Copy link",
  copied: "Copied",
  copyFailed: "The browser did not allow it: the link is selected, copy it by hand.",
  length: (letters: number) => `${letters} characters`,
  tooLong: "This run is too long for a link. Send it as a file instead.",
  save: "Save as a file",
  open: "Open a file…",
  openNote:
    "A saved file can also be dropped anywhere on the page. So is the folder of a lesson: dropped, as a ZIP, or all its files chosen at once.",
  takeAway: "Take away",
  manifests: "Manifests (YAML)",
  manifestsNote: "the files of the editor, as one that kubectl apply takes",
  console: "Console (text)",
  consoleNote: "what this terminal has shown until now",
  requests: "Requests (CSV)",
  requestsNote: "served and failed, by the second",
  picture: "Picture (SVG)",
  pictureNote: "the cluster at this moment",
  qrShow: "Show as a QR code",
  qrHide: "Hide the QR code",
  qrOfLink: "QR code of the link to this moment",
  qrOfCode: "QR code that opens the class page with this progress code",
  qrTooLong: "The link is too long for a QR code: save the file instead.",
  code: "Progress code",
  codeCopy: "Copy code",
  codeCopied: "Code copied",
  codeNote:
    "For whoever holds the class: which lesson and step you are in, how many hints you opened, and a number drawn by chance, so that nobody is counted twice.",
  codePage: "The class page",
  png: "Picture (PNG)",
  pngNote: "the same, for slides and chats",
  film: "Short film",
  filmSpan: "Of the last",
  filmSeconds: (n: number) => (n < 120 ? `${n} s` : `${n / 60} min`),
  filmTake: "Make the film",
  filmTaking: (percent: number) => `${percent}%`,
  filmTaken: "Done: the film is among your downloads",
  filmFailed: "The film could not be made. It needs a span of time that has passed.",
  filmNote:
    "Up to this moment, without sound. It takes as long to make as to watch: at most 15 s, longer spans go by faster.",
  filmNone: "This browser cannot record a film.",
  handout: "Handout to print",
  handoutNote: "The agenda, every step, and the cluster at its beginning.",
  embed: "Embed in a page",
  embedNote: "This moment as a picture that plays: for a blog post or a wiki.",
};

export type ShareWords = {
  readonly [K in keyof typeof share]: (typeof share)[K] extends string ? string : (typeof share)[K];
};
