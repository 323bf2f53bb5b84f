/** Advisories for the tests in VS Code: the fixture's own, and the real ones where they lie beside the checkout. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../../scripts/setup/machine.mjs';

const own = path.join(root, 'test', 'engine', 'fixture', 'advisories.ndjson');
const real = path.join(root, '..', 'shared', 'data', 'advisories', 'debian-12.ndjson');

/** Imports them into a directory, by the built command line. */
export function importAdvisories(directory) {
  return run(process.execPath, [path.join(root, 'dist', 'cli.js'), 'db', 'import', own, ...(existsSync(real) ? [real] : []), '--advisories', directory]);
}
