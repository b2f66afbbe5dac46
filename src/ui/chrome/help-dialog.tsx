import { useCallback, type ReactNode } from "react";
import type { SupportGroup } from "#app/support";
import type { Language } from "#app/view-models/chrome";
import { Dialog } from "../common/dialog.tsx";
import { useAnswer } from "../common/use-answer.ts";
import { useText } from "../common/use-text.tsx";
import css from "./help-dialog.module.css";

export interface HelpDialogProps {
  readonly language: Language;
  readonly onClose: () => void;
}

/** The page's keys, and where the simulation is simpler than Kubernetes. */
export function HelpDialog({ language, onClose }: HelpDialogProps): ReactNode {
  const text = useText();
  return (
    <Dialog title={text.help.title} width={640} height={760} onClose={onClose}>
      {/* Scrolls by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css["body"]} tabIndex={0}>
        <h3>{text.help.keys}</h3>
        <dl className={css["keys"]}>
          {text.help.keyRows.map((row) => (
            <KeyRow key={row.keys} keys={row.keys} what={row.what} />
          ))}
        </dl>
        <h3>{text.help.simplified}</h3>
        <p>{text.help.simplifiedIntro}</p>
        <ul className={css["list"]}>
          {text.help.simplifications.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Fields language={language} />
      </div>
    </Dialog>
  );
}

function KeyRow({ keys, what }: { readonly keys: string; readonly what: string }): ReactNode {
  return (
    <>
      <dt>
        {keys.split(" / ").map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </>
  );
}

function Fields({ language }: { readonly language: Language }): ReactNode {
  const text = useText();
  const groups = useSupportGroups(language);
  return (
    <details className={css["fields"]}>
      <summary>{text.help.fields}</summary>
      <p>{text.help.fieldsIntro}</p>
      <dl>
        {groups.map((group) => (
          <div key={group.why}>
            <dt>
              {group.fields.map((field) => (
                <code key={field}>{field}</code>
              ))}
            </dt>
            <dd>{group.why}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const NO_GROUPS: readonly SupportGroup[] = [];

function useSupportGroups(language: Language): readonly SupportGroup[] {
  const ask = useCallback(async () => (await import("#app/support")).supportGroups(language), [language]);
  return useAnswer(ask) ?? NO_GROUPS;
}
