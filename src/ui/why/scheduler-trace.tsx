import type { ReactNode } from "react";
import type { VerdictView } from "#app/view-models/why";
import { Icon } from "../common/icon.tsx";
import css from "./why-popover.module.css";

export interface SchedulerTraceProps {
  readonly verdicts: readonly VerdictView[];
  readonly onSelect: (nodeId: string) => void;
}

/** Each bay answers: with the filter that refused, or with its score. */
export function SchedulerTrace({ verdicts, onSelect }: SchedulerTraceProps): ReactNode {
  return (
    <div className={css["trace"]}>
      {verdicts.map((verdict) => (
        <button
          key={verdict.nodeId}
          type="button"
          className={css["verdict"]}
          data-state={verdict.state}
          onClick={() => onSelect(verdict.nodeId)}
        >
          <b>{verdict.nodeName}</b>
          <span>
            <Icon
              name={verdict.state === "refused" ? "x" : "check"}
              tone={verdict.state === "refused" ? "fail" : "ok"}
              size={13}
            />
            {verdict.text}
          </span>
          {verdict.detail === "" ? null : <small>{verdict.detail}</small>}
        </button>
      ))}
    </div>
  );
}
