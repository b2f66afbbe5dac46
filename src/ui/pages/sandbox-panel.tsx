// The sandbox's panel: which cluster, and what to try.
import { useCallback, useState, type ReactNode } from "react";
import { putFilesBack, rebuildSandbox, terminalActions } from "#app/actions";
import { chaosActions, type Chaos } from "#app/chaos";
import type { SandboxWords } from "#app/i18n/sandbox-en";
import type { AppState } from "#app/state";
import { selectClusterView } from "#app/store";
import type { Language } from "#app/view-models/chrome";
import { Button } from "../common/button.tsx";
import { useAnswer } from "../common/use-answer.ts";
import { useText } from "../common/use-text.tsx";
import { useApp } from "./use-app.ts";
import css from "./sandbox-panel.module.css";

const CPUS = ["1", "2", "4", "8"];
const MEMORIES = ["1Gi", "2Gi", "4Gi", "16Gi"];
const MOST_WORKERS = 20;
const MOST_SEED = 9999;
/** What makes the clients' requests succeed; the job beside them is for later. */
const FIRST_COMMAND = "kubectl apply -f deployment.yaml -f service.yaml -f ingress.yaml";

const selectSandbox = (s: AppState): AppState["sandbox"] => s.sandbox;
const selectLanguage = (s: AppState): Language => s.texts?.language ?? s.language;

/** Why nobody outside is answered: nothing that could answer has been applied, or nothing leads to it. */
const selectLack = (s: AppState): "first" | "unrouted" | null => {
  const view = selectClusterView(s);
  if (view === null) return null;
  if (view.deployments.length === 0 && view.services.length === 0) return "first";
  return view.ingresses.some(({ paths }) => paths.length > 0) ? null : "unrouted";
};

const wordsOf = async (language: Language): Promise<SandboxWords> =>
  (language === "ko" ? await import("#app/i18n/sandbox-ko") : await import("#app/i18n/sandbox-en")).sandbox;

export function SandboxPanel(): ReactNode {
  const language = useApp(selectLanguage);
  const words = useAnswer(useCallback(() => wordsOf(language), [language]));
  return words === null ? null : <Panel words={words} />;
}

interface PanelProps {
  readonly words: SandboxWords;
}

function Panel({ words: t }: PanelProps): ReactNode {
  const built = useApp(selectSandbox);
  const lack = useApp(selectLack);
  const [workers, setWorkers] = useState(String(built.workers));
  const [cpu, setCpu] = useState(built.cpu);
  const [memory, setMemory] = useState(built.memory);
  return (
    <section className={css["panel"]} aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>{t.intro}</p>
      <div className={css["first"]}>
        {lack === null ? null : <p>{t[lack]}</p>}
        <Button onClick={() => terminalActions.onRun(FIRST_COMMAND)}>{t.firstApply}</Button>
        <p className={css["note"]}>{t.firstThen}</p>
      </div>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          rebuildSandbox({ workers: Number(workers), cpu, memory });
        }}
      >
        <label>
          {t.workers}
          <input
            type="number"
            min={1}
            max={MOST_WORKERS}
            // The browser says which numbers there may be.
            required
            value={workers}
            onChange={(event) => setWorkers(event.target.value)}
          />
        </label>
        <Choice label={t.cpu} values={CPUS} value={cpu} onChange={setCpu} />
        <Choice label={t.memory} values={MEMORIES} value={memory} onChange={setMemory} />
        <Button type="submit">{t.rebuild}</Button>
        <p className={css["note"]}>{t.rebuildNote}</p>
        <Button onClick={() => putFilesBack()}>{t.filesBack}</Button>
        <p className={css["note"]}>{t.filesBackNote}</p>
      </form>
      <ChaosForm words={t} />
      <div className={css["form"]}>
        <Button onClick={() => void import("#app/foreign/save").then((m) => m.saveLesson())}>{t.record}</Button>
        <p className={css["note"]}>{t.recordNote}</p>
      </div>
      <h3>{t.images}</h3>
      <ul className={css["images"]}>
        {Object.entries(t.imageNotes).map(([image, note]) => (
          <li key={image}>
            <code>{image}</code> {note}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Something breaks by chance, from a seed; it can be taken back, and another future begins there. */
function ChaosForm({ words: t }: PanelProps): ReactNode {
  const { inspector } = useText();
  const [seed, setSeed] = useState(1);
  const [count, setCount] = useState(0);
  const [done, setDone] = useState<Chaos | null>(null);
  const cause = (): void => {
    const fault = chaosActions.onFault(seed, count);
    setDone(fault);
    if (fault) setCount(count + 1);
  };
  const takeBack = (): void => {
    if (done) chaosActions.onTakeBack(done);
    setDone(null);
  };
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        cause();
      }}
    >
      <label>
        {t.chaosSeed}
        <input
          type="number"
          min={1}
          max={MOST_SEED}
          value={seed}
          onChange={(event) => {
            setSeed(Math.max(1, Math.min(MOST_SEED, Math.floor(Number(event.target.value)) || 1)));
            setCount(0);
          }}
        />
      </label>
      <Button type="submit">{t.chaos}</Button>
      <p className={css["note"]} role="status">
        {done ? t.chaosDone(done.fault, done.on) : t.chaosNote}
      </p>
      {done ? <Button onClick={takeBack}>{inspector.takeBack}</Button> : null}
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, values, value, onChange }: ChoiceProps): ReactNode {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {values.map((v) => (
          <option key={v}>{v}</option>
        ))}
      </select>
    </label>
  );
}
