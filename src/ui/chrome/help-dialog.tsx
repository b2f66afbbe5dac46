import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { SupportGroup } from "#app/support";
import type { Language } from "#app/view-models";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import css from "./help-dialog.module.css";

export interface HelpDialogProps {
  readonly language: Language;
  readonly onClose: () => void;
}

/** The page's keys, and where the simulation is simpler than Kubernetes. */
export function HelpDialog({ language, onClose }: HelpDialogProps): ReactNode {
  const text = useText();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className={css["dialog"]} aria-labelledby={titleId} onClose={onClose}>
      <div className={css["head"]}>
        <h2 id={titleId}>{text.help.title}</h2>
        <form method="dialog">
          <button type="submit" aria-label={text.common.close}>
            <Icon name="close" />
          </button>
        </form>
      </div>
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
    </dialog>
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

function useSupportGroups(language: Language): readonly SupportGroup[] {
  const [groups, setGroups] = useState<readonly SupportGroup[]>([]);
  useEffect(() => {
    let isHere = true;
    void import("#app/support").then(({ supportGroups }) => {
      if (isHere) setGroups(supportGroups(language));
    });
    return () => {
      isHere = false;
    };
  }, [language]);
  return groups;
}
