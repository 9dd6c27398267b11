// The programs that were built, and folders that go away.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const source = fileURLToPath(new URL("../../..", import.meta.url));
/// Where everything was built; by hand, `node tests/browser/…_test.mjs` takes the usual place.
export const built = process.env.KIOSK_BINARY_DIR ?? join(source, "build/dev");
export const program = (name) => join(built, "bin", name);

/// Runs it to its end: { status, out, err }. Whoever wants it to succeed looks at the status.
export function run(name, ...parameters) {
  return new Promise((resolve) => {
    execFile(program(name), parameters, { timeout: 60_000, maxBuffer: 1 << 26 }, (error, out, err) =>
      resolve({ status: error ? (error.code ?? error.signal) : 0, out, err }),
    );
  });
}

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), "kiosk-browser-"));
  return { path, file: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) };
}

/// Asks until the answer is true, and returns it: for what another process does in its own time.
export async function eventually(question, what, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
