// A slide of each kind, made by its form alone, is on the screens exactly as it was written.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { fill, send } from "./support/form.mjs";
import { makeAccount, newPerson, openBrowser } from "./support/person.mjs";
import { run } from "./support/program.mjs";
import { slides } from "./support/slides.mjs";

let desk, browser, person;
before(async () => {
  desk = await startDesk({ demo: true });
  browser = await openBrowser();
  person = await newPerson(browser, desk);
  await makeAccount(person, desk.welcome);
});
afterEach(() => person.sawNothingWrong());
after(async () => {
  await browser?.close();
  await desk?.stop();
});

/// Checks the file of each picture in what was published, and leaves of it what the form asked for: all but its file.
async function withoutFiles(value) {
  if (Array.isArray(value)) return Promise.all(value.map(withoutFiles));
  if (value === null || typeof value !== "object") return value;
  const { src, sha256, bytes, ...rest } = value;
  if (sha256) {
    assert.equal(src, `media/${sha256}.jpg`);
    const file = Buffer.from(await (await fetch(`${desk.url}/${src}`)).arrayBuffer());
    assert.equal(file.length, bytes);
    assert.equal(createHash("sha256").update(file).digest("hex"), sha256);
  } else if (src) rest.src = src;
  return Object.fromEntries(await Promise.all(Object.entries(rest).map(async ([key, each]) => [key, await withoutFiles(each)])));
}

function withoutUploads(value) {
  if (Array.isArray(value)) return value.map(withoutUploads);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([key, each]) => !(key === "src" && each.startsWith("/")));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutUploads(each)]));
}

for (const [kind, slide] of Object.entries(slides)) {
  test(`${kind}: drafted, published, and in the document as it was written`, async () => {
    const { page } = person;
    const before = await desk.content();
    await page.goto("/new");
    await page.locator(`a[href="/new/${kind}"]`).click();
    await fill(page, slide);

    assert.equal(await send(page, "Save draft"), "Saved.");
    assert.deepEqual(await desk.content(), before, "a draft changes nothing on the screens");
    const id = new URL(page.url()).pathname.split("/").pop();

    assert.match(await send(page, "Publish"), /^Published/);
    const published = (await desk.content()).slides.find((each) => each.id === id);
    assert.deepEqual(await withoutFiles(published), { id, ...withoutUploads(slide) });
  });
}

test("a screen finds nothing wrong with what was published", async () => {
  const checked = await run("kiosk", "check", `${desk.url}/content.json`);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
