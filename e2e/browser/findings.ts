// What assistive technology would stumble over.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * Axe on the page as it stands. Only a page with frames needs its usual way of joining what it found in each: that opens a blank page every
 * time, which costs more than the whole examination.
 */
export const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);

/** Its serious and critical findings, each with its element and what is wrong there. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await axeOn(page).analyze();
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} ${n.failureSummary ?? ""}`));
};
