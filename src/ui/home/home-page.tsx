import { useState, type ReactNode } from "react";
import type { CourseView, DockView, Language, Scheme } from "#app/view-models";
import { HelpButton, LanguageSwitch, SchemeButton } from "../chrome/top-bar.tsx";
import { Button } from "../common/button.tsx";
import { ButtonLink } from "../common/button-link.tsx";
import { Icon } from "../common/icon.tsx";
import { useMedia } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { CourseMap } from "./course-map.tsx";
import { Buoy, Dock, SandboxDock } from "./dock.tsx";
import css from "./home.module.css";

export interface HomePageProps {
  readonly course: CourseView;
  readonly language: Language;
  readonly scheme: Scheme;
  /** Absent ones are not drawn. */
  readonly links: { readonly sandbox?: string; readonly workshops?: string; readonly embed?: string };
  readonly onLanguage: (language: Language) => void;
  readonly onScheme: (scheme: Scheme) => void;
}

export function HomePage(props: HomePageProps): ReactNode {
  const { course } = props;
  const [isList, setList] = useState(false);
  const isWide = useMedia("(min-width: 1100px)");
  const toggle = () => setList(!isList);
  return (
    <div className={css["page"]}>
      <HomeBar {...props} />
      {isList ? <CourseList course={course} onToggle={toggle} /> : null}
      {!isList && isWide ? (
        <CourseMap course={course} sandboxHref={props.links.sandbox}>
          <Intro />
          <Log course={course} onToggle={toggle} />
        </CourseMap>
      ) : null}
      {!isList && !isWide ? <River course={course} sandboxHref={props.links.sandbox} onToggle={toggle} /> : null}
    </div>
  );
}

function HomeBar({ language, scheme, links, onLanguage, onScheme }: HomePageProps): ReactNode {
  const text = useText();
  const entries = [
    [links.sandbox, text.home.sandbox, ""],
    [links.workshops, text.home.workshops, css["hideSmall"]],
    [links.embed, text.home.embed, css["hideSmall"]],
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
        <HelpButton />
        <LanguageSwitch language={language} onLanguage={onLanguage} />
      </nav>
    </header>
  );
}

function Intro(): ReactNode {
  const text = useText();
  return (
    <section className={css["intro"]}>
      <h1>
        {text.home.title.map((line) => (
          <span key={line}>{line} </span>
        ))}
      </h1>
      <p>{text.home.lead}</p>
    </section>
  );
}

interface PartProps {
  readonly course: CourseView;
  readonly onToggle: () => void;
}

function Log({ course, onToggle }: PartProps): ReactNode {
  const text = useText();
  return (
    <section className={css["log"]}>
      <dl className={css["facts"]}>
        {course.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>
              {fact.value} <small>{fact.unit}</small>
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
        {text.home.listView}
      </Button>
    </section>
  );
}

/** Narrow windows: the fairway from top to bottom. */
function River({ course, sandboxHref, onToggle }: PartProps & { readonly sandboxHref: string | undefined }): ReactNode {
  const text = useText();
  return (
    <main className={css["river"]} aria-label={text.home.map}>
      <div className={css["riverHead"]}>
        <Intro />
        <Log course={course} onToggle={onToggle} />
      </div>
      <div className={css["docks"]}>
        {course.docks.map((dock) => (
          <Dock key={dock.id} dock={dock} isTop />
        ))}
        {sandboxHref === undefined ? null : <SandboxDock href={sandboxHref} isTop />}
      </div>
      <Concepts course={course} />
    </main>
  );
}

function Concepts({ course }: { readonly course: CourseView }): ReactNode {
  const text = useText();
  if (course.buoys.length === 0) return null;
  return (
    <nav className={css["buoys"]} aria-label={text.home.concepts}>
      {course.buoys.map((buoy) => (
        <Buoy key={buoy.id} buoy={buoy} />
      ))}
    </nav>
  );
}

const STATE_ICONS = { done: "ready", working: "half", ahead: "ring" } as const;
const STATE_TONES = { done: "ok", working: "wait", ahead: "dim" } as const;

/** The same as a table. */
function CourseList({ course, onToggle }: PartProps): ReactNode {
  const text = useText();
  return (
    <main className={css["list"]}>
      <div>
        <Button onClick={onToggle}>{text.home.mapView}</Button>
      </div>
      <table>
        <caption>{text.home.map}</caption>
        <thead>
          <tr>
            <th scope="col">{text.home.caseColumn}</th>
            <th scope="col">{text.home.symptomColumn}</th>
            <th scope="col">{text.home.stateColumn}</th>
            <th scope="col">{text.home.timeColumn}</th>
          </tr>
        </thead>
        <tbody>
          {course.docks.map((dock) => (
            <DockRow key={dock.id} dock={dock} />
          ))}
        </tbody>
      </table>
      <Concepts course={course} />
    </main>
  );
}

function DockRow({ dock }: { readonly dock: DockView }): ReactNode {
  const text = useText();
  return (
    <tr>
      <th scope="row">
        <a href={dock.href}>
          {dock.number} {dock.title}
        </a>
      </th>
      <td>{dock.symptom}</td>
      <td>
        <span className={css["state"]}>
          <Icon name={STATE_ICONS[dock.state]} tone={STATE_TONES[dock.state]} size={14} />
          {text.home.state[dock.state]}
        </span>
      </td>
      <td>{dock.timeText}</td>
    </tr>
  );
}
