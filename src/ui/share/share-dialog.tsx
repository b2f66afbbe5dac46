// A link to this very second, the same as a file, and what can be taken away from the run.
import { useId, useRef, useState, type ReactNode } from "react";
import { copyText } from "#app/share/copy-text";
import { isLocalAddress } from "#app/share/local-address";
import { makeShare, openFiles, takeAway, type Share } from "#app/share/sharing";
import { Button } from "../common/button.tsx";
import { ButtonLink } from "../common/button-link.tsx";
import { FileButton } from "../common/file-button.tsx";
import { Dialog } from "../common/dialog.tsx";
import { Icon } from "../common/icon.tsx";
import { useAnswer } from "../common/use-answer.ts";
import { FilmPart } from "./film-part.tsx";
import { QrPart } from "./qr-part.tsx";
import css from "./share-dialog.module.css";

const isFile = location.protocol === "file:";

export interface ShareDialogProps {
  readonly onClose: () => void;
}

/** Of the moment at which the dialog was opened. */
export function ShareDialog({ onClose }: ShareDialogProps): ReactNode {
  const share = useAnswer(makeShare);
  if (!share) return null;
  return (
    <Dialog title={share.words.title} width={560} height={760} onClose={onClose}>
      <div className={css["body"]}>
        <LinkPart share={share} />
        <FilePart share={share} onOpened={onClose} />
        <TakeAway share={share} />
        <FilmPart words={share.words} />
        {share.code === null ? null : <CodePart code={share.code} words={share.words} />}
        {share.handoutHref === null ? null : (
          <>
            <h3>{share.words.handout}</h3>
            <p>{share.words.handoutNote}</p>
            <ButtonLink href={share.handoutHref}>{share.words.handout}</ButtonLink>
          </>
        )}
        {share.embedHref === null ? null : (
          <>
            <h3>{share.words.embed}</h3>
            <p>{share.words.embedNote}</p>
            <ButtonLink href={share.embedHref}>{share.words.embed}</ButtonLink>
          </>
        )}
      </div>
    </Dialog>
  );
}

function LinkPart({ share }: { readonly share: Share }): ReactNode {
  const { words, link } = share;
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  if (share.isTooLong) return <p className={css["long"]}>{words.tooLong}</p>;
  const copy = (): void => {
    field.current?.select();
    void copyText(link).then((isDone) => setSaid(isDone ? words.copied : words.copyFailed));
  };
  return (
    <>
      <label htmlFor={fieldId}>{words.link(share.timeText)}</label>
      <div className={css["row"]}>
        <input
          id={fieldId}
          ref={field}
          readOnly
          value={link}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" onClick={copy}>
          <Icon name="link" />
          {words.copy}
        </Button>
      </div>
      <p className={css["count"]}>
        {words.length(link.length)} <span role="status">{said}</span>
      </p>
      <p>
        {words.linkNote} {share.othersText}
      </p>
      {isLocalAddress(link) ? <p>{words.onlyHere}</p> : null}
      {/* One file on this machine is nothing that a phone could open. */}
      {isFile ? null : (
        <QrPart text={link} label={words.qrOfLink} tooLong={words.qrTooLong} show={words.qrShow} hide={words.qrHide} />
      )}
    </>
  );
}

function FilePart({ share, onOpened }: { readonly share: Share; readonly onOpened: () => void }): ReactNode {
  const { words, save } = share;
  const onFiles = (files: readonly File[]): void => {
    onOpened();
    openFiles(files);
  };
  return (
    <>
      <div className={css["row"]}>
        <Button look={share.isTooLong ? "primary" : "plain"} onClick={save}>
          {words.save}
        </Button>
        <FileButton label={words.open} accept=".json,.yaml,.md,.zip,application/json" onFiles={onFiles} />
      </div>
      <p>{words.openNote}</p>
    </>
  );
}

interface CodePartProps {
  readonly code: string;
  readonly words: Share["words"];
}

/** How far the learner is, in twelve letters. */
function CodePart({ code, words }: CodePartProps): ReactNode {
  const [said, setSaid] = useState("");
  const copy = (): void => void copyText(code).then((isDone) => setSaid(isDone ? words.codeCopied : words.copyFailed));
  return (
    <>
      <h3>{words.code}</h3>
      <div className={css["row"]}>
        <code className={css["code"]} aria-label={words.code}>
          {code}
        </code>
        <Button onClick={copy}>{words.codeCopy}</Button>
        <span role="status">{said}</span>
      </div>
      {isLocalAddress(location.href) ? <p>{words.onlyHere}</p> : null}
      {isFile ? null : (
        <QrPart
          text={new URL(`?class#${code}`, location.href).href}
          label={words.qrOfCode}
          tooLong={words.qrTooLong}
          show={words.qrShow}
          hide={words.qrHide}
        />
      )}
      <p>
        {words.codeNote} <a href="?class">{words.codePage}</a>
      </p>
    </>
  );
}

/** What draws it comes when it is asked for. */
const takePicture = (): void => void import("./take-picture.ts").then((m) => m.takePicture());
const takePng = (): void => void import("./take-picture.ts").then((m) => m.takePng());

function TakeAway({ share: { words } }: { readonly share: Share }): ReactNode {
  const rows = [
    { id: "manifests", label: words.manifests, note: words.manifestsNote, take: takeAway.manifests },
    { id: "console", label: words.console, note: words.consoleNote, take: takeAway.console },
    { id: "requests", label: words.requests, note: words.requestsNote, take: takeAway.requests },
    { id: "picture", label: words.picture, note: words.pictureNote, take: takePicture },
    { id: "png", label: words.png, note: words.pngNote, take: takePng },
  ];
  return (
    <>
      <h3>{words.takeAway}</h3>
      <ul className={css["list"]}>
        {rows.map(({ id, label, note, take }) => (
          <li key={id}>
            <Button isSmall onClick={take} aria-describedby={`take-${id}`}>
              {label}
            </Button>
            <span id={`take-${id}`}>{note}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
