// The desk's page in a real browser: every screen in six languages, and what must not be seen.
//
// Playwright turns the back/forward cache off; here it is on, or the tests of the lock would prove nothing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { CANARY, ended, Office, PASSPHRASE } from "./office.mjs";

const installed = createRequire(join(process.env.POCKETCARD_TARGET, "page", "package.json"));
const { chromium } = installed("playwright-core");
const axe = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");

const LANGUAGES = ["en", "fr", "ar", "es", "sw", "uk"];
const SCREENS = ["", "phones", "services", "services/edit?id=", "figures", "log", "desk", "locked", "no-such-screen"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let office, desk, agreed, withdrawn, plain;
/** The browsers that a test left open: it failed, and the next ones go on. */
const windows = new Set();

/** A browser with an empty profile of its own. */
async function browser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "pocketcard-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  const window = { context, page, profile, said };
  windows.add(window);
  return window;
}

async function shut(window) {
  const { context, profile } = window;
  windows.delete(window);
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

/** Does what leads to another page, and waits until that is there: on a slow machine the old one still stands meanwhile. */
async function leads(page, act) {
  const loaded = page.waitForEvent("load");
  await act();
  await loaded;
}

/** Presses a button, or follows a link. */
const follow = (page, selector) => leads(page, () => page.click(selector));

async function unlock(page, url, passphrase = PASSPHRASE) {
  await page.goto(url);
  await page.fill("#passphrase", passphrase);
  await follow(page, "button.main");
  assert.ok(await page.isVisible("nav"), "it opens");
}

/** What axe finds against WCAG 2.2 AA. It goes in by the debugger: the page's own policy refuses scripts. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (rules) => axe.run(document, { runOnly: { type: "tag", values: rules } }),
    RULES,
  );
  return found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`);
}

before(async () => {
  office = await Office.found();
  plain = office.screen("nothing-noticed");
  const child = office.screen("child-armed-group");
  const first = office.screen("adult-labour");
  const referral = office.refer(first, "--service", "service.example-workers", "--agreed");
  office.toDesk();
  office.phone("withdraw", referral.id);
  agreed = office.screen("adult-labour", { answers: { "labour.1": "observed" }, notes: {} });
  office.refer(agreed, "--service", "service.example-workers", "--agreed", "--note", CANARY);
  office.screen("misconduct");
  office.toBothDesks();
  withdrawn = first;
  assert.ok(child.id && agreed.id);
  desk = await office.page();
});

after(async () => {
  for (const window of windows) await shut(window).catch(() => {});
  office?.end();
});

test("in Arabic, by the keyboard alone, the most urgent is opened and the right referral answered first", async () => {
  const window = await browser();
  const { page } = window;
  await page.goto(`${desk.url}?language=ar`);
  await page.keyboard.type(PASSPHRASE);
  await leads(page, () => page.keyboard.press("Enter"));
  // What was withdrawn since the last look stands first, then the child who cannot wait, then who agreed.
  const states = await page.$$eval("tbody tr", (rows) => rows.map((row) => row.querySelector(".state").className));
  assert.deepEqual(states.slice(0, 3), ["state withdrawn", "state refer-now", "state agreed"]);
  const press = async (fits) => {
    for (let turn = 0; turn < 80; turn += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      if ((await focused.count()) > 0 && (await focused.evaluate(fits))) {
        assert.notEqual(await focused.evaluate((it) => getComputedStyle(it).outlineStyle), "none", "the focus is seen");
        await leads(page, () => page.keyboard.press("Enter"));
        return;
      }
    }
    assert.fail("not reached by the keyboard");
  };
  const row = await page.$$eval("tbody tr", (rows) => rows[2].querySelector("a").href);
  assert.ok(row.endsWith(agreed.id));
  await press(new Function("it", `return it.href === ${JSON.stringify(row)}`));
  assert.ok((await page.textContent(".for-service")).includes(agreed.code));
  await press((it) => it.href?.endsWith("?begin=told"));
  assert.ok((await page.inputValue("#answer")).includes(agreed.code));
  await press((it) => it.value === "send");
  await page.waitForSelector("table");
  await press((it) => it.parentElement?.action?.endsWith("/lock"));
  await page.waitForSelector("#passphrase");
  await shut(window);
  desk.child.kill("SIGTERM");
  await ended(desk.child);
  const inbox = office.desk("inbox").inbox;
  const answered = inbox.filter((line) => line.state === "answered");
  assert.deepEqual([...new Set(answered.map((line) => line.case))], [agreed.id]);
  desk = await office.page();
});

test("every screen, in each language, wide and narrow, light and dark, has nothing against WCAG 2.2 AA", async () => {
  // Colours are the same on a narrow screen.
  for (const [width, colorScheme] of [
    [1280, "light"],
    [1280, "dark"],
    [320, "light"],
  ]) {
    const window = await browser({ viewport: { width, height: 900 }, colorScheme });
    const { page, said } = window;
    for (const language of LANGUAGES) {
      await page.goto(`${desk.url}?language=${language}`);
      assert.deepEqual(await violations(page), [], `locked, ${language}, ${width}, ${colorScheme}`);
      await unlock(page, desk.url);
      for (const screen of [...SCREENS.filter((it) => it !== "locked"), `case/${agreed.id}`, `case/${withdrawn.id}`]) {
        const missing = screen === "no-such-screen";
        await page.goto(desk.url + screen);
        // What is folded is looked at too.
        await page.$$eval("details", (all) => all.forEach((it) => (it.open = true)));
        const where = `${screen || "today"}, ${language}, ${width}, ${colorScheme}`;
        assert.equal(await page.getAttribute("html", "lang"), language, where);
        assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr", where);
        assert.deepEqual(await violations(page), [], where);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${where}: ${sideways} pixels lie outside`);
        if (missing) said.splice(0);
      }
      await follow(page, "header form button");
    }
    assert.deepEqual(said, [], "nothing is said to the console");
    await shut(window);
  }
});

test("at 200 per cent nothing lies outside", async () => {
  const window = await browser({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  await unlock(window.page, desk.url);
  for (const screen of ["", `case/${agreed.id}`, "figures"]) {
    await window.page.goto(desk.url + screen);
    const sideways = await window.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `${screen}: ${sideways}`);
  }
  await shut(window);
});

test("only what a service may be told is printed", async () => {
  const window = await browser();
  const { page } = window;
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  await page.emulateMedia({ media: "print" });
  const printed = await page.innerText("body");
  assert.ok(printed.includes(agreed.code));
  assert.equal(printed.trim(), (await page.innerText(".for-service")).trim());
  await shut(window);
});

test("what was typed and kept is there after the lock, and Back shows nothing of it", async () => {
  const window = await browser();
  const { page, context } = window;
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  await page.fill("#answer", CANARY);
  await follow(page, "button[value=keep]");
  await page.waitForSelector(".notice");
  await page.fill("#answer", `${CANARY} and more`);
  const nothing = async (when) => {
    await page.goBack();
    await page.waitForLoadState("load").catch(() => {});
    const html = await page.content();
    assert.ok(!html.includes(CANARY) && !html.includes(agreed.code), `${when}: an older page came back`);
  };
  // A person leaves the page by the lock.
  await follow(page, "header form button");
  await page.waitForSelector("#passphrase");
  await nothing("after the lock");
  const cookies = await context.cookies();
  assert.ok(!cookies.some((cookie) => cookie.name === "seat"));
  assert.ok(cookies.every((cookie) => cookie.httpOnly && cookie.sameSite === "Strict"));
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  assert.equal(await page.inputValue("#answer"), CANARY);
  // The system tells it before the machine sleeps.
  await page.goto(`${desk.url}case/${plain.id}`);
  desk.child.kill("SIGUSR1");
  const seated = { host: new URL(desk.url).host, cookie: (await context.cookies()).map((it) => `${it.name}=${it.value}`).join("; ") };
  while (!(await asks("GET", new URL(desk.url).pathname, seated)).text.includes('name="passphrase"'));
  await nothing("after the machine slept");
  assert.ok(await page.isVisible("#passphrase"));
  // Nobody touches it for a minute: the page leaves by itself.
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  await page.waitForSelector("#passphrase", { timeout: 75_000 });
  await nothing("after a minute without a touch");
  // The program ends.
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  await page.goto(`${desk.url}phones`);
  desk.child.kill("SIGTERM");
  await ended(desk.child);
  await nothing("after the program ended").catch((error) => assert.match(String(error), /ERR_CONNECTION_REFUSED|interrupted/));
  await shut(window);
  desk = await office.page();
});

/** What the page answers to a request that is made by hand. */
function asks(method, path, headers, body = "") {
  const { port } = new URL(desk.url);
  return new Promise((done, fail) => {
    const sent = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      let text = "";
      answer.on("data", (data) => (text += data));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    sent.once("error", fail);
    sent.end(body);
  });
}

test("a foreign host, origin or site, and a form without its token, are refused", async () => {
  const window = await browser();
  const { page, context } = window;
  await unlock(page, desk.url);
  const cookies = (await context.cookies()).map((it) => `${it.name}=${it.value}`).join("; ");
  const { host, origin, pathname } = new URL(desk.url);
  const seated = { cookie: cookies, "content-type": "application/x-www-form-urlencoded" };
  const path = `${pathname}case/${agreed.id}`;
  assert.equal((await asks("GET", path, { ...seated, host })).status, 200);
  const strangers = [
    { host: "evil.example" },
    { host: `localhost:${new URL(desk.url).port}` },
    { host, "sec-fetch-site": "cross-site" },
  ];
  for (const headers of strangers) {
    const { status, text } = await asks("GET", path, { ...seated, ...headers });
    assert.equal(status, 403, JSON.stringify(headers));
    assert.ok(!text.includes(agreed.code));
  }
  for (const headers of [{ host }, { host, origin: "null" }, { host, origin: "http://evil.example" }]) {
    assert.equal((await asks("POST", `${path}/close-case`, { ...seated, ...headers }, "token=")).status, 403);
  }
  for (const body of ["", "token=", "token=AAAA"]) {
    for (const act of ["close-case", "hand"]) {
      assert.equal((await asks("POST", `${path}/${act}`, { ...seated, host, origin }, body)).status, 403);
    }
    const form = `${body}${body && "&"}text=x&act=send`;
    assert.equal((await asks("POST", `${path}/answer`, { ...seated, host, origin }, form)).status, 403);
    assert.equal((await asks("POST", `${pathname}lock`, { ...seated, host, origin }, body)).status, 403);
  }
  // Anyone without the session sees the lock, under whatever address.
  for (const screen of ["", "phones", `case/${agreed.id}`, "desk", `attachment/${agreed.id}/0`]) {
    const { text, headers } = await asks("GET", pathname + screen, { host });
    assert.ok(text.includes('name="passphrase"') && !text.includes(agreed.code), screen);
    assert.equal(headers["cache-control"], "no-store");
    assert.match(headers["content-security-policy"], /default-src 'none'/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
  assert.equal((await asks("GET", "/", { host })).status, 404);
  assert.equal((await asks("GET", "/guessed/", { host })).status, 404);
  await page.goto(desk.url);
  assert.ok(await page.isVisible("nav"), "the session that was attacked goes on");
  await shut(window);
});

test("services are planned on the page, shown as a difference, and written into an overlay", async () => {
  const window = await browser();
  const { page, said } = window;
  await unlock(page, desk.url);
  await page.goto(`${desk.url}services`);
  await follow(page, "a[href$='services/edit?id=']");
  await page.fill("#new-id", "north");
  await page.fill("#name", "House of the north {");
  await page.fill("#contact", "Ask at the gate");
  await page.fill("#hours", "Day and night");
  await page.fill("#languages", "en, ar");
  await page.fill("#verified", "2026-11-01");
  await page.locator("fieldset input").first().check();
  await follow(page, "button.main");
  // What does not fit is said, and what was typed stands there.
  assert.ok(await page.isVisible(".urgent[role=alert]"));
  assert.equal(await page.inputValue("#contact"), "Ask at the gate");
  assert.ok(await page.locator("fieldset input").first().isChecked());
  await page.fill("#name", "House of the north");
  await page.fill("#languages", "en, no!");
  await follow(page, "button.main");
  assert.ok(await page.isVisible(".urgent[role=alert]"));
  await page.fill("#languages", "en, ar");
  await follow(page, "button.main");
  assert.ok((await page.textContent("section.notice")).includes("service.north"));
  assert.deepEqual(await violations(page), []);
  // Taking one out is planned too.
  await follow(page, "a[href$='service.example-workers']");
  await follow(page, "button[value=remove]");
  assert.ok((await page.textContent("section.notice")).includes("service.example-workers"));
  desk.child.kill("SIGTERM");
  await ended(desk.child);
  const overlay = office.path("planned");
  const { planned, files } = office.desk("pack", "services", overlay);
  assert.ok(planned && files.length > 1);
  writeFileSync(join(overlay, "pack.toml"), 'name = "office"\nversion = 3\n');
  office.desk("pack", "build", overlay, "--out", office.path("planned.json"));
  const { changes } = office.desk("pack", "diff", "base", office.path("planned.json"));
  assert.ok(changes.some((it) => it.includes("service.north")), changes.join("\n"));
  desk = await office.page();
  await unlock(page, desk.url);
  await page.goto(`${desk.url}services`);
  await follow(page, "form[action$='/services/drop'] button");
  await page.waitForSelector(".notice[role=status]");
  assert.equal(await page.locator("#planned").count(), 0);
  assert.deepEqual(said, []);
  await shut(window);
});

test("a case is deleted when one asks for it on the page and another approves it there", async () => {
  desk.child.kill("SIGTERM");
  await ended(desk.child);
  const second = "copper window gentle ninety";
  office.run("pocketcard-office", ["--desk", office.path("desk"), "users", "add", "Amal", "--role", "focal-point"], {
    POCKETCARD_NEW_PASSPHRASE: second,
  });
  desk = await office.page();
  const window = await browser();
  const { page, said } = window;
  await unlock(page, desk.url);
  const here = `${desk.url}case/${plain.id}`;
  await page.goto(here);
  await follow(page, "form[action$='/close-case'] button");
  await page.click("summary#two-people");
  await follow(page, "form[action$='/request'] button[value=delete]");
  // Without a reason nothing is asked for.
  await page.waitForSelector(".urgent[role=alert]");
  await page.click("summary#two-people");
  await page.fill("#reason", `It was asked for ${CANARY}.`);
  await follow(page, "form[action$='/request'] button[value=delete]");
  await page.waitForSelector(".notice[role=status]");
  await page.goto(`${desk.url}desk`);
  await follow(page, "form[action*='/approve/'] button");
  assert.ok(await page.isVisible(".urgent[role=alert]"), "nobody approves what they asked for");
  assert.equal(await page.locator("form[action$='/delete']").count(), 0);
  await follow(page, "header form button");
  await unlock(page, desk.url, second);
  await page.goto(`${desk.url}services`);
  assert.equal(await page.locator("a[href*='services/edit']").count(), 0, "an administrator plans services");
  await page.goto(`${desk.url}desk`);
  await follow(page, "form[action*='/approve/'] button");
  await page.waitForSelector(".notice[role=status]");
  assert.equal(await page.locator("form[action$='/delete']").count(), 0, "it is another's to do");
  await follow(page, "header form button");
  await unlock(page, desk.url);
  await page.goto(`${desk.url}desk`);
  assert.deepEqual(await violations(page), []);
  await follow(page, "form[action$='/delete'] button");
  await page.waitForSelector(".notice[role=status]");
  await page.goto(here);
  assert.equal(await page.locator("#answer").count(), 0, "the case is gone");
  said.splice(0);
  await shut(window);
});

test("a connection that somebody keeps open keeps no desk open when the program is asked to end", async () => {
  const window = await browser();
  await unlock(window.page, desk.url);
  const { port } = new URL(desk.url);
  const held = connect(Number(port), "127.0.0.1");
  await new Promise((done) => held.once("connect", done));
  held.write(`GET ${new URL(desk.url).pathname} HTTP/1.1\r\n`);
  await new Promise((done) => setTimeout(done, 300));
  desk.child.kill("SIGTERM");
  await new Promise((done) => setTimeout(done, 1000));
  assert.ok(office.desk("inbox").inbox.length > 0, "another program opens the desk");
  held.destroy();
  await ended(desk.child);
  await shut(window);
  desk = await office.page();
});

test("a collection by the hub brings what phones sent, and a wrong passphrase brings nothing", async () => {
  const hub = await office.serve();
  const more = office.screen("child-armed-group");
  office.phone("sync");
  const window = await browser();
  const { page } = window;
  await page.goto(desk.url);
  await page.fill("#passphrase", "another passphrase entirely here");
  await follow(page, "button.main");
  assert.ok(await page.isVisible("#wrong"));
  await unlock(page, desk.url);
  await follow(page, `form[action$="/collect"] button`);
  await page.waitForSelector(".notice", { timeout: 20_000 });
  await page.fill("#code", more.code);
  await follow(page, "form[method=get] button");
  assert.equal(await page.locator("tbody tr").count(), 1);
  hub.kill("SIGTERM");
  await ended(hub);
  await page.goto(desk.url);
  await follow(page, `form[action$="/collect"] button`);
  await page.waitForSelector(".urgent[role=alert]", { timeout: 60_000 });
  await shut(window);
});

test("a phone is invited, let in by its words, and revoked from the page", async () => {
  const window = await browser();
  const { page } = window;
  await unlock(page, desk.url);
  await page.goto(`${desk.url}phones`);
  await page.fill("#invite", "patrol-2");
  await follow(page, "form[action$='/phones/invite'] button");
  writeFileSync(office.path("second.txt"), await page.inputValue("#invitation"));
  const words = await page.textContent("section > p.state");
  const second = (...args) => office.run("pocketcard", ["--store", office.path("phone-2"), ...args]);
  second("enrol", office.path("second.txt"), "--desk-words", words);
  await page.fill("#words", "not the words that it shows");
  await follow(page, "form[action$='/phones/accept'] button");
  assert.ok(await page.isVisible(".urgent[role=alert]"));
  await page.fill("#words", second("words").words);
  await follow(page, "form[action$='/phones/accept'] button");
  await page.waitForSelector(".notice[role=status]");
  const hub = await office.serve();
  second("sync");
  await page.goto(desk.url);
  await follow(page, "form[action$='/collect'] button");
  await page.waitForSelector(".notice", { timeout: 20_000 });
  await page.goto(`${desk.url}phones`);
  const row = page.locator("tbody tr", { hasText: "patrol-2" });
  assert.equal(await row.locator(".withdrawn").count(), 0);
  await page.click("summary");
  await page.selectOption("#revoke", { label: "patrol-2" });
  await follow(page, "form[action$='/phones/revoke'] button");
  await page.waitForSelector(".notice[role=status]", { timeout: 20_000 });
  assert.equal(await row.locator(".withdrawn").count(), 1);
  const refused = () => second("sync");
  assert.throws(refused, /accepts nothing more|no longer|revoked/i);
  hub.kill("SIGTERM");
  await ended(hub);
  await shut(window);
});

test("the confidential desk looks different, knows no phones and answers nobody", async () => {
  const conduct = await office.page("conduct");
  const window = await browser();
  const { page, said } = window;
  await unlock(page, conduct.url, `${PASSPHRASE} too`);
  assert.equal(await page.getAttribute("html", "class"), "confidential");
  assert.equal(await page.locator("nav a[href$=phones]").count(), 0);
  assert.ok(!(await page.content()).includes("patrol-1"));
  await follow(page, "tbody a");
  assert.equal(await page.locator("#answer").count(), 0);
  assert.ok((await page.content()).includes(CANARY));
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(said, []);
  await page.goto(`${conduct.url}phones`);
  assert.ok(!(await page.content()).includes("patrol-1"));
  conduct.child.kill("SIGTERM");
  await ended(conduct.child);
  await shut(window);
});

test("nothing that was read or typed is left in the browser's profile or below the desk, even after a kill", async () => {
  const window = await browser();
  const { page, context, profile } = window;
  await unlock(page, desk.url);
  await page.goto(`${desk.url}case/${agreed.id}`);
  assert.ok((await page.content()).includes(CANARY));
  await page.fill("#answer", `${CANARY}-typed`);
  await follow(page, "button[value=keep]");
  await page.waitForSelector(".notice");
  await new Promise((done) => setTimeout(done, 2000));
  const pids = execFileSync("pgrep", ["-f", profile]).toString().trim().split("\n");
  for (const pid of pids) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It ended with another of them.
    }
  }
  await context.close().catch(() => {});
  const found = (place) => {
    try {
      return execFileSync("grep", ["-rlaF", CANARY, place]).toString();
    } catch {
      return "";
    }
  };
  assert.equal(found(profile), "");
  assert.equal(found(office.path("desk")), "");
  // The search would find it where it is.
  writeFileSync(office.path("clear.txt"), CANARY);
  assert.notEqual(found(office.path("clear.txt")), "");
  rmSync(profile, { recursive: true, force: true });
});

test("pictures of the page are kept for the README", { skip: !process.env.KEEP }, async () => {
  const person = office.screen("adult-labour", {}, "");
  const note = "Comes on Tuesdays, after the food distribution.";
  office.refer(person, "--service", "service.example-workers", "--agreed", "--need", "assist.legal-information", "--note", note);
  desk.child.kill("SIGTERM");
  await ended(desk.child);
  office.toDesk();
  desk = await office.page();
  for (const [language, screen, name] of [
    ["en", "", "today"],
    ["ar", "", "today-ar"],
    ["en", `case/${person.id}`, "case"],
    ["en", "figures", "figures"],
  ]) {
    const window = await browser({ viewport: { width: 1100, height: 800 } });
    await window.page.goto(`${desk.url}?language=${language}`);
    await unlock(window.page, desk.url);
    await window.page.goto(desk.url + screen);
    await window.page.screenshot({ path: join(process.env.KEEP, `${name}.png`) });
    await shut(window);
  }
});
