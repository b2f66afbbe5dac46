// A class without a server: a learner's code, read by the instructor's page, which says in which step most are.
import { classroom } from "#app/i18n/class-en";
import { classroom as classroomKo } from "#app/i18n/class-ko";
import { snippet as snippetKo } from "#app/i18n/snippet-ko";
import { share } from "#app/i18n/share-en";
import { talkEn } from "#app/i18n/talk-en";
import { expect, fillIn, LESSON, test } from "./fixtures.ts";

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
  expect(codes[0]).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
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

test("a code that a camera read comes to the others; what is none stays out", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.top.share).click();
  const dialog = page.getByRole("dialog");
  const code = (await dialog.locator("code").first().textContent()) ?? "";
  await dialog.getByRole("button", { name: share.qrShow }).last().click();
  await expect(dialog.getByRole("img", { name: share.qrOfCode })).toBeVisible();
  await dialog.getByRole("button", { name: share.qrShow }).first().click();
  await expect(dialog.getByRole("img", { name: share.qrOfLink })).toBeVisible();
  await page.goto(`./?class#${code}`);
  const field = page.getByRole("textbox");
  await expect(field).toHaveValue(code);
  await expect(page.getByRole("table").getByRole("row").nth(1)).toContainText("1");
  for (const hash of [code, "<img src=x onerror=document.title=1>", "0000-0000-0000"]) {
    // oxlint-disable-next-line no-await-in-loop
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
  }
  await expect(field).toHaveValue(code);
  // Said once, when it has stood for a while.
  await expect(page.getByRole("status").first()).toHaveText(classroom.counted(1, 0));
});

test("the room scans this very moment from the stage", async ({ page }) => {
  await page.goto(`./?present#/lesson/${LESSON.id}`);
  await expect(page.getByRole("region", { name: talkEn.caption }).getByRole("heading")).toBeVisible();
  await page.keyboard.press("KeyS");
  await expect(page.getByRole("img", { name: talkEn.qr })).toBeVisible();
  await page.keyboard.press("KeyS");
  await expect(page.getByRole("img", { name: talkEn.qr })).toHaveCount(0);
});

test("a code that stands there twice is one learner, under the name that came last", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.top.share).click();
  const code = (await page.getByRole("dialog").locator("code").first().textContent()) ?? "";
  await page.goto("./?class");
  await fillIn(
    page.getByRole("textbox"),
    [`Mina ${code}`, `Jun ${code}`, code.toLowerCase(), `Yuna ${code}`].join("\n"),
  );
  const first = page.getByRole("table").getByRole("row").nth(1);
  await expect(first).toContainText("Yuna");
  await expect(first).not.toContainText("Mina");
  await expect(page.getByRole("status").first()).toHaveText(classroom.counted(1, 0));
});

for (const { page: which, title } of [
  { page: "class", title: classroomKo.title },
  { page: "snippet", title: snippetKo.title },
])
  test(`the ${which} page has language and colours as all pages have, and keeps them`, async ({
    drydock,
    page,
    baseURL,
  }) => {
    await page.goto(new URL(`?${which}`, baseURL).href);
    await drydock.button("한국어").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await page.getByRole("button", { name: /^색/ }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  });

test("a code's picture says when its address is this machine's own", async ({ drydock, page }) => {
  await drydock.openLesson();
  await drydock.button(drydock.text.top.share).click();
  // Once for the link, once for the code.
  await expect(page.getByRole("dialog").getByText(share.onlyHere)).toHaveCount(2);
});
