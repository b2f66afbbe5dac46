// What an embed hands out when something broke: the moment as it would be handed on, and the fault beside it.
import type { LessonProgress } from "#tutor";
import type { SandboxChoice } from "../session/sandbox-choice.ts";
import type { Session, SessionOptions } from "../session/session.ts";
import { reportText, type Fault } from "../share/report-text.ts";
import { toWire } from "../share/shared.ts";

export interface Broken {
  readonly session: Session;
  readonly options: SessionOptions;
  /** How far the lesson is; a scene has no steps of the lesson's. */
  readonly progress?: LessonProgress | undefined;
  /** Of an embed without a lesson. */
  readonly sandbox?: SandboxChoice | undefined;
}

export const embedReport = ({ session, options, progress, sandbox }: Broken, fault: Fault, browser: string): string => {
  const { commands, endMs } = session.run.record();
  const { logLength, logHash } = session.run.cluster;
  const { lesson, files } = options;
  const wire = toWire(
    {
      page: lesson === undefined ? "sandbox" : `lesson/${lesson.id}`,
      commands,
      endMs,
      nowMs: session.nowMs,
      log: [logLength, logHash],
      drafts: [],
      view: { selection: null, whyId: null, file: "" },
      ...(progress ? { progress } : {}),
      ...(lesson === undefined && sandbox ? { sandbox } : {}),
    },
    files,
  );
  return reportText(wire, fault, browser);
};
