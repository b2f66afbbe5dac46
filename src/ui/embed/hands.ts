// The second script of an embed's simulation: what somebody needs who types or writes, opens a moment or compares two futures. It comes while the
// picture moves already.
import { openMoment } from "#app/embed/embed-moment";
import { embedReport } from "#app/embed/embed-report";
import { goesOn, useWholeTerminal } from "#app/embed/whole-terminal";
import { notices as noticesEn } from "#app/i18n/notices-en";
import { notices as noticesKo } from "#app/i18n/notices-ko";
import { download } from "#app/share/download";
import { compare } from "./beside.ts";
import { make } from "./dom.ts";
import { leaveParts } from "./hands-parts.ts";

const NOTICES = { en: noticesEn.notice, ko: noticesKo.notice };

useWholeTerminal();
leaveParts({
  compare,
  openMoment: async (letters, scene, language) => {
    const moment = await openMoment(letters, scene);
    return typeof moment === "string" ? { why: NOTICES[language][moment] } : moment;
  },
  report: (broken, fault, place) => {
    const text = embedReport(broken, fault, navigator.userAgent);
    const field = make("textarea", { readOnly: true, rows: 6, value: text, ariaLabel: "drydock-report.json" });
    place.parentElement!.querySelector(":scope > textarea")?.remove();
    place.after(field);
    field.select();
    download("drydock-report.json", text, "application/json");
  },
  goesOn,
  differs: (language) => NOTICES[language].differs,
});
