// The page's keys, what its marks mean, and where the simulation is simpler than Kubernetes. Loaded when asked for.
import { useCallback, type ReactNode } from "react";
import type { help } from "#app/i18n/help-en";
import type { Widen } from "#app/i18n/widen";
import type { SupportGroup } from "#app/support";
import type { Language } from "#app/view-models/chrome";
import type { GaugeView } from "#app/view-models/graph";
import { Dialog } from "../common/dialog.tsx";
import { useAnswer } from "../common/use-answer.ts";
import { useText } from "../common/use-text.tsx";
import { CpuFlow, MemoryLevel, ProbeTicks } from "../graph/gauges.tsx";
import css from "./help-dialog.module.css";

export interface HelpDialogProps {
  readonly language: Language;
  readonly onClose: () => void;
}

type HelpWords = Widen<typeof help>;

export function HelpDialog({ language, onClose }: HelpDialogProps): ReactNode {
  const text = useText();
  const ask = useCallback(() => wordsOf(language), [language]);
  const words = useAnswer(ask);
  return (
    <Dialog title={words?.title ?? text.help.open} width={640} height={760} onClose={onClose}>
      {/* Scrolls by the keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css["body"]} tabIndex={0}>
        {words === null ? <p role="status">{text.common.loading}</p> : <Help words={words} language={language} />}
      </div>
    </Dialog>
  );
}

const wordsOf = async (language: Language): Promise<HelpWords> =>
  (language === "ko" ? await import("#app/i18n/help-ko") : await import("#app/i18n/help-en")).help;

function Help({ words, language }: { readonly words: HelpWords; readonly language: Language }): ReactNode {
  return (
    <>
      <h3>{words.marks}</h3>
      <Marks rows={words.markRows} />
      <h3>{words.keys}</h3>
      <dl className={css["keys"]}>
        {words.keyRows.map((row) => (
          <KeyRow key={row.keys} keys={row.keys} what={row.what} />
        ))}
      </dl>
      <h3>{words.more}</h3>
      <ul className={css["list"]}>
        {words.moreRows.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{words.simplified}</h3>
      <p>{words.simplifiedIntro}</p>
      <ul className={css["list"]}>
        {words.simplifications.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Fields words={words} language={language} />
    </>
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

const SAMPLE: GaugeView = {
  usage: 55,
  request: 35,
  limit: 85,
  full: 100,
  state: "calm",
  throttled: 0,
  text: "",
};
const CUT: GaugeView = { ...SAMPLE, usage: 85, throttled: 15 };

/** The marks themselves, each beside its words. */
function Marks({ rows }: { readonly rows: HelpWords["markRows"] }): ReactNode {
  return (
    <dl className={css["marks"]}>
      <dt className={css["level"]} aria-hidden="true">
        <MemoryLevel gauge={SAMPLE} />
      </dt>
      <dd>{rows.memory}</dd>
      <dt aria-hidden="true">
        <CpuFlow gauge={SAMPLE} className={css["flow"]} />
      </dt>
      <dd>{rows.cpu}</dd>
      <dt aria-hidden="true">
        <CpuFlow gauge={CUT} className={css["flow"]} />
      </dt>
      <dd>{rows.throttled}</dd>
      <dt aria-hidden="true">
        <ProbeTicks probe={{ kind: "readiness", ticks: ["wait", "fail", "ok", "ok"] }} />
      </dt>
      <dd>{rows.probes}</dd>
      <dt />
      <dd>{rows.node}</dd>
    </dl>
  );
}

function Fields({ words, language }: { readonly words: HelpWords; readonly language: Language }): ReactNode {
  const groups = useSupportGroups(language);
  return (
    <details className={css["fields"]}>
      <summary>{words.fields}</summary>
      <p>{words.fieldsIntro}</p>
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
