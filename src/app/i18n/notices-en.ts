// What the page says of itself: of links and files, of a new version, when something broke, and where one stands in time.
export const notices = {
  notice: {
    broken: "This link or file is broken or not one of Drydock's, so it was not opened.",
    long: "This link or file is larger than a session can be, so it was not opened.",
    newer: "This was made by another version of Drydock, which this page cannot read.",
    changed: "The lesson has changed since this link was made, so its second cannot be shown. The lesson begins anew.",
    unknown: "This link is to a lesson that is not here.",
    lesson: "This is not a lesson that can be opened:",
    notKept: "This browser does not let the page store anything: this lesson is gone with a reload.",
    notSaved:
      "This browser does not let the page store anything: what you do here is gone with a reload, or when the tab closes.",
    tooSlow: "This lesson takes more than a minute to begin, so it was given up. Its cluster is too busy.",
    notLoaded: "A part of the page did not load. Is the network there?",
    noLesson: "There is no such lesson here. Choose one on the map.",
    slow: "This run takes too long to repeat, so it was given up.",
    fails: "This link asks for something that the simulation does not know, so it was not opened.",
    differs:
      "This version of Drydock comes to another result than the one in which this was made: what you see may differ from what was there then.",
  },
  update: {
    ready: "A new version of Drydock is here.",
    reload: "Reload",
  },
  crash: {
    title: "Something here broke.",
    text: "Your files and your progress are kept. The rest of the page goes on.",
    engine: (time: string) =>
      `The simulation broke. It stands at ${time}, the last moment that was good; your files and your progress are kept.`,
    again: "Try again",
    rewind: "Back 10 seconds",
    report: "Save a report",
    details: "What happened",
  },
  guide: {
    before: (event: string) => `You are before ${event}. The text speaks of what happened then.`,
    elsewhere: (event: string) => `What the text speaks of (${event}) does not happen in this future.`,
    backTo: (time: string) => `Back to ${time}`,
    backToFuture: (name: string) => `Back to future ${name}`,
    task: "What to do now",
    waiting: "Time stands still:",
    playNow: "press play to see what comes of it",
  },
} as const;
