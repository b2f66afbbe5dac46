import type { PlayedTranscript, Transcript } from "../recording.ts";
export const playTranscript = (t: Transcript): PlayedTranscript => ({
  kind: "transcript",
  name: t.name,
  seconds: t.seconds,
  steps: [],
  series: {},
});
export const tracePlay = (_t: Transcript, _i: number): string => "";
