// The part of the page that needs the simulator: sessions, and the views of them. It is loaded while a still of the first moment is
// already on the screen, so nothing that the first view needs may import it but as a type.
import { hasLineParts } from "#kubectl";
import { OpenEdits, openedFile } from "./control/editing.ts";
import { goToStep, lock, nextHint, performActions, showFix } from "./control/lesson.ts";
import { advance, goToMark, rewind, seek, switchBranch, takeBack, toNext } from "./control/time.ts";
import {
  addTerminal,
  apply,
  closeTerminal,
  completeInput,
  edit,
  goesOn,
  interrupt,
  runLine,
} from "./control/typing.ts";
import { undoToApplied } from "./control/undo.ts";
import { applyFix } from "./fixes.ts";
import { causeFault } from "./control/faults.ts";
import {
  selectClusterView,
  selectLessonView,
  selectTerminalView,
  selectTimelineView,
  typedNameOf,
} from "./selectors.ts";
import { reviewProse, variationProse } from "#tutor";
import type { SandboxChoice } from "./session/sandbox-choice.ts";
import { sandboxFiles, sandboxScenario } from "./session/sandbox.ts";
import { Session, type SessionOptions } from "./session/session.ts";
import { settling } from "./session/settle.ts";
import { ClusterViews } from "./views/cluster-view.ts";
import { TimelineIndex } from "./views/timeline-index.ts";

export const live = {
  createSession: (options: SessionOptions): Session => new Session(options),
  settling,
  sandbox: (choice: SandboxChoice): SessionOptions => ({ scenario: sandboxScenario(choice), files: sandboxFiles }),
  createViews: (): ClusterViews => new ClusterViews(),
  createEdits: (): OpenEdits => new OpenEdits(),
  openedFile,
  createTimeline: (): TimelineIndex => new TimelineIndex(),
  selectClusterView,
  selectLessonView,
  selectTerminalView,
  selectTimelineView,
  nameOf: typedNameOf,
  // What is done on the page to a session.
  advance,
  goToMark,
  rewind,
  seek,
  switchBranch,
  takeBack,
  toNext,
  goToStep,
  lock,
  nextHint,
  performActions,
  showFix,
  addTerminal,
  apply,
  closeTerminal,
  completeInput,
  edit,
  goesOn,
  interrupt,
  runLine,
  undoToApplied,
  applyFix,
  causeFault,
  hasHands: hasLineParts,
  reviewProse,
  variationProse,
};

export type Live = typeof live;
