// What the forms gain where scripts may run: a live preview, counters, pictures by drop and paste, order by dragging.
// Without it every form works all the same, so nothing here is needed to get anything done.
"use strict";

const slideForm = () => document.querySelector("[data-slide-form]");
const say = (key) => slideForm()?.getAttribute(`data-say-${key}`) ?? "";
const later = (wait, action) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
};

// ------------------------------------------------------------------------------------------------ counters

function countWords(box) {
  const most = Number(box.dataset.words);
  const count = box.value.trim().split(/\s+/).filter(Boolean).length;
  let counter = box.nextElementSibling;
  if (!counter?.classList.contains("counter")) {
    counter = document.createElement("span");
    counter.className = "counter";
    box.after(counter);
  }
  counter.textContent = count === 0 ? "" : say("counter").replace("{0}", count).replace("{1}", most);
  counter.classList.toggle("over", count > most);
}

// ------------------------------------------------------------------------------------------------ live preview

async function post(address, fields) {
  const form = new FormData(slideForm());
  for (const [name, value] of [...form]) {
    if (value instanceof File || name === "_token") form.delete(name);
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const response = await fetch(address, { method: "POST", body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(response.statusText);
  return response;
}

async function drawFigure(figure, fields) {
  const glass = figure.querySelector(".glass");
  glass.classList.add("drawing");
  try {
    const response = await post("/preview", { ...fields, _size: figure.dataset.size });
    if (response.status === 204) return; // too little is filled in to be shown
    const bitmap = await createImageBitmap(await response.blob());
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", figure.dataset.screen);
    figure.querySelector("figcaption").textContent = figure.dataset.screen;
    glass.replaceChildren(canvas);
  } finally {
    glass.classList.remove("drawing");
  }
}

function showRemarks(remarks) {
  const box = document.querySelector("[data-live-remarks]");
  const heading = document.createElement("h2");
  heading.textContent = box.dataset.heading;
  const list = document.createElement("ul");
  for (const remark of remarks.length > 0 ? remarks : [{ severity: "good", message: box.dataset.good }]) {
    const item = document.createElement("li");
    item.className = remark.severity;
    item.textContent = remark.message;
    list.append(item);
  }
  box.replaceChildren(heading, list);
}

let previewing = false;
let outdated = false;

async function drawAll() {
  const language = document.querySelector("[name=preview-language]:checked")?.value ?? "";
  const fields = { _language: language, _at: document.querySelector("#preview-at")?.value ?? "" };
  const [first, ...others] = [...document.querySelectorAll("[data-preview] .screen:not(.further)")].filter((f) => f.offsetParent);
  const remark = async () => showRemarks(await (await post("/preview/remarks", fields)).json());
  const draw = (figure) => drawFigure(figure, fields);
  for (const step of [() => draw(first), remark, ...others.map((figure) => () => draw(figure))]) {
    await step();
    if (outdated) return;
  }
}

// One picture is asked for at a time: who types faster than the server draws sees the newest of what they wrote.
async function preview() {
  outdated = true;
  if (previewing || !document.querySelector("[data-preview]")) return;
  previewing = true;
  try {
    while (outdated) {
      outdated = false;
      await drawAll();
    }
  } catch {
    // The server is away, or the session ended: saving says so, and keeps what was written.
  } finally {
    previewing = false;
  }
}
const previewSoon = later(50, preview);

// ------------------------------------------------------------------------------------------------ unsaved work

let unsaved = false;

function changed() {
  unsaved = true;
  const state = document.querySelector("[data-state]");
  if (state) state.textContent = state.dataset.unsavedWords;
  previewSoon();
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// ------------------------------------------------------------------------------------------------ entries of lists

// The server makes the new form; here it only takes the place of the old one, so that the page does not jump.
async function changeEntries(button) {
  const form = slideForm();
  const data = new FormData(form);
  data.set("_do", button.value);
  const response = await fetch(form.action, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-slide-form]");
  if (!fresh) {
    unsaved = false;
    form.requestSubmit(button);
    return;
  }
  const open = new Set([...form.querySelectorAll("details[open]")].map((one) => one.dataset.id));
  form.replaceChildren(...fresh.childNodes);
  for (const one of form.querySelectorAll("details")) if (open.has(one.dataset.id)) one.open = true;
  form.dataset.uploadToken = fresh.dataset.uploadToken;
  prepareForm();
  changed();
  const [verb, pointer] = button.value.split(":");
  const entries = document.getElementById(pointer)?.querySelectorAll("fieldset.entry");
  const entry = verb === "add" ? entries?.[entries.length - 1] : document.getElementById(pointer);
  (entry ?? form).querySelector("input:not([type=hidden]), textarea, button")?.focus();
}

// ------------------------------------------------------------------------------------------------ pictures

const parts = (drop) => ({
  present: drop.querySelector("[data-present]"),
  choice: drop.querySelector("[data-library]"),
  file: drop.querySelector("[data-upload]"),
  focus: [...drop.parentElement.querySelectorAll("[data-focus]")],
});

function showDot(drop) {
  const { present, focus } = parts(drop);
  present.querySelector(".dot")?.remove();
  const image = present.querySelector("img");
  present.classList.toggle("choosing", Boolean(image));
  if (!image || focus.length < 2) return;
  present.title = say("focus");
  const dot = document.createElement("span");
  dot.className = "dot";
  const [x, y] = focus.map((input) => Number(input.value) / 100);
  dot.style.left = `${image.offsetLeft + x * image.offsetWidth}px`;
  dot.style.top = `${image.offsetTop + y * image.offsetHeight}px`;
  present.append(dot);
}

function showPresent(drop) {
  const { present, choice } = parts(drop);
  const address = choice.selectedOptions[0]?.dataset.picture;
  if (!address) {
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = say("drop");
    present.replaceChildren(hint);
  } else if (!present.querySelector(`img[src^="${address}"]`)) {
    const image = new Image();
    image.alt = say("chosen");
    image.onload = () => showDot(drop);
    image.src = `${address}?small`;
    present.replaceChildren(image);
  }
  showDot(drop);
}

async function upload(drop, file) {
  const { present, choice } = parts(drop);
  const hint = document.createElement("span");
  hint.className = "hint";
  hint.textContent = say("uploading");
  present.replaceChildren(hint);
  const form = slideForm();
  const data = new FormData();
  data.set("_token", form.dataset.uploadToken);
  data.set("picture", file);
  try {
    const response = await fetch("/pictures", { method: "POST", body: data, headers: { Accept: "application/json" } });
    const answer = await response.json();
    if (answer.token) form.dataset.uploadToken = answer.token;
    if (!answer.src) throw new Error(answer.message);
    for (const each of document.querySelectorAll("select[data-library]")) {
      if ([...each.options].some((option) => option.value === answer.src)) continue;
      const option = new Option(answer.name, answer.src);
      option.dataset.picture = answer.address;
      each.add(option, 1);
    }
    choice.value = answer.src;
    showPresent(drop);
    changed();
  } catch (error) {
    hint.textContent = error.message || say("failed");
  }
}

function openLibrary(drop) {
  const { choice } = parts(drop);
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  heading.textContent = say("library");
  const list = document.createElement("div");
  list.className = "library";
  for (const option of choice.options) {
    if (!option.dataset.picture) continue;
    const button = document.createElement("button");
    button.type = "button";
    const image = new Image();
    image.loading = "lazy";
    image.alt = "";
    image.src = `${option.dataset.picture}?small`;
    button.append(image, option.textContent);
    button.addEventListener("click", () => {
      choice.value = option.value;
      dialog.close();
      showPresent(drop);
      changed();
    });
    list.append(button);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = say("close");
  close.addEventListener("click", () => dialog.close());
  dialog.append(heading, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function preparePicture(drop) {
  const { present, choice, file, focus } = parts(drop);
  showPresent(drop);
  if (!drop.querySelector(".open-library") && [...choice.options].some((option) => option.dataset.picture)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "open-library";
    button.textContent = say("look");
    button.addEventListener("click", () => openLibrary(drop));
    choice.after(button);
  }
  choice.addEventListener("change", () => showPresent(drop));
  file.addEventListener("change", () => {
    if (file.files.length > 0) upload(drop, file.files[0]).then(() => (file.value = ""));
  });
  for (const input of focus) input.addEventListener("input", () => showDot(drop));
  present.addEventListener("click", (event) => {
    const image = present.querySelector("img");
    if (!image || focus.length < 2) return;
    const box = image.getBoundingClientRect();
    const share = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
    focus[0].value = share((event.clientX - box.left) / box.width);
    focus[1].value = share((event.clientY - box.top) / box.height);
    showDot(drop);
    changed();
  });
  drop.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length > 0) upload(drop, event.dataTransfer.files[0]);
  });
}

// A picture that is pasted goes where one was last touched, else to the first place for one.
let lastDrop = null;
addEventListener("focusin", (event) => (lastDrop = event.target.closest?.("[data-drop]") ?? lastDrop));
addEventListener("paste", (event) => {
  const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith("image/"));
  const drop = lastDrop?.isConnected ? lastDrop : document.querySelector("[data-slide-form] [data-drop]");
  if (!file || !drop) return;
  event.preventDefault();
  upload(drop, file);
});

// ------------------------------------------------------------------------------------------------ order of slides

function prepareOrder(list) {
  const form = document.getElementById("order");
  let dragged = null;
  for (const row of list.children) {
    row.draggable = true;
    row.addEventListener("dragstart", () => {
      dragged = row;
      row.classList.add("dragged");
    });
    row.addEventListener("dragend", () => row.classList.remove("dragged"));
    row.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      row.classList.add("target");
    });
    row.addEventListener("dragleave", () => row.classList.remove("target"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("target");
      if (!dragged || dragged === row) return;
      row.before(dragged);
      const ids = [...list.children].map((each) => each.dataset.id);
      form.querySelectorAll("[name=id]").forEach((input, index) => (input.value = ids[index]));
      form.requestSubmit();
    });
  }
}

// ------------------------------------------------------------------------------------------------ start

function prepareForm() {
  const form = slideForm();
  form.querySelectorAll("[data-words]").forEach(countWords);
  form.querySelectorAll("[data-drop]").forEach(preparePicture);
}

function start() {
  // What was done is said once, not again when the page is loaded anew.
  if (new URLSearchParams(location.search).has("said")) history.replaceState(null, "", location.pathname);
  const list = document.querySelector("[data-order]");
  if (list) prepareOrder(list);
  for (const link of document.querySelectorAll(".remarks a")) {
    link.addEventListener("click", () => {
      const field = document.getElementById(link.hash.slice(1));
      field?.closest("details")?.setAttribute("open", "");
      (field?.matches("input, select, textarea") ? field : field?.querySelector("input, select, textarea"))?.focus();
    });
  }
  addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".account[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  const form = slideForm();
  if (!form) return;
  document.querySelector(".preview-controls")?.removeAttribute("hidden");
  document.querySelector("[data-preview]")?.classList.add("live");
  prepareForm();
  form.addEventListener("input", (event) => {
    if (event.target.dataset.words) countWords(event.target);
    changed();
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (/^(add|remove|up|down):/.test(button?.value ?? "")) {
      event.preventDefault();
      changeEntries(button);
    } else {
      unsaved = false;
    }
  });
  document.querySelector(".preview-controls")?.addEventListener("input", preview);
  if ("unsaved" in form.dataset) changed();
  preview();
}

start();
