// Saves documents of 1 KB and replicates them to a server: `node client.js DIR URL COUNT one-by-one|at-once`. Prints
// the seconds that saving took and those that replicating took.
"use strict";

const { randomBytes } = require("node:crypto");
const PouchDB = require("pouchdb");

async function main([dir, url, count, way]) {
  const documents = Array.from({ length: Number(count) }, () => ({
    _id: randomBytes(16).toString("hex"),
    text: randomBytes(750).toString("base64"),
  }));
  const local = new PouchDB(`${dir}/client`);
  const remote = new PouchDB(url);
  await Promise.all([local.info(), remote.info()]);
  const begun = performance.now();
  if (way === "at-once") {
    await local.bulkDocs(documents);
  } else {
    for (const document of documents) await local.put(document);
  }
  const saved = performance.now();
  const { docs_written } = await local.replicate.to(remote);
  const sent = performance.now();
  const { doc_count } = await remote.info();
  if (docs_written !== documents.length || doc_count !== documents.length) {
    throw new Error("not all documents arrived");
  }
  console.log((saved - begun) / 1000, (sent - saved) / 1000);
}

main(process.argv.slice(2));
