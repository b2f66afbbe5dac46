// Opens a lesson from the reader's files or from an address. Nothing is asked of a host before its whole address could be read and its
// button was pressed, wherever the address comes from.
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { closeBringing } from "#app/actions";
import { cannot, readAddress, type Refused } from "#app/foreign/bring";
import { bringIn, bringWords, openFiles } from "#app/foreign/bringing";
import type { ForeignWords } from "#app/i18n/foreign-en";
import { Button } from "../common/button.tsx";
import { FileButton } from "../common/file-button.tsx";
import { Dialog } from "../common/dialog.tsx";
import { useAnswer } from "../common/use-answer.ts";
import css from "./bring-dialog.module.css";

export interface BringDialogProps {
  /** The address that a link offers, or "". */
  readonly offered: string;
}

export function BringDialog({ offered }: BringDialogProps): ReactNode {
  const words = useAnswer(bringWords);
  if (!words) return null;
  const address = <FromAddress words={words} offered={offered} />;
  return (
    <Dialog title={words.title} width={560} onClose={closeBringing}>
      <div className={css["body"]}>
        {offered === "" ? (
          <>
            <FromFiles words={words} />
            {address}
          </>
        ) : (
          address
        )}
        <p className={css["safe"]}>{words.safe}</p>
      </div>
    </Dialog>
  );
}

const onFiles = (files: readonly File[]): void => {
  closeBringing();
  openFiles(files);
};

function FromFiles({ words }: { readonly words: ForeignWords }): ReactNode {
  return (
    <section>
      <h3>{words.files}</h3>
      <p>{words.filesNote}</p>
      <FileButton label={words.choose} accept=".yaml,.md,.zip" onFiles={onFiles} />
    </section>
  );
}

interface FromAddressProps {
  readonly words: ForeignWords;
  readonly offered: string;
}

function FromAddress({ words, offered }: FromAddressProps): ReactNode {
  const fieldId = useId();
  const [text, setText] = useState(offered);
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<Refused | null>(cannot);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const address = readAddress(text);
  const isWrong = text.trim() !== "" && address === null;
  const fetchIt = async (): Promise<void> => {
    const refusal = cannot();
    setSaid(refusal);
    if (!address || refusal) return;
    setAsking(true);
    const answer = await bringIn(address, () => isHere.current);
    if (!isHere.current) return;
    setAsking(false);
    setSaid(answer?.refused ?? null);
  };
  return (
    <section>
      <h3>{words.address}</h3>
      {offered === "" ? (
        <>
          <label htmlFor={fieldId}>{words.addressNote}</label>
          <input
            id={fieldId}
            type="url"
            value={text}
            spellCheck={false}
            autoComplete="off"
            placeholder="https://"
            onChange={(event) => {
              setText(event.target.value);
              setSaid(cannot());
            }}
          />
        </>
      ) : (
        <p>{words.offered}</p>
      )}
      {address === null ? null : (
        <>
          <p>{words.asks}</p>
          <code className={css["address"]}>{address.url}</code>
          <Button
            look="primary"
            disabled={isAsking || said === "framed" || said === "oneFile"}
            onClick={() => void fetchIt()}
          >
            {isAsking ? words.fetching : words.fetch(address.host)}
          </Button>
        </>
      )}
      <p role="status" className={css["said"]}>
        {isWrong ? words.refused.address : said === null || isAsking ? "" : words.refused[said]}
      </p>
    </section>
  );
}
