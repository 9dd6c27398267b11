// From the click of somebody at the desk to the picture on a screen, and back. Prints how long that takes.
import assert from "node:assert/strict";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { fill, send } from "./support/form.mjs";
import { makeAccount, newPerson, openBrowser } from "./support/person.mjs";
import { eventually } from "./support/program.mjs";
import { startScreen } from "./support/screen.mjs";

let desk, browser, person, page, screen;
before(async () => {
  desk = await startDesk();
  browser = await openBrowser();
  person = await newPerson(browser, desk);
  page = person.page;
  await makeAccount(person, desk.welcome);
});
afterEach(() => person.sawNothingWrong());
after(async () => {
  await browser?.close();
  await screen?.stop();
  await desk?.stop();
});

/// How far two PNG files are from each other, as a mean over all pixels and channels of 0 to 255.
function distance(a, b) {
  return page.evaluate(
    async (files) => {
      const [one, other] = await Promise.all(
        files.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
          const context = new OffscreenCanvas(240, 135).getContext("2d");
          context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0, 240, 135);
          return context.getImageData(0, 0, 240, 135).data;
        }),
      );
      return one.reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0) / one.length;
    },
    [a, b].map((file) => file.toString("base64")),
  );
}

async function preview(id, version) {
  const address = `/slides/${id}/preview.png?size=960x540&language=en&version=${version}`;
  const bytes = await page.evaluate(async (from) => [...new Uint8Array(await (await fetch(from)).arrayBuffer())], address);
  return Buffer.from(bytes);
}

/// Waits until the screen's own picture is that of the slide, and of the other one no more.
async function seen(id, version, { not } = {}) {
  const drawn = await preview(id, version);
  await eventually(async () => (await distance(screen.picture(), drawn)) < 2, `${id} ${version} on the screen`);
  if (not) assert.ok((await distance(screen.picture(), await preview(id, not))) > 2);
}

/// Prints how soon after a click the screen has the new content, and shows what is clicked for: a slide that is on stays
/// until its time is over, unless it is changed itself.
async function shown(what, click, isTrue) {
  const revision = screen.status()?.revision ?? 0;
  const begin = Date.now();
  const past = () => ((Date.now() - begin) / 1000).toFixed(2);
  const clicked = click();
  await screen.shows((now) => now.revision > revision, what);
  const had = past();
  await screen.shows(isTrue, what);
  console.log(`${what}: the screen has it ${had} s after the click, and shows it after ${past()} s`);
  await clicked;
}

const slide = { kind: "news", title: "The first headline", lead: "Which the lobby sees." };
let id;

test("a screen that was added at the desk reports with its token", async () => {
  await page.goto("/screens");
  await page.getByLabel("Name").fill("lobby-1");
  await page.getByRole("button", { name: "Add" }).click();
  const token = await page.locator(".secret").innerText();
  screen = startScreen(desk, { token });
  await screen.shows((now) => now.slide, "the program's own welcome");
  await eventually(async () => {
    await page.goto("/screens");
    return page.getByText("Not heard of yet").isHidden();
  }, "a report of the screen");
});

test("what is published is on the screen", async () => {
  await page.goto("/new/news");
  await fill(page, slide);
  assert.equal(await send(page, "Save draft"), "Saved.");
  id = new URL(page.url()).pathname.split("/").pop();
  await shown("published", () => send(page, "Publish"), (now) => now.slide.id === id);
  await seen(id, 1);
});

test("what is changed is on the screen", async () => {
  await page.locator('[id="/title"]').fill("The second headline is another one");
  await shown("changed", () => send(page, "Publish"), (now) => now.slide.id === id);
  await seen(id, 2, { not: 1 });
});

test("the page of the screens tells that it has the newest, with a picture", async () => {
  await eventually(async () => {
    await page.goto("/screens");
    return page.getByText("The newest, number 2").isVisible();
  }, "the newest content at the page of the screens");
  await eventually(async () => {
    await page.goto("/screens");
    return page.getByRole("img", { name: "What lobby-1 showed last" }).isVisible();
  }, "a picture at the page of the screens");
});

test("what is taken down is gone from the screen", async () => {
  await page.goto(`/slides/${id}`);
  const takeDown = () => page.getByRole("button", { name: "Take down" }).click();
  await shown("taken down", takeDown, (now) => now.slide.id !== id);
});

test("going back to what was on the screens brings it back", async () => {
  await page.goto("/publications");
  const goBack = () => page.getByRole("button", { name: "Go back to this" }).first().click();
  await shown("gone back", goBack, (now) => now.slide.id === id);
  await seen(id, 2, { not: 1 });
});

test("an older version is brought back from the history, and published", async () => {
  await page.goto(`/slides/${id}/history`);
  await page.getByRole("button", { name: "Bring back" }).last().click();
  await page.locator(".said").waitFor();
  await shown("restored", () => send(page, "Publish"), (now) => now.slide.id === id);
  await seen(id, 1, { not: 2 });
});

test("an urgent notice takes two clicks and a confirmation, and is over at once when it is ended", async () => {
  await page.goto("/slides");
  await page.getByRole("link", { name: "Urgent notice" }).click();
  await page.locator('[id="/level/takeover"]').check();
  await page.locator('[id="/title"]').fill("Leave the building");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("heading", { name: "Show this notice?" }).waitFor();
  assert.equal(screen.status().slide.id, id);
  const show = () => page.getByRole("button", { name: "Show it now" }).click();
  await shown("urgent notice", show, (now) => now.slide.id === "leave-the-building");
  const end = () => page.getByRole("button", { name: "End it now" }).click();
  await shown("its end", end, (now) => now.slide.id === id);
});
