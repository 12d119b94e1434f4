// An office with a hub, a desk, a confidential desk and a phone, founded by the programs as a person founds one.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const programs = join(process.env.POCKETCARD_TARGET, "debug");
const examples = new URL("../../bindings/cli/examples/", import.meta.url);
export const PASSPHRASE = "granite lantern orbit seven maple noon";
/** It is typed into every free field, and must be found nowhere. */
export const CANARY = "kanarienvogel-7731";

/** A port of this machine that was free a moment ago. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until a program has said a line that fits, and gives what fitted. */
function says(child, pattern) {
  return new Promise((done, fail) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
      const found = said.match(pattern);
      if (found) done(found);
    });
    child.once("exit", (status) => fail(new Error(`the program ended (${status}): ${said}`)));
  });
}

export class Office {
  static async found() {
    const office = new Office();
    office.dir = mkdtempSync(join(tmpdir(), "pocketcard-page-"));
    office.children = [];
    office.host = `127.0.0.1:${await freePort()}`;
    const hub = `http://${office.host}`;
    office.desk("new", "--name", "Protection desk", "--hub-url", hub, "--confidential", office.path("conduct"));
    // An office with a confidential desk keeps its hub elsewhere.
    renameSync(office.path("desk/hub"), office.path("hub"));
    office.desk("pack", "build", office.overlay(), "--out", office.path("content.json"));
    office.desk("pack", "sign", office.path("content.json"), "--out", office.path("pack"));
    office.desk("pack", "publish", office.path("pack"));
    office.desk("invite", "patrol-1", "--out", office.path("invitation.txt"));
    office.phone("enrol", office.path("invitation.txt"), "--desk-words", office.desk("words").words);
    office.desk("accept", "patrol-1", "--words", office.phone("words").words);
    office.toDesk();
    return office;
  }

  path(name) {
    return join(this.dir, name);
  }

  /** A pack whose phones and desks lock after one minute. */
  overlay() {
    const place = this.path("overlay");
    mkdirSync(place);
    const toml = 'name = "office"\nversion = 2\n\n[policy]\nauto_lock_minutes = 1\n';
    writeFileSync(join(place, "pack.toml"), toml);
    return place;
  }

  run(program, args, env = {}) {
    const options = { env: { ...process.env, POCKETCARD_PASSPHRASE: PASSPHRASE, ...env }, stdio: "pipe" };
    const { status, stdout } = spawnSync(join(programs, program), [...args, "--json"], options);
    if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stdout}`);
    return JSON.parse(stdout);
  }

  desk(...args) {
    const env = { POCKETCARD_CONFIDENTIAL_PASSPHRASE: `${PASSPHRASE} too` };
    return this.run("pocketcard-office", ["--desk", this.path("desk"), ...args], env);
  }

  conduct(...args) {
    const env = { POCKETCARD_PASSPHRASE: `${PASSPHRASE} too` };
    return this.run("pocketcard-office", ["--desk", this.path("conduct"), ...args], env);
  }

  phone(...args) {
    return this.run("pocketcard", ["--store", this.path("phone"), ...args]);
  }

  /** Screens somebody as in one of the examples; gives the record and the code. */
  screen(example, answers = {}, note = CANARY) {
    const all = { ...JSON.parse(readFileSync(new URL(`${example}.json`, examples))), ...answers };
    writeFileSync(this.path("answers.json"), JSON.stringify(all));
    return this.phone("screen", "--answers", this.path("answers.json"), "--note", note).screened;
  }

  refer(screening, ...more) {
    return this.phone("refer", screening.id, ...more).referred;
  }

  /** What waits goes to these desks on a card. */
  carry(...desks) {
    const card = this.path(`card-${Math.random()}`);
    this.phone("carry", "out", card);
    for (const desk of desks) this[desk]("collect", "--bundle", card);
    rmSync(card);
  }

  toDesk() {
    this.carry("desk");
  }

  toBothDesks() {
    this.carry("desk", "conduct");
  }

  /** Serves the hub. */
  async serve() {
    const args = ["serve", "--hub", this.path("hub"), "--listen", this.host];
    const child = spawn(join(programs, "pocketcard-office"), args, { stdio: ["ignore", "pipe", "ignore"] });
    this.children.push(child);
    await says(child, /listens on/);
    return child;
  }

  /** Serves a desk's page; gives the process and the address. */
  async page(desk = "desk") {
    const child = spawn(join(programs, "pocketcard-office"), ["--desk", this.path(desk), "page"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.children.push(child);
    const [url] = await says(child, /http:\/\/127\.0\.0\.1:\d+\/\w+\//);
    return { child, url };
  }

  end() {
    for (const child of this.children) child.kill("SIGKILL");
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Waits until a process has ended. */
export function ended(child) {
  return child.exitCode !== null ? Promise.resolve() : new Promise((done) => child.once("exit", done));
}
