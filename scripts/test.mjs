/**
 * Runs every test, setting up what it needs, and ends with a line that sums them all: "N passed, N failed, N skipped".
 *
 *   npm test                           everything
 *   npm test -- --only unit,vscode     some of the suites: types, lint, unit, build, cli, package, engine, vscode
 */
import { parseArgs } from 'node:util';
import { Missing } from './setup/machine.mjs';
import { ensurePackages } from './setup/packages.mjs';

await ensurePackages();
// Only now: these need the project's packages.
const { Session, suites } = await import('./testing/suites.mjs');

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',').map((name) => name.trim());
const unknown = wanted?.filter((name) => !suites.some((suite) => suite.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}`);
  process.exit(2);
}

const session = new Session();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    console.error(`\nStopped by ${signal}.`);
    session.close().finally(() => process.exit(130));
  });
}

const results = [];
try {
  for (const suite of suites.filter(({ name }) => wanted === undefined || wanted.includes(name))) {
    results.push(await runSuite(suite));
  }
} finally {
  await session.close();
}
process.exitCode = summarize(results);

async function runSuite({ name, title, run }) {
  console.log(`\n== ${name}: ${title}`);
  const start = performance.now();
  let result;
  try {
    result = { passed: 0, failed: 0, skipped: [], ...(await run(session)) };
  } catch (error) {
    if (error instanceof Missing) {
      result = { passed: 0, failed: 0, skipped: [{ title: `the suite ${name}`, reason: error.message }] };
    } else {
      console.log(`  ${error.stack}`);
      result = { passed: 0, failed: 1, skipped: [] };
    }
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${result.failed > 0 ? 'FAILED' : 'ok'}: ${counts(result)} (${seconds.toFixed(1)} s)`);
  return { name, seconds, ...result };
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

function summarize(all) {
  console.log('\n== Summary');
  for (const result of all) {
    console.log(`  ${result.name.padEnd(8)} ${counts(result)} (${result.seconds.toFixed(1)} s)`);
  }
  const skipped = all.flatMap((result) => result.skipped);
  if (skipped.length > 0) {
    console.log('\n== Skipped');
    for (const [reason, titles] of groupByReason(skipped)) {
      console.log(`  ${reason ?? 'no reason given'}:`);
      titles.forEach((skip) => console.log(`    ${skip.title}`));
    }
  }
  const total = {
    passed: all.reduce((sum, result) => sum + result.passed, 0),
    failed: all.reduce((sum, result) => sum + result.failed, 0),
    skipped,
  };
  // The last line, alone and in this form: it is what a machine reads.
  console.log(`\n${counts(total)}`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function groupByReason(skips) {
  const groups = new Map();
  for (const skip of skips) {
    groups.set(skip.reason, [...(groups.get(skip.reason) ?? []), skip]);
  }
  return groups;
}
