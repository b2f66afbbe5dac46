// The second script of an embed's simulation: what somebody needs who types or writes, opens a moment or compares two futures. It comes while the
// picture moves already.
import { openMoment } from "#app/embed/embed-moment";
import { useWholeTerminal } from "#app/embed/whole-terminal";
import { notices as noticesEn } from "#app/i18n/notices-en";
import { notices as noticesKo } from "#app/i18n/notices-ko";
import { compare } from "./beside.ts";
import { leaveParts } from "./hands-parts.ts";

const NOTICES = { en: noticesEn.notice, ko: noticesKo.notice };

useWholeTerminal();
leaveParts({
  compare,
  openMoment: async (letters, scene, language) => {
    const moment = await openMoment(letters, scene);
    return typeof moment === "string" ? { why: NOTICES[language][moment] } : moment;
  },
  differs: (language) => NOTICES[language].differs,
});
