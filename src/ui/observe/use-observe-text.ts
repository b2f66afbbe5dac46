import { observe as en, type ObserveWords } from "#app/i18n/observe-en";
import { observe as ko } from "#app/i18n/observe-ko";
import { useText } from "../common/use-text.tsx";

/** The words of the logs and the numbers: both languages come with them, and a first view needs neither. */
export const useObserveText = (): ObserveWords => (useText().code === "ko" ? ko : en);
