// What the speaker's keys and buttons do, each as one op for all windows.
import { rescue, timelineActions, whatIf } from "../actions.ts";
import { app } from "../store.ts";
import { act } from "../sync/perform.ts";
import type { StagePane, TalkOp } from "./talk-op.ts";
import { talkStore } from "./talk.ts";
import { isTyping, stopTyping, typeForMe } from "./typist.ts";

const talk = (op: TalkOp): void => act(app, { do: "talk", talk: op });
const stepIndex = (): number => app.session?.progress?.step ?? 0;
const stepCount = (): number => app.session?.lesson?.steps.length ?? 0;

const goTo = (index: number): void => {
  stopTyping();
  app.whenAlive(() => {
    if (index >= 0 && index < stepCount()) act(app, { do: "step", index });
  });
};
const flip = (set: "blank" | "agenda" | "zoom" | "frozen" | "contrast" | "qr"): void => talk({ set, on: "flip" });
const flipPane = (pane: StagePane): void =>
  talk({ set: "pane", pane: talkStore.getState().pane === pane ? "none" : pane });

export const talkActions = {
  onNext: (): void => {
    // A blank screen comes back first, as it does on every clicker.
    if (talkStore.getState().blank) flip("blank");
    else goTo(stepIndex() + 1);
  },
  onBack: (): void => goTo(stepIndex() - 1),
  onGoTo: goTo,
  onPlayPause: (): void => {
    const { whatIf: two } = app.state;
    if (two) whatIf({ ...two, isPlaying: !two.isPlaying });
    else timelineActions.onPlayPause();
  },
  /** Two futures on the stage, or no more. */
  onWhatIf: (): void => whatIf(app.state.whatIf ? null : { pair: null, atMs: null, isPlaying: false }),
  onRewind: timelineActions.onRewind,
  onBlank: (): void => flip("blank"),
  onQr: (): void => flip("qr"),
  onAgenda: (): void => flip("agenda"),
  onZoom: (): void => flip("zoom"),
  onFreeze: (): void => flip("frozen"),
  onContrast: (): void => flip("contrast"),
  onEditor: (): void => flipPane("editor"),
  onTerminal: (): void => flipPane("terminal"),
  onPutAway: (): void => talk({ set: "pane", pane: "none" }),
  onCaptions: (): void => {
    const next = { one: "both", both: "en", en: "ko", ko: "one" } as const;
    talk({ set: "captions", captions: next[talkStore.getState().captions] });
  },
  onHand: (card: string, option: string, by: 1 | -1): void => talk({ set: "hand", card, option, by }),
  /** Says what comes true, whatever the room thought. */
  onReveal: (): void => {
    const answer = app.session?.step?.predict?.answer;
    if (answer !== undefined) act(app, { do: "perform", actions: [{ predict: answer }] });
  },
  onType: (): void => (isTyping() ? stopTyping() : void typeForMe(app)),
  onClock: (): void => talk({ set: "clock", isRunning: talkStore.getState().clock.startedAt === null }),
  onRescue: (): void => {
    stopTyping();
    rescue(stepIndex());
  },
  onRescueNext: (): void => {
    stopTyping();
    if (stepIndex() + 1 < stepCount()) rescue(stepIndex() + 1);
  },
};
