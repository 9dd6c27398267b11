// A lobby screen that nobody sees: `kiosk show` with a dummy display, in a folder that goes away.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import { demoTime } from "./desk.mjs";
import { eventually, program, temporaryFolder } from "./program.mjs";

/// Shows what the desk publishes; `token` is what the desk gave it to report with.
export function startScreen(desk, { name = "lobby-1", token, at = demoTime } = {}) {
  const folder = temporaryFolder();
  const settings = {
    content: `${desk.url}/content.json`,
    screen: name,
    size: "960x540",
    poll_seconds: 1,
    snapshot: true,
    cache_dir: folder.file("cache"),
    state_dir: folder.file("state"),
  };
  if (token) {
    writeFileSync(folder.file("token"), token, { mode: 0o600 });
    Object.assign(settings, { report: `${desk.url}/report`, report_token_file: folder.file("token") });
  }
  writeFileSync(folder.file("kiosk.json"), JSON.stringify(settings));
  const child = spawn(program("kiosk"), ["show", "--config", folder.file("kiosk.json"), "--at", at], {
    env: { ...process.env, SDL_VIDEODRIVER: "dummy" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const status = () => {
    try {
      return JSON.parse(readFileSync(folder.file("state/status.json"), "utf8"));
    } catch {
      return null; // before its first slide is on
    }
  };
  return {
    status,
    /// Waits for a status of which that is true, and returns it.
    shows: (isTrue, what) =>
      eventually(
        () => (isTrue(status() ?? {}) ? status() : null),
        `${what}: ${JSON.stringify(status())} ${said}`,
      ),
    /// The small picture of what is on; written a little after status.json.
    picture: () => readFileSync(folder.file("state/screen.png")),
    async stop() {
      child.kill("SIGTERM");
      const code = await ended;
      folder.remove();
      if (code !== 0) throw new Error(`the screen ended with ${code}: ${said}`);
    },
  };
}
