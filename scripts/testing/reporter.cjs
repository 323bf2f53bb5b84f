/**
 * Mocha reporter of the test runner: shows failures, or every test with the option `list=true`, and writes what happened to the file of the
 * option `output` as {passed, failed, skipped: [{title, reason}]}. Also used inside VS Code's extension host, so it needs nothing but `fs`.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

class Reporter {
  constructor(runner, options) {
    const { output, list } = options.reporterOptions ?? options.reporterOption ?? {};
    const result = { passed: 0, failed: 0, skipped: [] };
    const failures = [];

    runner.on('pass', (test) => {
      result.passed++;
      if (list) console.log(`  ✓ ${test.fullTitle()} (${test.duration} ms)`);
    });
    runner.on('pending', (test) => {
      result.skipped.push({ title: test.fullTitle(), reason: skipReason(test) });
      if (list) console.log(`  - ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error) => {
      result.failed++;
      failures.push({ test, error });
      if (list) console.log(`  ✗ ${test.fullTitle()}`);
    });
    runner.once('end', () => {
      for (const [index, { test, error }] of failures.entries()) {
        console.log(`\n  ${index + 1}) ${test.fullTitle()}${test.file ? ` (${path.relative(process.cwd(), test.file)})` : ''}\n${describe(error)}`);
      }
      if (output) {
        fs.mkdirSync(path.dirname(output), { recursive: true });
        fs.writeFileSync(output, JSON.stringify(result));
      }
    });
  }
}

/** A test or hook says why it skips by the property `skipReason` of its runnable (test/helpers/skip.ts); a hook says it for all tests below it. */
function skipReason(test) {
  for (let each = test; each; each = each.parent) {
    const hooks = [...(each._beforeAll ?? []), ...(each._beforeEach ?? [])];
    const reason = each.skipReason ?? hooks.find((hook) => hook.skipReason)?.skipReason;
    if (reason) return reason;
  }
  return undefined;
}

function describe(error) {
  const text = error?.stack ?? String(error);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|node:internal)/.test(line))
    .map((line) => `     ${line}`)
    .join('\n');
}

module.exports = Reporter;
