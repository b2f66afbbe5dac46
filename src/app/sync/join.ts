// An app in a room: what is done in the app is asked of all windows, and what they agree on is done in it. No browser.
import type { StoreApi } from "zustand/vanilla";
import type { App } from "../app.ts";
import { moveTalk, type TalkState } from "../talk/talk.ts";
import type { Language, Scheme } from "../view-models/chrome.ts";
import { Edits } from "./edits.ts";
import type { Entry, Message, Transport } from "./message.ts";
import { isOvertaken, isReset, type Op } from "./op.ts";
import { perform } from "./perform.ts";
import { Room } from "./room.ts";

/** How the windows look, whatever the session: a log that begins anew begins with it. */
export interface Base {
  readonly language: Language;
  readonly scheme: Scheme;
  readonly speed: number;
  readonly talk: TalkState;
}

export interface Joining {
  readonly id: string;
  readonly face: string;
  readonly transport: Transport<Message<Op, Base>>;
  readonly talk: StoreApi<TalkState>;
  readonly now: () => number;
  readonly isHidden: () => boolean;
  readonly onChange: (room: Room<Op, Base>) => void;
  readonly onFault: (error: unknown) => void;
}

export const joinRoom = (app: App, joining: Joining): Room<Op, Base> => {
  const { talk, onChange, ...others } = joining;
  const edits = new Edits(app, joining.id);
  const doEntry = ({ op, at, from }: Entry<Op>): void | Promise<void> => {
    talk.setState(moveTalk(talk.getState(), op, at));
    const doing = perform(app, op);
    if (op.do === "edit") edits.done(op.file, from);
    return doing;
  };
  const room: Room<Op, Base> = new Room<Op, Base>({
    ...others,
    isReset,
    isOvertaken,
    isOnce: (op) => isReset(op) || op.do === "rescue" || op.do === "advance",
    perform: doEntry,
    base: () => {
      const { language, scheme, speed } = app.state;
      return { language, scheme, speed, talk: talk.getState() };
    },
    restore: ({ talk: state, ...looks }) => {
      talk.setState(state);
      app.set(looks);
    },
    onChange: () => onChange(room),
  });
  app.share = (op) => {
    if (op.do === "edit" && !edits.isNews(op)) return;
    if (op.do === "edit") edits.asked(op.file);
    room.submit(op);
  };
  app.isTimekeeper = () => room.isLeader && room.isUpToDate;
  return room;
};
