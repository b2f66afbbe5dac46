// Opens the share dialog, which comes when it is asked for.
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";

const ShareDialog = lazy(() => import("./share-dialog.tsx").then((m) => ({ default: m.ShareDialog })));

export function ShareButton(): ReactNode {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" aria-label={text.top.share} title={text.top.share} onClick={() => setOpen(true)}>
        <Icon name="share" />
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ShareDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
