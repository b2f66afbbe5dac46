// The words around a page that is no part of the app: few enough to be there in both languages, and to be switched at once.
import type { Language } from "../view-models/chrome.ts";

export const readerWords = {
  en: {
    home: "Drydock, to the course map",
    scheme: "Colour scheme",
    auto: "as the system",
    light: "light",
    dark: "dark",
  },
  ko: { home: "Drydock, 코스 지도로 가기", scheme: "색 구성", auto: "시스템과 같게", light: "밝게", dark: "어둡게" },
} as const satisfies { readonly [L in Language]: { readonly [key: string]: string } };
