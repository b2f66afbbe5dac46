import { describe, expect, it } from "vitest";
import type { TimelineMark, TimelineSegment } from "#app/view-models/timeline";
import { labelsOf } from "./mark-labels.ts";
import { createScale } from "./time-scale.ts";

const mark = (seconds: number, label: string): TimelineMark => ({
  id: label,
  timeMs: seconds * 1000,
  kind: "command",
  label,
  isLabelShown: true,
  objectId: null,
});

const MINUTE: readonly TimelineSegment[] = [{ kind: "run", fromMs: 0, toMs: 60_000, text: "" }];
/** A stretch of a minute is left out behind the first ten seconds. */
const CUT: readonly TimelineSegment[] = [
  { kind: "run", fromMs: 0, toMs: 10_000, text: "" },
  { kind: "cut", fromMs: 10_000, toMs: 70_000, text: "" },
  { kind: "run", fromMs: 70_000, toMs: 120_000, text: "" },
];

const labelled = (marks: readonly TimelineMark[], segments: readonly TimelineSegment[], width: number, em = 11) =>
  labelsOf(marks, createScale(segments, 0, width), { width, em });

const LONG = "set image deployment/mynginx mynginx=nexus.local/mynginx:1.2";

describe("labels of what was done", () => {
  it.each([
    {
      name: "stand apart where there is room",
      marks: [mark(5, "label node worker-1"), mark(30, "delete pod --all")],
      want: ["label node worker-1", "delete pod --all"],
    },
    { name: "are shortened when long", marks: [mark(5, LONG)], want: ["set image deployment/myng…"] },
    {
      name: "are cut at the next mark, but not to a few letters",
      marks: [mark(0, LONG), mark(10, "delete pod --all")],
      want: ["set image deployment…", "delete pod --all"],
    },
    {
      name: "count what stands too close",
      marks: [mark(5, "delete pod --all"), mark(8, LONG), mark(9, "scale"), mark(30, "label node worker-1")],
      want: ["delete pod --all +2", "label node worker-1"],
    },
    {
      name: "a short one needs little room",
      marks: [mark(0, "edit"), mark(3, LONG)],
      want: ["edit", "set image deployment/myng…"],
    },
    {
      name: "do not lie on a break of the ruler: there they stand before their mark",
      segments: CUT,
      marks: [mark(8, "delete pod --all"), mark(80, LONG)],
      want: ["delete pod --all", "set image deployment/myng…"],
    },
    {
      name: "stand before the mark at the end of the track",
      marks: [mark(5, "label node worker-1"), mark(59, "delete pod --all")],
      want: ["label node worker-1", "delete pod --all"],
    },
  ])("$name", ({ segments = MINUTE, marks, want }) =>
    expect(labelled(marks, segments, 960).map((l) => l.label)).toEqual(want),
  );

  it("never take each other's room, whatever stands where, in either language and size", () => {
    const names = [
      LONG,
      "edit",
      "delete pod --all",
      "worker-1 전원 끄기",
      "디플로이먼트를 다시 적용하고 이미지를 바꾸기",
    ];
    for (let seed = 1; seed <= 400; seed++) {
      const marks = Array.from({ length: 1 + (seed % 9) }, (_, i) =>
        mark(((seed * 37 + i * i * 13) % 120) + i / 10, names[(seed + i) % 5]!),
      ).toSorted((a, b) => a.timeMs - b.timeMs);
      const width = 300 + (seed % 7) * 190;
      const labels = labelled(marks, seed % 2 ? CUT : MINUTE, width, seed % 3 ? 11 : 13);
      for (const [i, { x, room }] of labels.entries()) {
        expect(x, `${seed}`).toBeGreaterThanOrEqual(i === 0 ? 0 : labels[i - 1]!.x + labels[i - 1]!.room);
        expect(x + room, `${seed}`).toBeLessThanOrEqual(width + 8);
      }
    }
  });
});
