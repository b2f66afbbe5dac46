// <drydock-scene lesson="brief-outage">: an embed as an element of somebody's page. Its attributes are the embed's parameters, its methods
// the embed's messages, and its events what the embed tells. What stands inside it is shown where no script runs.

const ATTRIBUTES = ["step", "t", "seed", "theme", "panes", "speed", "autoplay", "edit", "scene", "whatif"] as const;
const HIGHEST = 4000;

/** Where this script lies, the embeds lie too. */
const home = new URL(".", (document.currentScript as HTMLScriptElement).src);

class DrydockScene extends HTMLElement {
  #frame: HTMLIFrameElement | null = null;
  readonly #onMessage = (event: MessageEvent): void => {
    const message = event.data as { readonly drydock?: unknown; readonly type?: unknown; readonly height?: unknown };
    if (!this.#frame || event.source !== this.#frame.contentWindow || message?.drydock !== 1) return;
    const { type, height } = message;
    if (type === "height" && typeof height === "number" && height > 0 && height < HIGHEST) {
      this.#frame.style.height = `${height}px`;
      this.style.aspectRatio = "auto";
    }
    if (typeof type === "string") this.dispatchEvent(new CustomEvent(`drydock-${type}`, { detail: message }));
  };

  connectedCallback(): void {
    const lesson = /^[a-z0-9-]+$/.exec(this.getAttribute("lesson") ?? "")?.[0];
    if (this.#frame || !lesson) return;
    const said = this.getAttribute("lang") ?? document.documentElement.lang;
    const url = new URL(`${lesson}.${said.startsWith("ko") ? "ko" : "en"}.html`, home);
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name);
      if (value !== null) url.searchParams.set(name, value);
    }
    const moment = /^[\w-]+$/.exec(this.getAttribute("moment") ?? "")?.[0];
    if (moment) url.hash = `s=${moment}`;
    const frame = document.createElement("iframe");
    frame.src = url.href;
    frame.loading = "lazy";
    frame.title = this.getAttribute("label") ?? `Drydock: ${lesson}`;
    frame.style.cssText = "display:block;width:100%;height:100%;min-height:240px;border:0";
    this.style.display = "block";
    this.attachShadow({ mode: "open" }).append(frame);
    this.#frame = frame;
    addEventListener("message", this.#onMessage);
  }
  disconnectedCallback(): void {
    removeEventListener("message", this.#onMessage);
  }

  play(): void {
    this.#say({ type: "play" });
  }
  pause(): void {
    this.#say({ type: "pause" });
  }
  seek(t: number): void {
    this.#say({ type: "seek", t });
  }
  apply(file: string, text: string): void {
    this.#say({ type: "apply", file, text });
  }

  #say(message: object): void {
    // The frame may be sandboxed: it has no origin then that one could name.
    this.#frame?.contentWindow?.postMessage({ drydock: 1, ...message }, "*");
  }
}

if (!customElements.get("drydock-scene")) customElements.define("drydock-scene", DrydockScene);
