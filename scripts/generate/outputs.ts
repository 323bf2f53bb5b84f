/** Everything that is generated, in memory: what `npm run generate` writes and a test compares with what is committed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { RuleMeta } from '../../server/src/lint/rule';
import { rulePage } from '../../server/src/report/rule-page';
import type { ImageRule } from '../../server/src/scan/checks/rule';
import { manifestWithRules } from './manifest';
import { imageNames, imageNamesPath, imageRegistry, imageRegistryPath, registry, registryPath } from './registry';
import { findRuleFiles, type RuleFile } from './rule-files';
import { readmeTable, ruleIndex } from './rule-index';
import { configSchema } from './schema';

export interface Outputs {
  /** Text by path from the repository's root, with slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** Pages of rules that are gone. */
  readonly stale: readonly string[];
  /** What is wrong with the rule files themselves. */
  readonly problems: readonly string[];
}

const pages = 'docs/rules';
const [tableStart, tableEnd] = ['<!-- rules:start -->', '<!-- rules:end -->'];

export async function generateOutputs(root: string): Promise<Outputs> {
  const { files: ruleFiles, problems: misplaced } = findRuleFiles(root);
  const { rules, problems: broken } = await loadRules(root, ruleFiles);
  const files = new Map([
    [registryPath, registry(ruleFiles)], [imageRegistryPath, imageRegistry(ruleFiles)], [imageNamesPath, imageNames(rules.filter(rule => rule.target === 'image') as ImageRule[])],
    [`${pages}/README.md`, ruleIndex(rules)],
  ]);
  for (const rule of rules) files.set(`${pages}/${rule.name}.md`, rulePage(rule));
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  files.set('package.json', manifestWithRules(manifest, rules));
  files.set('schemas/plimsoll.schema.json', configSchema(rules, (JSON.parse(manifest) as { version: string }).version));
  const readme = existsSync(join(root, 'README.md')) ? withTable(readFileSync(join(root, 'README.md'), 'utf8'), readmeTable(rules, `${pages}/README.md`)) : undefined;
  if (readme !== undefined) files.set('README.md', readme);
  const named = new Set([...files.keys(), ...ruleFiles.map(file => `${pages}/${file.name}.md`)]);
  return { files, problems: [...misplaced, ...broken], stale: pagesOnDisk(root).filter(path => !named.has(path)) };
}

/** Rules in the order of their files. The registry is not used: it may be what is out of date. A file that does not load costs its own rule. */
async function loadRules(root: string, files: readonly RuleFile[]): Promise<{ rules: RuleMeta[]; problems: string[] }> {
  const rules: RuleMeta[] = [];
  const problems: string[] = [];
  for (const { path, constant } of files) {
    try {
      const module = (await import(pathToFileURL(join(root, path)).href)) as Record<string, RuleMeta>;
      rules.push(module[constant]!);
    } catch (error) {
      problems.push(`${path}: cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { rules, problems };
}

/** Undefined where the text has no place for the table. */
function withTable(text: string, table: string): string | undefined {
  const [start, end] = [text.indexOf(tableStart), text.indexOf(tableEnd)];
  return start < 0 || end < start ? undefined : `${text.slice(0, start + tableStart.length)}\n${table}\n${text.slice(end)}`;
}

function pagesOnDisk(root: string): string[] {
  const directory = join(root, pages);
  return existsSync(directory) ? readdirSync(directory).filter(name => name.endsWith('.md')).map(name => `${pages}/${name}`) : [];
}
