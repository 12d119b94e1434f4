// Replicates the documents that standard input gives, as PouchDB does it by itself: `node road.js DIR URL BATCH`. Goes on
// until it is killed; anyone who asks the server knows when it has everything.
"use strict";

const { readFileSync } = require("node:fs");
const PouchDB = require("pouchdb");

async function main([dir, url, batch]) {
  const local = new PouchDB(`${dir}/client`);
  await local.bulkDocs(JSON.parse(readFileSync(0, "utf8")));
  // The database is there: a phone need not ask for it to be made.
  const remote = new PouchDB(url, { skip_setup: true });
  console.log("saved");
  local.replicate.to(remote, { live: true, retry: true, batch_size: Number(batch) });
}

main(process.argv.slice(2));
