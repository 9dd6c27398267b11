// Fills in a slide's form as the content document has the slide: what is typed where follows from the form itself, so
// that a new field needs nothing here.
const byId = (page, id) => page.locator(`[id="${id}"]`);
const isThere = async (page, id) => (await byId(page, id).count()) > 0;
const isText = (value) => Object.keys(value).every((key) => /^[a-z]{2}$/.test(key));

/// Opens what is folded around it.
async function unfold(page, id) {
  const folded = page.locator("details:not([open])", { has: byId(page, id) });
  while ((await folded.count()) > 0) await folded.first().locator("summary").first().click();
}

async function type(page, id, words) {
  await unfold(page, id);
  await byId(page, id).fill(String(words));
}

async function tick(page, id) {
  await unfold(page, id);
  await byId(page, id).check();
}

async function moment(page, at, value) {
  const [date, time] = value.split("T");
  await type(page, `${at}/date`, date);
  if (time) await type(page, `${at}/time`, time.slice(0, 5));
}

async function entries(page, at, list) {
  for (const [index, entry] of list.entries()) {
    const fieldset = `${at}/${index}`;
    if (!(await isThere(page, fieldset))) {
      await unfold(page, at);
      await page.locator(`button[value="add:${at}"]`).click();
      await byId(page, fieldset).waitFor();
    }
    await fill(page, entry, fieldset);
  }
}

/// A file is uploaded; with "library:NAME" the picture of that name is chosen among those that are there.
async function picture(page, at, { src, ...texts }) {
  await unfold(page, at);
  const choice = byId(page, at);
  if (src.startsWith("library:")) {
    const option = choice.locator("option", { hasText: src.slice("library:".length) }).first();
    await choice.selectOption(await option.getAttribute("value"));
  } else {
    await byId(page, `${at}/upload`).setInputFiles(src);
    const withScript = await page.locator(".preview-controls:not([hidden])").count();
    if (withScript) await byId(page, at.replace(/\/src$/, "")).locator("[data-present] img").waitFor();
  }
  return texts;
}

async function one(page, at, value) {
  if (value && typeof value === "object" && !Array.isArray(value)) {
    if (isText(value)) for (const [language, words] of Object.entries(value)) await type(page, `${at}/${language}`, words);
    else if (await isThere(page, `${at}/src`)) await fill(page, await picture(page, `${at}/src`, value), at);
    else if (await isThere(page, `${at}/currency`)) {
      await type(page, `${at}/value`, value.value);
      await byId(page, `${at}/currency`).selectOption(value.currency);
    } else await fill(page, value, at);
  } else if (Array.isArray(value)) {
    if (value.every((each) => typeof each === "object")) await entries(page, at, value);
    else if (await isThere(page, `${at}/x`)) {
      for (const [axis, share] of [["x", value[0]], ["y", value[1]]]) await type(page, `${at}/${axis}`, share * 100);
    } else if (await isThere(page, `${at}/${value[0]}`)) for (const each of value) await tick(page, `${at}/${each}`);
    else await type(page, `${at}/lines`, value.join("\n"));
  } else if (value === true || (await isThere(page, `${at}/${value}`))) {
    await tick(page, value === true ? at : `${at}/${value}`);
  } else if (await isThere(page, `${at}/date`)) await moment(page, at, value);
  else if (await isThere(page, `${at}/from`)) {
    const [from, to] = value.split("-");
    await type(page, `${at}/from`, from);
    await type(page, `${at}/to`, to);
  } else await type(page, at, value);
}

/// `slide` has the members of the content document; a picture's src is a file on this machine, or "library:NAME".
export async function fill(page, slide, at = "") {
  for (const [name, value] of Object.entries(slide)) if (name !== "kind") await one(page, `${at}/${name}`, value);
}

/// "Save draft" or "Publish", and what the desk then says.
export async function send(page, button) {
  await page.locator(".action-bar").getByRole("button", { name: button }).click();
  return page.locator(".said, [role=alert], .remarks").first().innerText();
}
