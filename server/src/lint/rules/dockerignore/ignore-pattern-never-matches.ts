import { removeLine } from '../../dockerignore/edits';
import type { DockerignoreModel, IgnorePattern } from '../../dockerignore/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

/** More alternatives than these are no list of a person. */
const mostAlternatives = 20;

export const ignorePatternNeverMatches = defineRule({
  name: 'ignore-pattern-never-matches',
  target: 'dockerignore',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A pattern matches nothing in any build context: it points outside, names the context itself, or uses what only shells know (braces, quotes).',
    why: 'What the line should keep out goes to the builder, and from there into the image. Nothing says that a pattern had no effect.',
    bad: '.git\n*.{key,pem}\n',
    good: '.git\n*.key\n*.pem\n',
    exceptions: 'A pattern that merely matches nothing in this checkout is fine: most name what tools make.',
  },
  messages: {
    outside: '{pattern} lies outside of the build context, where the builder looks at nothing. Take it out, or write the path as seen from the context.',
    itself: '{pattern} stands for the build context itself and is ignored by the builder. Use * for all that is in it.',
    braces: 'Braces are no alternatives here: this matches only a name with braces and commas in it. Write one line for each.',
    quotes: 'Quotes belong to the pattern here, so that this matches only a name with quotes in it. Take them out.',
  },
  check(file, report) {
    for (const entry of file.patterns) {
      const { pattern, span } = entry;
      if (/^\.\.(?:\/|$)/.test(pattern)) report(span, 'outside', { data: { pattern: entry.text }, fixes: [remove(file, entry)] });
      else if (pattern === '.' || pattern === '/') report(span, 'itself', { data: { pattern: entry.text }, fixes: [remove(file, entry)] });
      else if (/^(["']).+\1$/.test(pattern)) report(span, 'quotes', { fixes: [replace(entry, [pattern.slice(1, -1)], file)] });
      else if (/^[^\\]*\{[^{}]*,[^{}]*\}/.test(pattern) && !/\{\d*,\d*\}/.test(pattern)) {
        const alternatives = expandBraces(pattern);
        report(span, 'braces', { fixes: alternatives.length > mostAlternatives || alternatives.some((each) => /[{}]/.test(each)) ? [] : [replace(entry, alternatives, file)] });
      }
    }
  },
});

function remove(file: DockerignoreModel, { span }: IgnorePattern): RuleFix {
  return { title: 'Take the line out', applicability: 'unsafe', edits: [removeLine(file, span)] };
}

function replace({ span, negated }: IgnorePattern, patterns: readonly string[], { source }: DockerignoreModel): RuleFix {
  const lines = patterns.map((pattern) => (negated ? `!${pattern}` : pattern));
  return { title: `Use ${lines.length > 2 ? `${lines.length} lines` : lines.join(' and ')}`, applicability: 'unsafe', edits: [{ span, newText: lines.join(source.eol) }] };
}

function expandBraces(pattern: string): string[] {
  const match = /^([^{}]*)\{([^{}]*,[^{}]*)\}(.*)$/.exec(pattern);
  if (!match) return [pattern];
  const [, before, inside, after] = match as unknown as [string, string, string, string];
  const rest = expandBraces(after);
  return inside.split(',').flatMap((each) => rest.map((end) => before + each + end));
}
