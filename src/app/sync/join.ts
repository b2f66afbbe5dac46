// An app in a room: what is done in the app is asked of all windows, and what they agree on is done in it. No browser.
import type { StoreApi } from "zustand/vanilla";
import type { App } from "../app.ts";
import { moveTalk, type TalkState } from "../talk/talk.ts";
import type { Language, Scheme } from "../view-models/chrome.ts";
import { Apart, drives, isLook } from "./apart.ts";
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
  /** This window looks around alone, or does so no more. */
  readonly onApart?: (isApart: boolean) => void;
}

/** What a page of a room can do beyond what any page can. */
export interface Joined {
  readonly room: Room<Op, Base>;
  /** Looks again at what the others look at. */
  readonly back: () => void;
  /** Shows the others what this window looks at, and drives. */
  readonly show: () => void;
}

export const joinRoom = (app: App, joining: Joining): Joined => {
  const { talk, onChange, onApart, ...others } = joining;
  const edits = new Edits(app, joining.id);
  const apart = new Apart(app, (isApart) => onApart?.(isApart));
  const doEntry = ({ op, at, from }: Entry<Op>): void | Promise<void> => {
    const before = talk.getState();
    talk.setState({ ...moveTalk(before, op, at), driver: drives(op) ? from : before.driver });
    const doing = apart.during(op, from === joining.id, () => perform(app, op));
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
      apart.forget();
      talk.setState(state);
      app.set(looks);
    },
    onChange: () => onChange(room),
  });
  /** A learner's page beside a stage, a speaker, or whoever drives. */
  const follows = (): boolean => {
    const { driver } = talk.getState();
    if (joining.face !== "learn" || driver === joining.id) return false;
    const company = room.members.filter(({ id }) => id !== joining.id);
    return company.some(({ id, face }) => face !== "learn" || id === driver);
  };
  const showWhere = (): readonly Op[] => {
    const looks = apart.show();
    for (const look of looks) room.submit(look);
    return looks;
  };
  app.share = (op) => {
    if (op.do === "edit" && !edits.isNews(op)) return;
    if (isLook(op)) {
      // In the middle of something that takes a while nobody leaves: what it changes would be taken for what this window chose.
      if (!apart.shows() && (apart.isApart || (room.isUpToDate && follows()))) return apart.look(op);
    } else if (drives(op)) showWhere();
    if (op.do === "edit") edits.asked(op.file);
    room.submit(op);
  };
  app.isTimekeeper = () => room.isLeader && room.isUpToDate;
  const show = (): void => {
    // Where both look at the same, it says at least who drives.
    if (showWhere().length === 0) room.submit({ do: "select", id: app.state.selection });
  };
  return { room, back: () => apart.back(), show };
};
