import { home as en, type HomeWords } from "#app/i18n/home-en";
import { home as ko } from "#app/i18n/home-ko";
import { useText } from "../common/use-text.tsx";

/** The words of the course map: both languages come with it, and a lesson needs neither. */
export const useHomeText = (): HomeWords => (useText().code === "ko" ? ko : en);
