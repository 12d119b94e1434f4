// A court bundle's page in a real browser, from a directory and without a network: six languages, no script, nothing
// from elsewhere.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { Office } from "./office.mjs";

const installed = createRequire(join(process.env.POCKETCARD_TARGET, "page", "package.json"));
const { chromium } = installed("playwright-core");
const axe = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");

const LANGUAGES = ["en", "fr", "ar", "es", "sw", "uk"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const HOSTILE = '<script>document.title = "taken"</script><img src="https://example.org/x" onerror="alert(1)">';

let office, browser, screening;

before(async () => {
  office = await Office.found();
  screening = office.screen("adult-labour", {}, HOSTILE);
  const service = ["--service", "service.example-workers", "--agreed"];
  office.refer(screening, ...service, "--accountability", "--note", HOSTILE);
  office.phone("amend", screening.id, "--set", "general.7=told", "--note", HOSTILE);
  office.toDesk();
  office.desk("answer", screening.id, "--text", HOSTILE);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  office?.end();
});

for (const language of LANGUAGES) {
  test(`the page of a bundle is read by everybody and asks nobody (${language})`, async () => {
    const out = office.path(`court-${language}`);
    office.desk("export", screening.id, "--out", out, "--language", language);
    const url = pathToFileURL(join(out, "index.html")).href;
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { viewport: { width: 320, height: 700 }, colorScheme: "dark" },
    ]) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const asked = [];
      const said = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => said.push(message.text()));
      await page.goto(url);
      assert.deepEqual(asked, [url], "nothing is asked for but the page");
      assert.deepEqual(said, []);
      assert.notEqual(await page.title(), "taken");
      assert.equal(await page.getAttribute("html", "lang"), language);
      assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
      assert.equal(await page.locator("script, img, iframe, link, object, form").count(), 0);
      assert.ok((await page.textContent("main")).includes(HOSTILE), "it stands there as it was written");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      assert.equal(wide, false, "nothing is cut off at the side");
      await page.evaluate(axe);
      const found = await page.evaluate(
        (rules) => axe.run(document, { runOnly: { type: "tag", values: rules } }),
        RULES,
      );
      const wrong = found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`);
      assert.deepEqual(wrong, []);
      await context.close();
    }
  });
}
