// Every page of the desk, in one language of its own, at a laptop's and a phone's width: looked at by rules, and kept as
// a picture in build/…/browser/shots for eyes.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./desk.mjs";
import { fill } from "./form.mjs";
import { assertAccessible, assertLooksRight } from "./looks.mjs";
import { logIn, makeAccount, newPerson, openBrowser, passphrase } from "./person.mjs";
import { built } from "./program.mjs";
import { slides } from "./slides.mjs";

const shots = join(built, "browser", "shots");
const widths = [1440, 390];

/// Name, how one comes there, and which status it has where that is not 200.
const pages = [
  ["login", ({ stranger }) => stranger.page.goto("/login"), { as: "stranger" }],
  ["login-wrong", ({ stranger }) => logIn(stranger, "kari", "not the right one"), { as: "stranger", status: 403 }],
  ["welcome", ({ stranger, invitation }) => stranger.page.goto(invitation), { as: "stranger" }],
  ["welcome-wrong", acceptBadly, { as: "stranger", status: 422 }],
  ["slides", ({ page }) => page.goto("/slides")],
  ["slides-said", ({ page }) => page.goto("/slides?said=Saved.")],
  ["new", ({ page }) => page.goto("/new")],
  ...Object.keys(slides).map((kind) => [`new-${kind}`, ({ page }) => page.goto(`/new/${kind}`)]),
  ["edit", ({ page }) => page.goto("/slides/jane-kickoff")],
  ["edit-everything-open", openEverything],
  ["edit-incomplete", ({ page, incomplete }) => page.goto(incomplete)],
  ["history", ({ page }) => page.goto("/slides/jane-kickoff/history")],
  ["pictures", ({ page }) => page.goto("/pictures")],
  ["screens", ({ page }) => page.goto("/screens")],
  ["screen-token", addScreen],
  ["publications", ({ page }) => page.goto("/publications")],
  ["people", ({ page }) => page.goto("/people")],
  ["people-invitation", ({ page }) => invite(page)],
  ["events", ({ page }) => page.goto("/events")],
  ["institute", ({ page }) => page.goto("/institute")],
  ["notices", ({ page }) => page.goto("/notices")],
  ["notice-confirmation", writeNotice],
  ["conflict", conflict, { status: 409 }],
  ["not-here", ({ page }) => page.goto("/slides/no-such-slide"), { status: 404 }],
];

async function acceptBadly({ stranger, invitation }) {
  await stranger.page.goto(invitation);
  await stranger.page.locator("[name=full_name]").fill("Ola Nordmann");
  await stranger.page.locator("[name=name]").fill("ola");
  await stranger.page.locator("[name=password]").fill("kari kari kari kari");
  await stranger.page.locator("[name=name]").fill("kari");
  await stranger.page.locator("main button[type=submit]").click();
}

async function openEverything({ page }) {
  await page.goto("/slides/researcher-of-the-year-2025");
  await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
}

async function addScreen({ page }) {
  await page.goto("/screens");
  await page.locator("[name=name]").last().fill("lobby-2");
  await page.locator('form[action="/screens"] button').last().click();
  await page.locator(".secret").waitFor();
}

async function invite(page) {
  await page.goto("/people");
  await page.locator('form[action="/people/invite"] button').click();
  await page.locator(".secret").waitFor();
}

async function writeNotice({ page }) {
  await page.goto("/notices");
  await fill(page, { title: { en: "Leave the building", nb: "Forlat bygningen" } });
  await page.locator(".action-bar button").click();
  await page.waitForURL("**/notices/*");
}

async function conflict({ page }) {
  await page.goto("/slides/pseudovax-tv2");
  const base = page.locator("[name=_base]");
  await base.evaluate((input) => (input.value = "0"));
  await fill(page, { title: { en: "Mine", nb: "Min" } });
  await page.locator('.action-bar button[value="save"]').click();
  await page.locator("table").waitFor();
}

async function reportAs(desk, token) {
  const form = new FormData();
  form.set("status", JSON.stringify({
    version: 1, program: "0.1.0", screen: "lobby-1", revision: 1, slide: { id: "jane-kickoff", language: "en" },
    clock: "untrusted", problems: [], update: { code: "", failures: 0 },
  }));
  const answer = await fetch(`${desk.url}/report`, { method: "POST", body: form, headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 204);
}

export function lookAtEveryPage(locale) {
  const language = locale.slice(0, 2);
  let desk, browser;
  const at = {};
  before(async () => {
    mkdirSync(shots, { recursive: true });
    desk = await startDesk({ demo: true });
    browser = await openBrowser();
    at.kari = await newPerson(browser, desk, { locale });
    at.stranger = await newPerson(browser, desk, { locale });
    at.page = at.kari.page;
    await makeAccount(at.kari, desk.welcome);
    await invite(at.page);
    at.invitation = new URL(await at.page.locator(".secret").innerText()).pathname;

    await at.page.goto("/screens");
    await at.page.locator("[name=name]").last().fill("lobby-1");
    await at.page.locator('form[action="/screens"] button').last().click();
    await reportAs(desk, await at.page.locator(".secret").innerText());

    await at.page.goto("/new/event");
    await fill(at.page, { lead: { en: "No title yet, and no time.", nb: "Ennå uten tittel og tid." }, url: "http://not.safe/" });
    await at.page.locator('.action-bar button[value="save"]').click();
    await at.page.locator(".said").waitFor();
    at.incomplete = at.page.url();
  });
  afterEach(() => [at.kari, at.stranger].forEach((person) => person.sawNothingWrong()));
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  for (const [name, go, { as = "kari", status } = {}] of pages) {
    test(`${name} looks right and is accessible`, async () => {
      const person = at[as];
      for (const width of widths) {
        await person.page.setViewportSize({ width, height: 900 });
        if (status) person.announce(status);
        await go(at);
        await person.page.locator("main h1").first().waitFor();
        assert.equal(await person.page.locator("html").getAttribute("lang"), language);
        await assertLooksRight(person.page);
        if (width === widths[0]) await assertAccessible(person.page);
        await keep(person.page, `${name}-${language}-${width}`);
      }
    });
  }
}

/// With all its pictures, as far as they come soon.
async function keep(page, name) {
  await page.evaluate(() => document.querySelectorAll("img[loading=lazy]").forEach((image) => (image.loading = "eager")));
  await page.waitForFunction(() => [...document.images].every((image) => image.complete), null, { timeout: 5000 }).catch(() => {});
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
