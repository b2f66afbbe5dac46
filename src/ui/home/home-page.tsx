import { useLayoutEffect, useState, type ReactNode } from "react";
import type { Language, Scheme } from "#app/view-models/chrome";
import type { BuoyView, CourseView, DockView } from "#app/view-models/course";
import { HelpButton, LanguageSwitch, SchemeButton } from "../chrome/top-bar.tsx";
import { Button } from "../common/button.tsx";
import { ButtonLink } from "../common/button-link.tsx";
import { Icon } from "../common/icon.tsx";
import { useMedia } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { CourseMap } from "./course-map.tsx";
import { Buoy, Dock, SandboxDock, SceneLink } from "./dock.tsx";
import { Own } from "./own.tsx";
import { STATE_ICONS, STATE_TONES } from "./state-icons.ts";
import { useHomeText } from "./use-home-text.ts";
import css from "./home.module.css";

export interface HomePageProps {
  readonly course: CourseView;
  readonly language: Language;
  readonly scheme: Scheme;
  /** Absent ones are not drawn. */
  readonly links: {
    readonly sandbox?: string;
    readonly workshops?: string;
    readonly embed?: string;
    readonly classroom?: string;
  };
  /** On a stage and a speaker's window: which of them it is, what to do here, and the way back. */
  readonly talk?: { readonly name: string; readonly said: string; readonly back: string };
  readonly onLanguage: (language: Language) => void;
  readonly onScheme: (scheme: Scheme) => void;
  /** Opens a lesson from a file or an address. */
  readonly onBring?: () => void;
  readonly onRemove?: (id: string) => void;
}

export function HomePage(props: HomePageProps): ReactNode {
  const { course } = props;
  const [isList, setList] = useState(false);
  const isWide = useMedia("(min-width: 1100px)");
  const toggle = () => setList(!isList);
  // Whoever leaves it was scrolled down, on a phone, and what comes begins at its top. While it still stands: Firefox puts back a part of the
  // way where it scrolls and the page becomes shorter at once.
  useLayoutEffect(() => () => window.scrollTo(0, 0), []);
  return (
    <div className={css["page"]}>
      <HomeBar {...props} />
      {props.talk === undefined ? null : (
        <p className={css["talk"]}>
          <b>{props.talk.name}</b> {props.talk.said} <a href="./">{props.talk.back}</a>
        </p>
      )}
      {isList ? <CourseList course={course} onToggle={toggle} onBring={props.onBring} /> : null}
      {!isList && isWide ? (
        <CourseMap course={course} sandboxHref={props.links.sandbox}>
          <Intro />
          <Log course={course} onToggle={toggle} onBring={props.onBring} />
        </CourseMap>
      ) : null}
      {!isList && !isWide ? (
        <River course={course} sandboxHref={props.links.sandbox} onToggle={toggle} onBring={props.onBring} />
      ) : null}
      {course.own.length > 0 ? <Own rows={course.own} onRemove={props.onRemove} /> : null}
    </div>
  );
}

function HomeBar({ language, scheme, links, onLanguage, onScheme }: HomePageProps): ReactNode {
  const text = useText();
  const home = useHomeText();
  const entries = [
    [links.sandbox, home.sandbox, ""],
    [links.workshops, home.workshops, css["hideSmall"]],
    [links.classroom, home.classroom, css["hideSmall"]],
    [links.embed, home.embed, css["hideSmall"]],
  ] as const;
  return (
    <header className={css["topBar"]}>
      <span className={css["brand"]}>
        <Icon name="mark" size={22} />
        {text.common.drydock}
      </span>
      <nav className={css["end"]}>
        {entries.map(([href, label, className]) =>
          href === undefined ? null : (
            <a key={label} className={`${css["navLink"]} ${className}`} href={href}>
              {label}
            </a>
          ),
        )}
        <SchemeButton scheme={scheme} onScheme={onScheme} />
        <HelpButton language={language} />
        <LanguageSwitch language={language} onLanguage={onLanguage} />
      </nav>
    </header>
  );
}

function Intro(): ReactNode {
  const home = useHomeText();
  return (
    <section className={css["intro"]}>
      <h1>
        {home.title.map((line) => (
          <span key={line}>{line} </span>
        ))}
      </h1>
      <p>{home.lead}</p>
    </section>
  );
}

interface PartProps {
  readonly course: CourseView;
  readonly onToggle: () => void;
  readonly onBring: (() => void) | undefined;
}

