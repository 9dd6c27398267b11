// The examples in config/ of a proxy in front of the desk: nginx and Caddy as Debian has them, with the example as it is
// but for its name, ports and certificate.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import test, { after, before, describe } from "node:test";

import { startDesk } from "./support/desk.mjs";
import { built, eventually, source, temporaryFolder } from "./support/program.mjs";

const name = "desk.example.org";
const unpacked = join(built, "proxies");

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/// The example with its words replaced; each of them must be there.
function example(file, words) {
  let text = readFileSync(join(source, "config", file), "utf8");
  for (const [old, fresh] of words) {
    assert.ok(text.includes(old), `${file}: ${old}`);
    text = text.replaceAll(old, fresh);
  }
  return text;
}

function certificate(folder) {
  const files = { key: folder.file("key.pem"), cert: folder.file("cert.pem") };
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  const to = ["-keyout", files.key, "-out", files.cert, "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...subject, ...to], { stdio: "ignore" });
  return files;
}

function nginx(folder, desk, port, plainPort) {
  const { key, cert } = certificate(folder);
  const settings = example("nginx/kiosk-desk.conf", [
    ["127.0.0.1:8080", new URL(desk.url).host],
    ["listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`],
    ["listen [::]:443 ssl;", ""],
    ["listen 80;", `listen 127.0.0.1:${plainPort};`],
    ["listen [::]:80;", ""],
    [`/etc/ssl/certs/${name}.pem`, cert],
    [`/etc/ssl/private/${name}.key`, key],
  ]);
  writeFileSync(folder.file("desk.conf"), settings);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder.file(kind)};`);
  const around = `daemon off; pid ${folder.file("pid")}; error_log stderr; events {}
    http { access_log off; ${paths.join(" ")} include ${folder.file("desk.conf")}; }`;
  writeFileSync(folder.file("nginx.conf"), around);
  return spawn(join(unpacked, "usr/sbin/nginx"), ["-e", "stderr", "-c", folder.file("nginx.conf")], { stdio: "ignore" });
}

function caddy(folder, desk, port) {
  const { key, cert } = certificate(folder);
  const settings = example("caddy/Caddyfile", [
    ["127.0.0.1:8080", new URL(desk.url).host],
    [`\n${name} {`, `\nhttps://${name}:${port} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`],
  ]);
  writeFileSync(folder.file("Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${settings}`);
  return spawn(join(unpacked, "usr/bin/caddy"), ["run", "--config", folder.file("Caddyfile"), "--adapter", "caddyfile"], {
    stdio: "ignore",
    env: { HOME: folder.path, PATH: process.env.PATH },
  });
}

for (const [kind, start] of Object.entries({ nginx, caddy })) {
  describe(`${kind} in front of the desk`, () => {
    let desk, folder, proxy, port;

    const ask = (path, { method = "GET", headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const ca = readFileSync(folder.file("cert.pem"));
        const asked = request({ host: "127.0.0.1", port, path, method, ca, servername: name, headers: { host: name, ...headers } });
        asked.on("response", (response) => {
          const chunks = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("end", () =>
            resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
          );
        });
        asked.on("error", reject);
        asked.end(body);
      });

    before(async () => {
      const proxied = ["--proxy", "127.0.0.1", "--proxy-header", "X-Remote-User"];
      desk = await startDesk({ demo: true, options: proxied });
      folder = temporaryFolder();
      port = await freePort();
      proxy = start(folder, desk, port, await freePort());
      await eventually(() => ask("/content.json").catch(() => null), `${kind} answers`);
    });
    after(async () => {
      const ended = new Promise((resolve) => proxy.on("close", resolve));
      proxy.kill("SIGTERM");
      await ended;
      await desk.stop();
      folder.remove();
    });

    test("screens get the content, its signature and pictures, and 304 for what they have", async () => {
      const content = await ask("/content.json");
      assert.equal(content.status, 200);
      const { slides } = JSON.parse(content.text);
      assert.ok(slides.length > 10);
      assert.equal((await ask("/content.json", { headers: { "if-none-match": content.headers.etag } })).status, 304);
      assert.match((await ask("/content.json.minisig")).text, /^untrusted comment:/);
      const { src } = slides.find((slide) => slide.picture).picture;
      assert.equal((await ask(`/${src}`)).headers["content-type"], "image/jpeg");
    });

    test("a screen's wait for a change goes through", async () => {
      const { etag } = (await ask("/content.json")).headers;
      const begun = Date.now();
      const headers = { "if-none-match": etag, prefer: "wait=2" };
      const answer = await ask("/content.json", { headers });
      assert.equal(answer.status, 304);
      assert.equal(answer.headers["preference-applied"], "wait");
      assert.ok(Date.now() - begun >= 1900, "it was answered before its time");
    });

    test("nobody can name themselves in the proxy's header", async () => {
      const answer = await ask("/slides", { headers: { "x-remote-user": "kari" } });
      assert.equal(answer.status, 303);
      assert.match(answer.headers.location, /^\/login/);
    });

    test("the figures for Prometheus stay inside", async () => {
      assert.equal((await ask("/metrics")).status, 403);
      assert.equal((await fetch(`${desk.url}/metrics`)).status, 200);
    });

    test("a login goes through, and a wrong one is refused by the desk", async () => {
      const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
      const answer = await ask("/login", { method: "POST", headers: form, body: "name=nobody&password=a+wrong+password" });
      assert.ok([403, 422].includes(answer.status), `${answer.status}`);
    });
  });
}
