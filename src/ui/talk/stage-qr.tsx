// The way into this very second for everybody in the room, who have machines of their own: a QR code over the stage.
import { useCallback, type ReactNode } from "react";
import { linkToNow } from "#app/share/link";
import { isLocalAddress } from "#app/share/local-address";
import { app } from "#app/store";
import { useAnswer } from "../common/use-answer.ts";
import { QrPicture } from "../share/qr-picture.tsx";
import { useTalkText } from "./use-talk.ts";
import css from "./stage-qr.module.css";

/** The page as learners use it: alone, not in step with the talk. */
const learnersLink = async (): Promise<string> => {
  const link = new URL(await linkToNow(app, "present"));
  link.search = "";
  return link.href;
};

export function StageQr(): ReactNode {
  const text = useTalkText();
  const ask = useCallback(() => learnersLink().catch(() => null), []);
  const link = useAnswer(ask);
  return (
    <section className={css["qr"]} aria-label={text.qr}>
      {link === null ? null : <QrPicture text={link} label={text.qr} tooLong={text.qrTooLong} />}
      <p>{text.qr}</p>
      {link !== null && isLocalAddress(link) ? <p className={css["only"]}>{text.onlyHere}</p> : null}
    </section>
  );
}
