// How the desk is entered: the first start, logging in and out, and who is not let in.
import assert from "node:assert/strict";
import test, { after, afterEach, before } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { logIn, logOut, makeAccount, newPerson, openBrowser } from "./support/person.mjs";

let desk, browser, person;
before(async () => {
  desk = await startDesk();
  browser = await openBrowser();
  person = await newPerson(browser, desk);
});
afterEach(() => person.sawNothingWrong());
after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("before there is an account, the way to the pages leads to the printed address", async () => {
  await person.page.goto("/slides");
  await person.page.getByText("it printed an address to begin with").waitFor();
});

test("the printed address makes the first account, an administrator's", async () => {
  await makeAccount(person, desk.welcome);
  await person.page.getByText("This is where the slides of the screens are made").waitFor();
  await person.page.getByRole("link", { name: "People" }).waitFor();
});

test("the printed address is good once", async () => {
  const other = await newPerson(browser, desk);
  other.announce(422);
  await other.page.goto(desk.welcome);
  assert.equal(await other.page.locator("[name=password]").count(), 0);
  other.sawNothingWrong();
  await other.close();
});

test("whoever logs out has to log in, and comes to where they were going", async () => {
  await logOut(person);
  await person.page.goto("/new");
  assert.match(person.page.url(), /\/login\?/);
  await person.page.getByLabel("User name").fill("Kari");
  await person.page.getByLabel("Password").fill("green lobby, seven lamps");
  await person.page.keyboard.press("Enter");
  await person.page.getByRole("heading", { name: "New slide" }).waitFor();
});

test("a wrong password is refused with a word, and the name stays", async () => {
  await logOut(person);
  person.announce(403);
  await logIn(person, "kari", "green lobby, six lamps");
  await person.page.getByRole("alert").waitFor();
  assert.equal(await person.page.getByLabel("User name").inputValue(), "kari");
  assert.equal(await person.page.getByLabel("Password").inputValue(), "");
  await logIn(person);
  await person.page.getByRole("heading", { name: "Slides" }).waitFor();
});

test("what was written while the session ended is kept over the new login", async () => {
  const { page, context } = person;
  await page.goto("/new/news");
  await page.locator('[id="/title"]').fill("Written before the session ended");
  person.tolerate(403);  // a preview of what was just typed
  await context.clearCookies();
  await page.getByRole("button", { name: "Save draft" }).last().click();
  await page.getByText("What you wrote is kept").waitFor();
  await page.getByLabel("User name").fill("kari");
  await page.getByLabel("Password").fill("green lobby, seven lamps");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: "Go on with it" }).click();
  await page.getByRole("heading", { name: "Written before the session ended" }).waitFor();
});

test("the desk speaks the language that one chooses", async () => {
  const { page } = person;
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Norsk" }).click();
  await page.waitForSelector('html[lang="nb"]');
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "English" }).click();
  await page.waitForSelector('html[lang="en"]');
});