function Log({ course, onToggle, onBring }: PartProps): ReactNode {
  const home = useHomeText();
  return (
    <section className={css["log"]}>
      <dl className={css["facts"]}>
        {course.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>
              {fact.value}
              <small>{fact.unit}</small>
            </dd>
          </div>
        ))}
      </dl>
      {course.resume === null ? null : (
        <ButtonLink look="primary" href={course.resume.href}>
          {course.resume.label}
        </ButtonLink>
      )}
      <Button look="quiet" onClick={onToggle}>
        {home.listView}
      </Button>
      <BringButton onBring={onBring} />
    </section>
  );
}

function BringButton({ onBring }: Pick<PartProps, "onBring">): ReactNode {
  const home = useHomeText();
  if (!onBring) return null;
  return (
    <Button look="quiet" onClick={onBring}>
      {home.bring}
    </Button>
  );
}

/** Narrow windows: the fairway from top to bottom. */
function River({
  course,
  sandboxHref,
  onToggle,
  onBring,
}: PartProps & { readonly sandboxHref: string | undefined }): ReactNode {
  const home = useHomeText();
  return (
    <main className={css["river"]} aria-label={home.map}>
      <div className={css["riverHead"]}>
        <Intro />
        <Log course={course} onToggle={onToggle} onBring={onBring} />
      </div>
      <Buoys buoys={course.buoys} label={home.parts.concepts} />
      <div className={css["docks"]}>
        {course.docks.map((dock) => (
          <Dock key={dock.id} dock={dock} isTop />
        ))}
        {sandboxHref === undefined ? null : <SandboxDock href={sandboxHref} isTop />}
      </div>
      <Buoys buoys={course.closer} label={home.parts.closer} isCloser />
    </main>
  );
}

interface BuoysProps {
  readonly buoys: readonly BuoyView[];
  readonly label: string;
  readonly isCloser?: boolean;
}

function Buoys({ buoys, label, isCloser = false }: BuoysProps): ReactNode {
  if (buoys.length === 0) return null;
  return (
    <nav className={css["buoys"]} aria-label={label}>
      <b aria-hidden="true">{label}</b>
      {buoys.map((buoy) => (
        <Buoy key={buoy.id} buoy={buoy} isCloser={isCloser} />
      ))}
    </nav>
  );
}

/** The same as a table. */
function CourseList({ course, onToggle, onBring }: PartProps): ReactNode {
  const home = useHomeText();
  return (
    <main className={css["list"]}>
      <div>
        <Button onClick={onToggle}>{home.mapView}</Button> <BringButton onBring={onBring} />
      </div>
      <table>
        <caption>{home.map}</caption>
        <thead>
          <tr>
            <th scope="col">{home.lessonColumn}</th>
            <th scope="col">{home.aboutColumn}</th>
            <th scope="col">{home.stateColumn}</th>
            <th scope="col">{home.timeColumn}</th>
          </tr>
        </thead>
        <PartRows label={home.parts.concepts} rows={course.buoys} />
        <PartRows label={home.parts.cases} rows={course.docks.map((d) => ({ ...d, teaser: d.symptom }))} />
        <PartRows label={home.parts.closer} rows={course.closer} />
      </table>
    </main>
  );
}

interface PartRowsProps {
  readonly label: string;
  /** Cases have a number. */
  readonly rows: readonly (BuoyView & Partial<Pick<DockView, "number" | "scene">>)[];
}

function PartRows({ label, rows }: PartRowsProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr className={css["part"]}>
        <th scope="rowgroup" colSpan={4}>
          {label}
        </th>
      </tr>
      {rows.map((row) => (
        <LessonRow key={row.id} row={row} />
      ))}
    </tbody>
  );
}

function LessonRow({ row }: { readonly row: PartRowsProps["rows"][number] }): ReactNode {
  const home = useHomeText();
  const states = row.number === undefined ? home.conceptState : home.state;
  return (
    <tr>
      <th scope="row">
        <a href={row.href}>
          {row.number} {row.title}
        </a>
        <SceneLink dock={{ scene: null, ...row }} />
      </th>
      <td>
        {row.teaser}
        {row.advice === "" ? null : <small>{row.advice}</small>}
      </td>
      <td>
        <span className={css["state"]}>
          <Icon name={STATE_ICONS[row.state]} tone={STATE_TONES[row.state]} size={14} />
          {states[row.state]}
        </span>
      </td>
      <td>{row.timeText}</td>
    </tr>
  );
}
