// Puts this window in step with the others of its room: what is done here is asked of all, what comes back is done here.
import type { App } from "../app.ts";
import { pageOf, readAddress, startRouter } from "../drivers/router.ts";
import type { Page } from "../state.ts";
import { companyStore, talkStore } from "../talk/talk.ts";
import { joinRoom, type Base } from "./join.ts";
import type { Message } from "./message.ts";
import type { Op } from "./op.ts";
import { ALONE_AFTER_MS, PULSE_MS, type Room } from "./room.ts";
import { openTransport } from "./transport.ts";

export const startSync = (app: App, face: string, name: string): void => {
  const transport = openTransport<Message<Op, Base>>(`drydock/room/${name}`);
  const joined = joinRoom(app, {
    id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    face,
    transport,
    talk: talkStore,
    now: Date.now,
    isHidden: () => document.visibilityState === "hidden",
    onChange: (of) => companyStore.setState({ members: of.members, isInStep: of.isInStep }),
    onFault: reportError,
    onApart: (isApart) => companyStore.setState({ isApart }),
  });
  const { room, back, show } = joined;
  companyStore.setState({ back, show });
  const pulse = (): void => room.pulse();
  setTimeout(pulse, ALONE_AFTER_MS);
  setInterval(pulse, PULSE_MS);
  document.addEventListener("visibilitychange", pulse);
  addEventListener("pagehide", () => room.leave());
  // Brought back by the browser as it was left: it joins anew.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  companyStore.subscribe((now, before) => {
    if (now.isInStep && !before.isInStep) enter(app, room);
  });
};

const hashOf = (page: Page): string => {
  if (page.kind === "home") return "#/";
  return page.kind === "lesson" ? `#/lesson/${page.id}` : "#/sandbox";
};
const isSame = (a: Page, b: Page): boolean => hashOf(a) === hashOf(b);

let hasEntered = false;

/** The first window opens what its address names; so does a later one that was opened at another lesson, but not one that reloads. */
const enter = (app: App, room: Room<Op, Base>): void => {
  if (hasEntered) return;
  hasEntered = true;
  const isFirst = room.isLeader;
  const own = pageOf(location.hash);
  const [entry] = performance.getEntriesByType("navigation");
  const isReload = (entry as PerformanceNavigationTiming | undefined)?.type === "reload";
  const opened = room.log.entries.map((e) => e.op).find((op) => op.do === "open");
  // An address that names no page leads nowhere: `?speaker` alone joins what is shown.
  const namesPage = location.hash.length > 1;
  const goesElsewhere = namesPage && !isReload && opened !== undefined && !isSame(opened.page, own);
  if (isFirst || goesElsewhere) room.submit(readAddress());
  const showAddress = (page: Page): void => {
    if (!isSame(pageOf(location.hash), page)) history.replaceState(null, "", hashOf(page));
  };
  app.store.subscribe((now, before) => {
    if (now.page !== before.page) showAddress(now.page);
  });
  if (!isFirst && !goesElsewhere) showAddress(app.state.page);
  // From now on an address that changes is somebody who goes to another page.
  startRouter((op) => app.share?.(op), { isFirst: false });
};
