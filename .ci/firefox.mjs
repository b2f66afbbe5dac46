#!/usr/bin/env node
// The Firefox of FIREFOX_PATH, as Playwright wants it. It starts that Firefox and stands between the two, for they do not speak quite the same
// WebDriver BiDi: what follows is what a released Firefox does not know of it. All else goes through as it comes.
import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";

/** Its own question, which Playwright hears nothing of: the windows of the browser itself. */
const ASK_WINDOWS = { id: 2 ** 40, method: "browsingContext.getTree", params: { "moz:scope": "chrome", maxDepth: 0 } };

const SCHEME = "emulation.setMediaFeaturesOverride";
const PREFERENCE = "layout.css.prefers-color-scheme.content-override";

/** One who listens in on a connection: a message is changed, or not passed on (null). */
class Interpreter {
  #window = null;

  /** Firefox has a preference for the colour scheme and no command; a preference is for all of its pages. */
  toFirefox(message) {
    if (message.method !== SCHEME) return message;
    const scheme = { dark: 0, light: 1 }[message.params.features["prefers-color-scheme"]] ?? 2;
    const expression = `Services.prefs.setIntPref("${PREFERENCE}", ${scheme})`;
    const params = { expression, target: { context: this.#window }, awaitPromise: false };
    return { id: message.id, method: "script.evaluate", params };
  }
  /** Its events of a download have no id; the address is as good, for each has its own. */
  toPlaywright(message) {
    if (message.id === ASK_WINDOWS.id) {
      this.#window = message.result.contexts[0].context;
      return null;
    }
    const isDownload = message.method?.startsWith("browsingContext.download");
    return isDownload ? { ...message, params: { download: message.params.url, ...message.params } } : message;
  }
}

/** Nothing that is longer concerns an interpreter. */
const LONGEST = 60_000;

const lengthIn = (held) => {
  const short = held[1] & 127;
  if (short < 126) return { at: 2, length: short };
  if (short === 126) return held.length < 4 ? null : { at: 4, length: held.readUInt16BE(2) };
  return held.length < 10 ? null : { at: 10, length: Number(held.readBigUInt64BE(2)) };
};
/** The first frame of what has come of a WebSocket, if it is whole. */
const frameIn = (held) => {
  const said = held.length < 2 ? null : lengthIn(held);
  if (!said) return null;
  const begin = said.at + (held[1] & 128 ? 4 : 0);
  if (held.length < begin + said.length) return null;
  return { whole: held.subarray(0, begin + said.length), mask: held.subarray(said.at, begin), begin };
};
const masked = (bytes, mask) => (mask.length === 0 ? bytes : bytes.map((byte, i) => byte ^ mask[i & 3]));
const textFrame = (text, mask) => {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, 0, 0]);
  if (body.length > 125) head.writeUInt16BE(body.length, 2);
  if (mask.length > 0) head[1] |= 128;
  return Buffer.concat([head, mask, masked(body, mask)]);
};
/** Firefox takes a mask of zeros for none. */
const OUR_MASK = Buffer.from([1, 2, 3, 4]);

const interpreted = ({ whole, mask, begin }, change) => {
  const isText = whole[0] === 0x81;
  if (!isText || whole.length > LONGEST) return whole;
  const message = JSON.parse(masked(whole.subarray(begin), mask).toString());
  const changed = change(message);
  if (changed === message) return whole;
  return changed === null ? Buffer.alloc(0) : textFrame(JSON.stringify(changed), mask);
};

/** What comes after the heads of HTTP, message by message. */
const listener = (to, onHead, change) => {
  let held = Buffer.alloc(0);
  let isOpen = false;
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    const end = isOpen ? 0 : held.indexOf("\r\n\r\n") + 4;
    if (!isOpen && end < 4) return;
    if (!isOpen) to.write(onHead(held.subarray(0, end).toString("latin1")), "latin1");
    held = held.subarray(end);
    isOpen = true;
    for (let frame = frameIn(held); frame; frame = frameIn(held)) {
      held = held.subarray(frame.whole.length);
      to.write(interpreted(frame, change));
    }
  };
};

const between = (port) =>
  createServer((playwright) => {
    const firefox = connect(port, "127.0.0.1");
    const interpreter = new Interpreter();
    const ends = [playwright, firefox];
    for (const end of ends) end.on("error", () => {}).on("close", () => ends.forEach((other) => other.destroy()));
    // Firefox wants to be spoken to by its own address.
    const byItsName = (head) => head.replace(/^host:.*$/im, `Host: 127.0.0.1:${port}`);
    const toFirefox = (message) => interpreter.toFirefox(message);
    playwright.on("data", listener(firefox, byItsName, toFirefox));
    const toPlaywright = (message) => {
      if (message.result?.sessionId) firefox.write(textFrame(JSON.stringify(ASK_WINDOWS), OUR_MASK));
      return interpreter.toPlaywright(message);
    };
    firefox.on(
      "data",
      listener(playwright, (head) => head, toPlaywright),
    );
  });

const args = ["--remote-allow-system-access", ...process.argv.slice(2)];
const firefox = spawn(process.env.FIREFOX_PATH, args, { stdio: ["ignore", "inherit", "pipe"] });
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => firefox.kill(signal));
firefox.on("exit", (code) => process.exit(code ?? 1));
let said = "";
firefox.stderr.on("data", (bytes) => {
  said += bytes.toString();
  const port = /WebDriver BiDi listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
  if (port === undefined) return;
  firefox.stderr.removeAllListeners("data").resume();
  const server = between(Number(port)).listen(0, "127.0.0.1", () =>
    process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}\n`),
  );
});
