/**
 * Finds the rule files. A rule file is `server/src/lint/rules/<target>/<name>.ts`, or `server/src/scan/checks/rules/<name>.ts` where it is for images; its text holds exactly one
 * `export const x = defineRule(`, or `defineImageRule(`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CheckedTarget } from '../../server/src/lint/rule';

const directories: readonly (readonly [CheckedTarget, string])[] = [
  ...(['dockerfile', 'compose', 'dockerignore', 'daemon'] as const).map(target => [target, `server/src/lint/rules/${target}`] as const),
  ['image', 'server/src/scan/checks/rules'],
];

export interface RuleFile {
  readonly target: CheckedTarget;
  /** File name without extension: the name the rule must have. */
  readonly name: string;
  /** Path from the repository's root, with slashes. */
  readonly path: string;
  /** The exported constant. */
  readonly constant: string;
}

export interface RuleFiles {
  readonly files: readonly RuleFile[];
  /** One sentence for each file that is no rule file. */
  readonly problems: readonly string[];
}

export function findRuleFiles(root: string): RuleFiles {
  const files: RuleFile[] = [];
  const problems: string[] = [];
  for (const [target, directory] of directories) {
    if (!existsSync(join(root, directory))) continue;
    for (const entry of readdirSync(join(root, directory), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${directory}/${entry.name}`;
      if (!entry.isFile() || !entry.name.endsWith('.ts')) {
        problems.push(`${path}: only rule files belong here`);
        continue;
      }
      const constants = [...readFileSync(join(root, path), 'utf8').matchAll(/^export const (\w+)\s*=\s*define(?:Image)?Rule\b/gm)].map(match => match[1]!);
      if (constants.length === 1) files.push({ target, name: entry.name.slice(0, -3), path, constant: constants[0]! });
      else problems.push(`${path}: exports ${constants.length} rules, a rule file exports exactly one ("export const x = defineRule(…)"); move what rules share beside their directory`);
    }
  }
  return { files, problems };
}
