import type { ReactNode } from "react";
import { rewindFromCrash } from "#app/actions";
import { Button } from "../common/button.tsx";
import { ErrorFence, type BrokenProps } from "../common/error-fence.tsx";
import { thrownText } from "../common/thrown-text.ts";
import { useText } from "../common/use-text.tsx";
import { saveReportOf } from "./save-report.ts";
import css from "./learn-layout.module.css";

/** A pane that breaks says so in its place; the others go on. */
export function Fenced({ children }: { readonly children: ReactNode }): ReactNode {
  return <ErrorFence Fallback={Crash}>{children}</ErrorFence>;
}

function Crash({ error, onRetry }: BrokenProps): ReactNode {
  const text = useText();
  const onRewind = (): void => {
    rewindFromCrash();
    onRetry();
  };
  return (
    <div className={css["crash"]} role="alert">
      <b>{text.crash.title}</b>
      <span>{text.crash.text}</span>
      <div className={css["mend"]}>
        <Button onClick={onRewind}>{text.crash.rewind}</Button>
        <Button onClick={onRetry}>{text.crash.again}</Button>
        <Button look="quiet" onClick={() => saveReportOf(error)}>
          {text.crash.report}
        </Button>
      </div>
      <details>
        <summary>{text.crash.details}</summary>
        <pre>{thrownText(error)}</pre>
      </details>
    </div>
  );
}
