// Around a page that is no part of the app: the way home, and language and colours as on every page. It shares no script with the app's own bar:
// that would be loaded in more pieces by everybody who comes for a lesson.
import { useEffect, useState, type ReactNode } from "react";
import { readerWords } from "#app/i18n/reader-words";
import { keepWish, readersWish, type ReadersWish } from "#app/share/reader";
import { dressDocument } from "./dress-document.ts";
import css from "./text-page.module.css";

export interface Reader extends ReadersWish {
  readonly wish: (part: Partial<ReadersWish>) => void;
}

export function useReader(): Reader {
  const [wished, setWished] = useState(readersWish);
  const { language, scheme } = wished;
  useEffect(() => dressDocument(language, scheme), [language, scheme]);
  return {
    ...wished,
    wish: (part) => {
      const next = { ...wished, ...part };
      keepWish(next);
      setWished(next);
    },
  };
}

const LANGUAGES = [
  { id: "en", name: "English" },
  { id: "ko", name: "한국어" },
] as const;
const NEXT_SCHEME = { auto: "light", light: "dark", dark: "auto" } as const;

export interface TextPageFrameProps {
  readonly reader: Reader;
  readonly children: ReactNode;
}

export function TextPageFrame({ reader: { language, scheme, wish }, children }: TextPageFrameProps): ReactNode {
  const words = readerWords[language];
  return (
    <>
      <header className={css["bar"]}>
        <a href="./" aria-label={words.home}>
          Drydock
        </a>
        <button type="button" onClick={() => wish({ scheme: NEXT_SCHEME[scheme] })}>
          {words.scheme}: {words[scheme]}
        </button>
        {LANGUAGES.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            lang={id}
            aria-pressed={id === language}
            onClick={() => wish({ language: id })}
          >
            {name}
          </button>
        ))}
      </header>
      {children}
    </>
  );
}
