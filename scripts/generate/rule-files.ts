/** Finds the rule files. A rule file is `server/src/lint/rules/<target>/<name>.ts`; its text holds exactly one `export const x = defineRule(`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RuleTarget } from '../../server/src/lint/rule';

export const rulesDirectory = 'server/src/lint/rules';
const targets: readonly RuleTarget[] = ['dockerfile', 'compose', 'dockerignore', 'daemon'];

export interface RuleFile {
  readonly target: RuleTarget;
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
  for (const target of targets) {
    const directory = join(root, rulesDirectory, target);
    if (!existsSync(directory)) continue;
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${rulesDirectory}/${target}/${entry.name}`;
      if (!entry.isFile() || !entry.name.endsWith('.ts')) {
        problems.push(`${path}: only rule files belong here`);
        continue;
      }
      const constants = [...readFileSync(join(root, path), 'utf8').matchAll(/^export const (\w+)\s*=\s*defineRule\b/gm)].map(match => match[1]!);
      if (constants.length === 1) files.push({ target, name: entry.name.slice(0, -3), path, constant: constants[0]! });
      else problems.push(`${path}: exports ${constants.length} rules, a rule file exports exactly one ("export const x = defineRule(…)"); move what rules share beside their directory`);
    }
  }
  return { files, problems };
}
