// Has LevelDB sync every write to the disk, which PouchDB does not ask of it: `node --require ./synced.js …`.
"use strict";

const { prototype } = require("leveldown");

for (const [method, options] of [["_put", 2], ["_del", 1], ["_batch", 1]]) {
  const unsynced = prototype[method];
  prototype[method] = function (...given) {
    given[options] = { ...given[options], sync: true };
    return unsynced.apply(this, given);
  };
}
