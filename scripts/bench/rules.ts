/** Bundled and run by bench.mjs: what each rule costs on a tree of Dockerfiles, everything else apart. */
import { parseDocument } from '../../server/src/lint/document';
import { lintParsed } from '../../server/src/lint/lint';
import { defaultSettings } from '../../server/src/lint/settings/model';

export interface RuleCost {
  readonly rule: string;
  /** Milliseconds over all documents. */
  readonly ms: number;
}

export interface Costs {
  /** Milliseconds to parse all documents. */
  readonly parse: number;
  readonly rules: readonly RuleCost[];
}

const rounds = 3;

/** The cost in a running server: after a round to warm up, and of each rule on each text the least of several, so that what else the machine does counts little. */
export function measureRules(texts: readonly string[], today: string): Costs {
  const clock = () => performance.now();
  const least = new Map<string, number[]>();
  const note = (what: string, index: number, ms: number): void => {
    let times = least.get(what);
    if (!times) least.set(what, (times = []));
    times[index] = Math.min(ms, times[index] ?? Infinity);
  };
  const parsing = 'parsing';
  const settings = { ...defaultSettings, preset: 'all' as const };
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) least.clear();
    for (const [index, text] of texts.entries()) {
      const start = clock();
      const parsed = parseDocument({ uri: `file:///${index}/Dockerfile`, target: 'dockerfile', text })!;
      note(parsing, index, clock() - start);
      lintParsed(parsed, { settings, today, clock, onRuleTime: (rule, ms) => note(rule, index, ms) });
    }
  }
  const costs = [...least].map(([rule, times]) => ({ rule, ms: times.reduce((sum, ms) => sum + ms, 0) }));
  return { parse: costs.find(({ rule }) => rule === parsing)!.ms, rules: costs.filter(({ rule }) => rule !== parsing).sort((a, b) => b.ms - a.ms) };
}
