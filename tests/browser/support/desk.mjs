// A desk for a test: a process of its own, in a folder that goes away, on a port that is free.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { program, run, source, temporaryFolder } from "./program.mjs";

/// When it is for the desks of these tests; the demo's dates are around it.
export const demoTime = "2026-02-20T09:41:00+01:00";

/// With `demo`, all its slides are there and published. `welcome` is the one-time address of the first account, where
/// there is none yet.
export async function startDesk({ demo = false, options = [] } = {}) {
  const folder = temporaryFolder();
  const state = folder.file("state");
  const key = folder.file("signing.key");
  assert.equal((await run("kiosk-desk", "key", "new", key)).status, 0);
  if (demo) {
    const imported = await run("kiosk-desk", "import", `${source}/config/demo/content.json`, "--state", state);
    assert.equal(imported.status, 0, imported.err);
  }
  const listening = ["--listen", "127.0.0.1:0", "--state", state, "--key", key, "--at", demoTime];
  const child = spawn(program("kiosk-desk"), ["serve", ...listening, ...options]);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((resolve) => child.on("close", resolve));

  const desk = { state, folder, process: child.pid, announced: [] };
  for await (const line of createInterface({ input: child.stdout })) {
    const address = line.match(/http:\S+/)?.[0];
    if (address?.includes("/welcome/")) desk.welcome = address;
    if (line.includes("the desk is at")) {
      desk.url = address.replace(/\/$/, "");
      break;
    }
  }
  if (!desk.url) throw new Error(`the desk did not start: ${said}`);
  child.stdout.resume();

  /// The published document.
  desk.content = async () => (await fetch(`${desk.url}/content.json`)).json();
  /// Ends it. What it warned of without being announced (the code of the warning, in `announced`) fails the test.
  desk.stop = async () => {
    child.kill("SIGTERM");
    const status = await ended;
    folder.remove();
    assert.equal(status, 0, said);
    const warnings = said.split("\n").filter((line) => /^(<\d>)?(warning|error) /.test(line));
    assert.deepEqual(
      warnings.filter((line) => !desk.announced.some((code) => line.includes(` ${code}:`))),
      [],
    );
  };
  return desk;
}
