/**
 * Writes everything that is made from the rule files: registry, pages, index, README table, schemas. `test/unit/generated.test.ts` fails while what is committed differs.
 *
 *   npm run generate
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { registry, registryPath } from './generate/registry';
import { findRuleFiles } from './generate/rule-files';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

async function main(): Promise<void> {
  // Everything else is made by code that loads the registry, which must not name a rule that is gone.
  write(registryPath, registry(findRuleFiles(root).files));
  const { generateOutputs } = await import('./generate/outputs');
  const { files, stale, problems } = await generateOutputs(root);
  for (const [path, text] of files) write(path, text);
  for (const path of stale) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

function write(path: string, text: string): void {
  const target = join(root, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote ${path}`);
}

void main();
