// A class without a server: a learner's code, read by the instructor's page, which says which step holds the room.
import { expect, fillIn, test } from "./fixtures.ts";

test("codes of the room show who is where; what is no code is refused and never runs", async ({
  drydock,
  page,
  baseURL,
}) => {
  await drydock.openLesson();
  const { text } = drydock;
  const codes: string[] = [];
  for (let i = 0; i < 2; i++) {
    await drydock.button(text.top.share).click();
    const dialog = page.getByRole("dialog");
    codes.push((await dialog.locator("code").first().textContent()) ?? "");
    await page.keyboard.press("Escape");
    if (i === 0) await page.evaluate(() => localStorage.removeItem("drydock/1/learner"));
    if (i === 0) await page.reload();
  }
  expect(codes[0]).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
  await page.goto(new URL("?class", baseURL).href);
  const hostile = ["<img src=x onerror=document.title=1>", "javascript:alert(1)", "x".repeat(10_000)];
  await fillIn(page.getByRole("textbox"), [`Mina ${codes[0]}`, `${codes[1]} Jun`, ...hostile].join("\n"));
  const first = page.getByRole("table").getByRole("row").nth(1);
  await expect(first).toContainText("2");
  await expect(first).toContainText("Mina, Jun");
  await expect(page.getByRole("region").first().getByRole("listitem")).toHaveCount(3);
  await expect(page).toHaveTitle(/Drydock/);
  await page.reload();
  await expect(first).toContainText("Mina, Jun");
});
