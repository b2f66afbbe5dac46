import type { ReactNode } from "react";
import { ErrorFence } from "../common/error-fence.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./learn-layout.module.css";

/** A pane that breaks says so in its place; the others go on. */
export function Fenced({ children }: { readonly children: ReactNode }): ReactNode {
  return <ErrorFence Fallback={Crash}>{children}</ErrorFence>;
}

function Crash({ error }: { readonly error: Error }): ReactNode {
  const text = useText();
  return (
    <div className={css["crash"]} role="alert">
      <b>{text.crash.title}</b>
      <span>{text.crash.text}</span>
      <details>
        <summary>{text.crash.details}</summary>
        <pre>{error.stack ?? error.message}</pre>
      </details>
    </div>
  );
}
