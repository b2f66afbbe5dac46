// The small script of an embed: without it the picture, its caption and its link stay. It tells the page around how high it is, and
// loads the simulation when somebody presses play. A classic script, so that a sandboxed frame of any host may load it.
import { REFUSED, type Bridge, type Outgoing } from "./bridge.ts";
import { readMoment, readParams, type EmbedParams } from "./params.ts";

/** Messages that wake the simulation; all others wait for it. */
const WAKING: ReadonlySet<unknown> = new Set(["play", "seek", "apply"]);
const MOST_WAITING = 20;

const post = (message: Outgoing): void => {
  // Nothing in it is secret: what is seen, and how high it is.
  if (window.parent !== window) window.parent.postMessage({ drydock: 1, ...message }, "*");
};

const begin = (root: HTMLElement): void => {
  const params = readParams(location.search);
  wear(params);
  if (params.isScene) becomeScene(root);
  else if (params.panes.length > 0) showPanes(root, params.panes);
  let moment = readMoment(location.hash);
  // Whoever opens it sees what they saw here.
  if (moment !== null) for (const link of root.querySelectorAll("a")) link.href += `?s=${moment}`;
  let told = 0;
  const tellHeight = (): void => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height !== told) post({ type: "height", height });
    told = height;
  };
  new ResizeObserver(tellHeight).observe(root);
  // Out of sight a frame of another origin is not drawn, and nothing is observed there.
  tellHeight();
  const waiting: unknown[] = [];
  let take = (message: unknown): void => {
    if (waiting.length < MOST_WAITING) waiting.push(message);
  };
  let isAsked = false;
  const wake = (isPlaying: boolean): void => {
    if (isAsked) return;
    isAsked = true;
    const tell: typeof post = (message) => {
      post(message);
      // Two futures are as high as they are.
      if (message.type === "compare") tellHeight();
    };
    void load(root, { params, moment, isPlaying, post: tell }).then(
      (started) => {
        take = started;
        for (const message of waiting.splice(0)) started(message);
        tellHeight();
      },
      (error: unknown) => {
        isAsked = false;
        root.dataset["state"] = "";
        const isRefused = error instanceof Error && error.name === REFUSED;
        if (isRefused) moment = null;
        say(root, isRefused ? error.message : root.dataset["notLoaded"]);
      },
    );
  };
  root.querySelector(".play")?.addEventListener("click", (event) => {
    event.preventDefault();
    // What comes already, comes to be played.
    if (isAsked) take({ drydock: 1, type: "play" });
    wake(true);
  });
  addEventListener("message", (event) => {
    const message = event.data as { readonly drydock?: unknown; readonly type?: unknown } | null;
    if (event.source !== window.parent || window.parent === window || message?.drydock !== 1) return;
    take(message);
    if (WAKING.has(message.type)) wake(false);
  });
  const isAutoplay = params.isAutoplay && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  // The site has no picture of a moment that somebody chose: it draws itself when it is seen, unless the reader saves data.
  if (isAutoplay || (moment !== null && !isSaving())) whenSeen(root, () => wake(isAutoplay));
};

const isSaving = (): boolean =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** The colours that were asked for, in place of those of the reader's system. */
const wear = ({ theme }: EmbedParams): void => {
  if (theme === "auto") return;
  document.documentElement.style.colorScheme = theme;
  for (const style of document.querySelectorAll("style")) {
    style.textContent = style.textContent.replaceAll(
      "@media(prefers-color-scheme:dark)",
      theme === "dark" ? "@media all" : "@media not all",
    );
  }
};

/** The sentence in place of the lesson's title; a window of its own is filled, for a stage. */
const becomeScene = (root: HTMLElement): void => {
  const sentence = root.dataset["scene"];
  const caption = root.querySelector(".caption");
  if (!sentence || !caption) return;
  caption.textContent = sentence;
  root.classList.add("scene");
  showPanes(root, []);
  if (window.parent !== window) return;
  root.classList.add("full");
  const home = document.createElement("a");
  home.className = "home";
  home.href = "../";
  home.textContent = root.dataset["back"] ?? "";
  root.prepend(home);
};

/** The place of what comes below the picture, so that nothing moves when it comes, and whoever makes the frame knows how high it is. */
const showPanes = (root: HTMLElement, panes: EmbedParams["panes"]): void => {
  const place = root.querySelector<HTMLElement>(".panes");
  if (!place) return;
  place.hidden = false;
  place.classList.add(...panes);
};

const say = (root: HTMLElement, text: string | undefined): void => {
  const place = root.querySelector(".said");
  if (place) place.textContent = text ?? "";
};

const script = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = name;
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => reject(new Error(name)));
    document.head.append(element);
  });

const load = async (
  root: HTMLElement,
  { params, moment, isPlaying, post: tell }: Pick<Bridge, "params" | "moment" | "isPlaying" | "post">,
): Promise<(message: unknown) => void> => {
  const { lesson = "", language, at } = root.dataset;
  // Its words change: its lines stay.
  const bar = root.querySelector<HTMLElement>(".bar")!;
  bar.style.minHeight = `${bar.getBoundingClientRect().height}px`;
  root.dataset["state"] = "loading";
  say(root, root.dataset["loading"]);
  await Promise.all([script("player.js"), script(`words.${language ?? "en"}.js`), script(`${lesson}.data.js`)]);
  const bridge: Bridge = {
    root,
    language: language === "ko" ? "ko" : "en",
    ...window.drydockWords!,
    atMs: Number(at),
    params,
    moment,
    post: tell,
    loadHands: () => script("hands.js"),
    isPlaying,
  };
  const started = await window.drydockPlayer!(bridge, window.drydockScene);
  root.dataset["state"] = "alive";
  return started;
};

const whenSeen = (root: HTMLElement, act: () => void): void => {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(root);
};

const found = document.querySelector<HTMLElement>(".embed");
if (found) begin(found);
