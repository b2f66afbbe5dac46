// A QR code that is drawn when it is asked for.
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import css from "./qr-part.module.css";
import type { QrPictureProps } from "./qr-picture.tsx";

const QrPicture = lazy(async () => ({ default: (await import("./qr-picture.tsx")).QrPicture }));

export interface QrPartProps extends QrPictureProps {
  readonly show: string;
  readonly hide: string;
}

export function QrPart({ show, hide, ...picture }: QrPartProps): ReactNode {
  const [isShown, setShown] = useState(false);
  return (
    <div className={css["part"]}>
      <Button isSmall aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? hide : show}
      </Button>
      {isShown ? (
        <Suspense>
          <QrPicture {...picture} />
        </Suspense>
      ) : null}
    </div>
  );
}
