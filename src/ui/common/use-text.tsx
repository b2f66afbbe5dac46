import { createContext, use, type ReactNode } from "react";
import type { Dictionary } from "#app/i18n/dictionary";
import type { Language } from "#app/view-models/chrome";

/** One chunk a language; only the one in use is loaded. */
const LOADERS: Readonly<Record<Language, () => Promise<Dictionary>>> = {
  en: async () => (await import("#app/i18n/en")).en,
  ko: async () => (await import("#app/i18n/ko")).ko,
};

export function loadText(language: Language): Promise<Dictionary> {
  return LOADERS[language]();
}

const TextContext = createContext<Dictionary | null>(null);

export interface TextProviderProps {
  readonly text: Dictionary;
  readonly children: ReactNode;
}

export function TextProvider({ text, children }: TextProviderProps): ReactNode {
  return <TextContext value={text}>{children}</TextContext>;
}

/** The words of the UI in the reader's language. */
export function useText(): Dictionary {
  const text = use(TextContext);
  if (text === null) throw new Error("useText needs a TextProvider above it.");
  return text;
}
