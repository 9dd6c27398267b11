// The preview is what the screens will show: the same bytes as `kiosk render` writes. Prints how long staff wait for it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { makeAccount, newPerson, openBrowser } from "./support/person.mjs";
import { run, temporaryFolder } from "./support/program.mjs";

const at = "2026-02-20T09:41:00+01:00";
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

/// What `kiosk render` writes of the slide, as it is on the screens.
async function rendered(slide, size, language) {
  const folder = temporaryFolder();
  const drawn = await run(
    "kiosk", "render", `${desk.url}/content.json`, "--slide", slide, "--at", at, "--size", size, "--lang", language,
    "--out", folder.path,
  );
  assert.equal(drawn.status, 0, drawn.err);
  const [name] = readdirSync(folder.path).filter((each) => each.includes(slide));
  const bytes = readFileSync(folder.file(name));
  folder.remove();
  return bytes;
}

/// Fetched by the page, with its cookie; with `fields`, by its script's way: the form as it stands, and these.
async function fetched(page, address, fields) {
  const text = await page.evaluate(
    async ([from, more]) => {
      const form = more && new FormData(document.querySelector("[data-slide-form]"));
      for (const [name, value] of Object.entries(more ?? {})) form.set(name, value);
      const sent = form && [...form].filter(([, value]) => typeof value === "string");
      const response = await fetch(from, form ? { method: "POST", body: new URLSearchParams(sent) } : {});
      const bytes = new Uint8Array(await response.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    },
    [address, fields],
  );
  return Buffer.from(text, "base64");
}

function assertSameBytes(a, b) {
  assert.ok(a.length > 10_000 && a.equals(b), `${a.length} and ${b.length} bytes, which differ`);
}

for (const [slide, size, language] of [
  ["welcome", "1920x1080", "en"],
  ["jane-kickoff", "1080x1920", "nb"],
  ["research-awards-2026", "1920x1080", "nb"],
]) {
  test(`of what is saved: ${slide}, ${size}, ${language}`, async () => {
    const address = `/slides/${slide}/preview.png?size=${size}&language=${language}&at=${encodeURIComponent(at)}`;
    assertSameBytes(await fetched(person.page, address), await rendered(slide, size, language));
  });
}

test("of what is being written: its last picture is the one that the screens show once it is published", async () => {
  const { page } = person;
  await page.goto("/slides/jane-kickoff");
  await page.locator('[id="/title/en"]').fill("A headline that nobody has seen");
  const wide = await fetched(page, "/preview", { _size: "1920x1080", _language: "en", _at: at });
  const upright = await fetched(page, "/preview", { _size: "1080x1920", _language: "en", _at: at });
  await page.locator(".action-bar").getByRole("button", { name: "Publish" }).click();
  await page.locator(".said").waitFor();
  assertSameBytes(wide, await rendered("jane-kickoff", "1920x1080", "en"));
  assertSameBytes(upright, await rendered("jane-kickoff", "1080x1920", "en"));
});

test("from a key to the new picture", async () => {
  const { page } = person;
  await page.goto("/slides/jane-kickoff");
  await page.waitForSelector(".portrait canvas");
  const waits = await page.evaluate(async () => {
    const box = document.getElementById("/title/en");
    const glass = document.querySelector(".landscape .glass");
    const all = [];
    for (let round = 0; round < 9; round += 1) {
      const drawn = new Promise((resolve) => new MutationObserver(resolve).observe(glass, { childList: true }));
      const begin = performance.now();
      box.value = `A headline, ${round}`;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      await drawn;
      all.push(performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, 800));
    }
    return all.map(Math.round).sort((a, b) => a - b);
  });
  console.log(`from a key to the new picture: median ${waits[4]} ms (${waits[0]} to ${waits[8]})`);
});
