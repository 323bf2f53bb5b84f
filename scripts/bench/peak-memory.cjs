'use strict';
// Loaded into a measured process: at its end it writes its largest resident set so far, in bytes. Threads load it too and are counted in the whole.
const { isMainThread } = require('node:worker_threads');
const fs = require('node:fs');

/** On Linux getrusage() remembers the size of the process that started this one; /proc does not. */
function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

if (isMainThread && process.env.PLIMSOLL_PEAK_MEMORY) {
  process.on('exit', () => fs.writeFileSync(process.env.PLIMSOLL_PEAK_MEMORY, String(peak())));
}
