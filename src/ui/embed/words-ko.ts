// The words of an embed that plays, in Korean: a script of its own, for a reader reads one language.
import { embed } from "#app/i18n/embed-ko";
import { words } from "#app/i18n/words-ko";

window.drydockWords = { words, text: embed };
