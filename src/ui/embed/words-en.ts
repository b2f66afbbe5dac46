// The words of an embed that plays, in English: a script of its own, for a reader reads one language.
import { embed } from "#app/i18n/embed-en";
import { words } from "#app/i18n/words-en";

window.drydockWords = { words, text: embed };
