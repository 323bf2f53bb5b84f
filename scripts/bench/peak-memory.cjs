'use strict';
// Loaded into a measured process: at its end it writes the largest resident set so far, in bytes. Threads load it too and are counted in the whole.
const { isMainThread } = require('node:worker_threads');
const fs = require('node:fs');
if (isMainThread && process.env.PLIMSOLL_PEAK_MEMORY) {
  process.on('exit', () => fs.writeFileSync(process.env.PLIMSOLL_PEAK_MEMORY, String(process.resourceUsage().maxRSS * 1024)));
}
