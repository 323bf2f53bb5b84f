/** The names by which a user may call a rule: its own, and the ids that other tools give to the same check. */
import type { NamedRule, SourceTool } from '../rule';
import { imageRules } from '../rules/image-rules';
import { rules } from '../rules/registry';
import { nearest } from './nearest';

export class RuleNames {
  private readonly own = new Map<string, NamedRule>();
  private readonly byTool = new Map<SourceTool, Map<string, string[]>>();

  constructor(known: readonly NamedRule[]) {
    for (const rule of known) {
      this.own.set(rule.name, rule);
      for (const [tool, ids] of Object.entries(rule.sources) as [SourceTool, readonly string[]][]) {
        let names = this.byTool.get(tool);
        if (!names) this.byTool.set(tool, (names = new Map()));
        for (const id of ids) {
          const key = normalizedId(tool, id);
          const found = names.get(key);
          if (!found) names.set(key, [rule.name]);
          else if (!found.includes(rule.name)) found.push(rule.name);
        }
      }
    }
  }

  rule(name: string): NamedRule | undefined {
    return this.own.get(name);
  }

  /**
   * Names of findings (`Finding.rule`) that a word in a configuration or in our own ignore comment means: a rule's name, `syntax`, a ShellCheck code with or without `shellcheck/`, or another tool's id
   * with or without the tool in front (`hadolint/DL3006`). Empty where nothing is known by it.
   */
  resolve(word: string): readonly string[] {
    const name = word.trim();
    const lower = name.toLowerCase();
    if (lower === 'syntax' || this.own.has(lower)) return [lower];
    const shellcheck = shellcheckName(name);
    if (shellcheck) return [shellcheck];
    const slash = name.indexOf('/');
    const tool = lower.slice(0, Math.max(slash, 0));
    if (this.byTool.has(tool as SourceTool)) {
      const found = this.fromTool(tool as SourceTool, name.slice(slash + 1));
      if (found.length > 0) return found;
    }
    return unique([...this.byTool.keys()].flatMap(each => this.fromTool(each, name)));
  }

  /** Rules that one tool means by an id; empty where no rule lists it. */
  fromTool(tool: SourceTool, id: string): readonly string[] {
    return this.byTool.get(tool)?.get(normalizedId(tool, id)) ?? [];
  }

  /** Every rule that checks something the tool checks as well. */
  allOfTool(tool: SourceTool): readonly string[] {
    return unique([...(this.byTool.get(tool)?.values() ?? [])].flat());
  }

  nearest(word: string): string | undefined {
    return nearest(word, this.own.keys());
  }

  names(): Iterable<string> {
    return this.own.keys();
  }
}

/** `shellcheck/SC2086` for `SC2086`, `sc2086`, `shellcheck/SC2086`. */
export function shellcheckName(word: string): string | undefined {
  const code = /^(?:shellcheck\/)?sc(\d{4,5})$/i.exec(word);
  return code ? `shellcheck/SC${code[1]}` : undefined;
}

/** One spelling for ids that a tool takes in several. */
export function normalizedId(tool: SourceTool, id: string): string {
  const lower = id.trim().toLowerCase();
  switch (tool) {
    case 'trivy': {
      // DS002 and AVD-DS-0002 are older names of DS-0002.
      const number = /^(?:avd-)?ds-?(\d+)$/.exec(lower);
      return number ? `ds-${number[1]!.padStart(4, '0')}` : lower;
    }
    case 'semgrep':
      // A rule may be named with the path of its file: dockerfile.security.missing-user.missing-user.
      return lower.slice(lower.lastIndexOf('.') + 1);
    case 'sonar':
      return lower.replace(/^docker:/, '');
    case 'kics':
      return lower.replace(/-/g, '_');
    default:
      return lower;
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

let registered: RuleNames | undefined;

/** Names of the rules in the registry, and of those for images. */
export function ruleNames(): RuleNames {
  return (registered ??= new RuleNames([...rules, ...imageRules]));
}
