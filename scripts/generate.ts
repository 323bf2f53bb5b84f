/**
 * Writes everything that is made from the rule files. Run with `npm run generate`; `test/unit/generated.test.ts` fails while what is committed differs.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { registry, registryPath } from './generate/registry';
import { findRuleFiles } from './generate/rule-files';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { files, problems } = findRuleFiles(root);
for (const problem of problems) console.error(problem);
const path = join(root, registryPath);
const text = registry(files);
if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${registryPath}`);
}
if (problems.length > 0) process.exitCode = 1;
