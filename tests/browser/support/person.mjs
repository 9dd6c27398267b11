// Somebody at a browser: Debian's Chromium, driven by playwright-core. It watches all that goes wrong there unseen –
// errors in the console (a breach of the content security policy is one), requests that fail – and a test that did not
// announce them fails.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

import { built } from "./program.mjs";

const require = createRequire(join(built, "browser", "node_modules"));
const { chromium } = require("playwright-core");

export const passphrase = "green lobby, seven lamps";

/// Chromium's own cage needs a user who is not root.
const cage = process.getuid() === 0 ? ["--no-sandbox"] : [];

export const openBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: cage });

/// In a browser profile of their own. `options` are playwright's.
export async function newPerson(browser, desk, options = {}) {
  const context = await browser.newContext({
    baseURL: desk.url,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Oslo",
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const wrong = [];
  const announced = [];
  const tolerated = new Set();
  /// Chromium says in the console, too, that an answer was 404.
  const statusOf = (text) => Number(text.match(/responded with a status of (\d+)/)?.[1] ?? 0);
  context.on("console", (message) => {
    if (message.type() === "error" && !statusOf(message.text())) wrong.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => wrong.push(`script: ${error.error()}`));
  context.on("requestfailed", (request) => {
    // A page that is left, or a preview that is asked for anew, gives up what it had asked for.
    if (request.failure().errorText !== "net::ERR_ABORTED") wrong.push(`${request.url()}: ${request.failure().errorText}`);
  });
  context.on("response", (response) => {
    const expected = announced.indexOf(response.status());
    if (expected >= 0) announced.splice(expected, 1);
    else if (response.status() >= 400 && !tolerated.has(response.status())) wrong.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
  });

  const page = await context.newPage();
  return {
    page,
    context,
    /// The next answer with one of these statuses is meant to be.
    announce: (...statuses) => announced.push(...statuses),
    /// From now on, until the next sawNothingWrong(), such answers may come or not.
    tolerate: (status) => tolerated.add(status),
    sawNothingWrong() {
      tolerated.clear();
      const seen = [...wrong.splice(0), ...announced.splice(0).map((status) => `${status} did not come`)];
      assert.deepEqual(seen, []);
    },
    close: () => context.close(),
  };
}

/// By the address that the desk printed when it was started for the first time.
export async function makeAccount(person, address, { name = "kari", fullName = "Kari Nordmann" } = {}) {
  const { page } = person;
  await page.goto(address);
  await page.locator("[name=full_name]").fill(fullName);
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=password]").fill(passphrase);
  await page.locator("main button[type=submit]").click();
  await page.waitForURL("**/slides**");
}

export async function logIn({ page }, name = "kari", password = passphrase) {
  await page.goto("/login");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=password]").fill(password);
  await page.locator("main button[type=submit]").click();
}

export async function logOut(person) {
  await person.page.locator("details.account summary").click();
  await person.page.getByRole("button", { name: "Log out" }).click();
  await person.page.waitForURL("**/login**");
}
