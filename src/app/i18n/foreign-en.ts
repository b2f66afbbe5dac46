// The words of "open a lesson": they come with it.
export const foreign = {
  title: "Open a lesson",
  files: "From your files",
  filesNote:
    "Choose all files of the lesson's folder at once, or a ZIP of it. You can also drop them anywhere on the page.",
  choose: "Choose files…",
  address: "From an address",
  addressNote: "A ZIP of the folder, or the address of its lesson.yaml.",
  offered: "A link asks you to open a lesson from this address. Nothing has been fetched yet.",
  asks: "This is what will be asked for, without cookies:",
  fetch: (host: string) => `Fetch it from ${host}`,
  fetching: "Fetching…",
  safe: "A lesson is data: nothing in it runs as code, and it cannot reach the network.",
  refused: {
    address: "This is no address of a lesson. It begins with https://, or with http://localhost.",
    offline: "There is no network. Fetch the lesson when there is, or choose its files.",
    framed: "This page stands inside another one. There it fetches nothing: open it in a tab of its own.",
    oneFile: "Drydock was opened from a file, and then it may fetch nothing. Save the lesson and choose its files.",
    status: "There is nothing at this address that it gives to you.",
    slow: "It takes too long: nothing whole came within 12 seconds.",
    big: "It is larger than 5 MB. A lesson is much smaller.",
    blocked: "The host does not let other sites read this (CORS). Save the lesson and choose its files.",
    unreachable: "The host does not answer.",
    redirect: "The address leads on to one that is not allowed.",
    webPage: "This is a web page, not a lesson. On GitHub, take the address behind “Raw” or “Download ZIP”.",
    notZip: "This is neither a ZIP archive nor a lesson.yaml.",
    brokenZip: "This ZIP archive is broken.",
    noLesson: "There is no lesson.yaml in this archive.",
    manyLessons: "There is more than one lesson in this archive. Take one folder of it.",
    bigLesson: "What is in this archive is larger than a lesson can be: 40 files, 1 MB.",
  },
};

type Words = typeof foreign;

export interface ForeignWords extends Readonly<Record<Exclude<keyof Words, "fetch" | "refused">, string>> {
  readonly fetch: (host: string) => string;
  readonly refused: Readonly<Record<keyof Words["refused"], string>>;
}
