// What is looked at on every page: that nothing has to be scrolled sideways, that nothing lies over something else, and
// what axe-core finds against WCAG 2.1 A and AA.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { built } from "./program.mjs";

const axe = readFileSync(createRequire(join(built, "browser", "node_modules")).resolve("axe-core/axe.min.js"), "utf8");

/// Pieces of text and controls that share more than a hair's breadth of the page; what floats over it is meant to.
function overlaps() {
  const floats = (one) => {
    for (let each = one; each; each = each.parentElement) {
      const { position } = getComputedStyle(each);
      if (position === "fixed" || position === "sticky" || position === "absolute") return true;
    }
    return false;
  };
  const pieces = [];
  for (const one of document.querySelectorAll("body *")) {
    const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says && !one.matches("input:not([type=hidden]), select, textarea, img, canvas")) continue;
    if (!one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || floats(one)) continue;
    const box = one.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) pieces.push({ one, box });
  }
  const found = [];
  for (const [i, a] of pieces.entries()) {
    for (const b of pieces.slice(i + 1)) {
      const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (width > 2 && height > 2 && !a.one.contains(b.one) && !b.one.contains(a.one)) {
        const name = ({ one }) => `${one.localName} "${(one.innerText || one.id || one.alt || "").trim().slice(0, 40)}"`;
        found.push(`${name(a)} and ${name(b)}: ${Math.round(width)} × ${Math.round(height)} pixels`);
      }
    }
  }
  return found;
}

/// Sideways scrolling, by the page or within what should not need it.
function sideways() {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return [`${wide} pixels too wide: ${out.slice(0, 3).map((one) => one.outerHTML.slice(0, 80)).join(" … ")}`];
}

export async function assertLooksRight(page) {
  assert.deepEqual(await page.evaluate(sideways), []);
  assert.deepEqual(await page.evaluate(overlaps), []);
}

export async function assertAccessible(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] };
    return (await window.axe.run(document, { runOnly: rules, resultTypes: ["violations"] })).violations;
  });
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(
    bad.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" … ")}`),
    [],
  );
}
