// The desk without a mouse, and without scripts.
import assert from "node:assert/strict";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { fill, send } from "./support/form.mjs";
import { logIn, makeAccount, newPerson, openBrowser } from "./support/person.mjs";
import { slides } from "./support/slides.mjs";

let desk, browser, person;
before(async () => {
  desk = await startDesk({ demo: true });
  browser = await openBrowser();
});
afterEach(async () => {
  person.sawNothingWrong();
  await person.close();
});
after(async () => {
  await browser?.close();
  await desk?.stop();
});

const ids = async () => (await desk.content()).slides.map((slide) => slide.id);

/// Presses Tab until the focus is on what has this name, and looks on the way that each stop has a name and can be seen.
async function tabTo(page, name, most = 60) {
  const stops = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      const label = one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.innerText;
      const style = getComputedStyle(one);
      const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
      return { label: label.trim().replace(/\s+/g, " "), id: one.id, body: one === document.body, marked, width: box.width };
    });
    stops.push(stop.label || stop.id);
    if (!stop.body) {
      assert.ok(stop.label, `what is focused has no name: ${JSON.stringify(stop)}`);
      assert.ok(stop.marked && stop.width > 1, `the focus cannot be seen: ${JSON.stringify(stop)}`);
    }
    if (stop.id === name || stop.label.startsWith(name)) return;
  }
  assert.fail(`Tab does not come to "${name}": ${stops.join(", ")}`);
}

test("with Tab, Enter and Space alone a slide is made and published", async () => {
  person = await newPerson(browser, desk);
  const { page } = person;
  await makeAccount(person, desk.welcome);
  const { keyboard } = page;

  await tabTo(page, "New slide");
  await keyboard.press("Enter");
  await page.waitForURL("**/new");
  await tabTo(page, "Event");
  await keyboard.press("Enter");
  await page.waitForURL("**/new/event");

  await tabTo(page, "/title/en");
  await keyboard.type("A talk for all");
  await tabTo(page, "/title/nb");
  await keyboard.type("Et foredrag for alle");
  await tabTo(page, "/start/date");
  await keyboard.type("04042026");
  await tabTo(page, "/start/time");
  await keyboard.type("1400");
  await tabTo(page, "/all_day");
  await keyboard.press("Space");
  await tabTo(page, "Publish");
  await keyboard.press("Enter");
  await page.locator(".said").getByText("Published").waitFor();

  const slide = (await desk.content()).slides.at(-1);
  assert.deepEqual(slide, {
    id: "a-talk-for-all",
    kind: "event",
    title: { en: "A talk for all", nb: "Et foredrag for alle" },
    start: "2026-04-04T14:00",
    all_day: true,
  });
});

test("Enter in a field saves, and publishes nothing", async () => {
  person = await newPerson(browser, desk);
  const { page } = person;
  await logIn(person);
  await page.goto("/slides/a-talk-for-all");
  const before = await desk.content();
  await page.locator('[id="/title/en"]').fill("A talk for some");
  await page.locator('[id="/url"]').focus();
  await page.keyboard.press("Enter");
  await page.locator(".said").getByText("Saved.").waitFor();
  assert.deepEqual(await desk.content(), before);
});

test("the menu is skipped by the first Tab", async () => {
  person = await newPerson(browser, desk);
  const { page } = person;
  await logIn(person);
  await page.goto("/slides");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, "New slide", 1);
});

test("without scripts a slide is made, with a picture and two entries of a list, ordered and published", async () => {
  person = await newPerson(browser, desk, { javaScriptEnabled: false });
  const { page } = person;
  await logIn(person);
  await page.goto("/new/award_winner");
  await fill(page, slides.award_winner);
  assert.equal(await send(page, "Save draft"), "Saved.");
  const id = new URL(page.url()).pathname.split("/").pop();
  assert.match(await send(page, "Publish"), /^Published/);
  const published = (await desk.content()).slides.at(-1);
  assert.equal(published.id, id);
  assert.deepEqual(published.people.map((each) => each.name), slides.award_winner.people.map((each) => each.name));
  assert.match(published.people[0].portrait.src, /^media\/[0-9a-f]{64}\.jpg$/);

  const before = await ids();
  await page.goto("/slides");
  await page.locator(`button[value="up:${id}"]`).click();
  await page.locator(".said").waitFor();
  const [last, oneBefore] = [before.at(-1), before.at(-2)];
  assert.deepEqual(await ids(), [...before.slice(0, -2), last, oneBefore]);
});

test("a slide is dragged to another place", async () => {
  person = await newPerson(browser, desk);
  const { page } = person;
  await logIn(person);
  await page.goto("/slides");
  const before = await ids();
  const row = (id) => page.locator(`[data-id="${id}"]`);
  await row(before[2]).dragTo(row(before[0]));
  await page.locator(".said").getByText("The order was changed").waitFor();
  assert.deepEqual(await ids(), [before[2], before[0], before[1], ...before.slice(3)]);
});
