// A PouchDB server on a free port of this machine, with its databases in a directory: `node server.js DIR`. Prints
// its address; ends when its input does.
"use strict";

const express = require("express");
const expressPouchDB = require("express-pouchdb");
const PouchDB = require("pouchdb");

const Stored = PouchDB.defaults({ prefix: `${process.argv[2]}/` });
const app = express();
// What a replicating client asks for and nothing else; no log and no settings on the disk.
app.use(expressPouchDB(Stored, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: "/dev/null" }));
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on("end", () => process.exit());
