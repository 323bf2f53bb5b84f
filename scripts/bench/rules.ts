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

export function measureRules(texts: readonly string[], today: string): Costs {
  const clock = () => performance.now();
  const times = new Map<string, number>();
  const options = {
    settings: { ...defaultSettings, preset: 'all' as const }, today, clock,
    onRuleTime: (rule: string, ms: number) => void times.set(rule, (times.get(rule) ?? 0) + ms),
  };
  let parse = 0;
  const round = () => {
    for (const [index, text] of texts.entries()) {
      const start = clock();
      const parsed = parseDocument({ uri: `file:///${index}/Dockerfile`, target: 'dockerfile', text })!;
      parse += clock() - start;
      lintParsed(parsed, options);
    }
  };
  // Once to warm up: what counts is the cost in a running server.
  round();
  times.clear();
  parse = 0;
  round();
  return { parse, rules: [...times].map(([rule, ms]) => ({ rule, ms })).sort((a, b) => b.ms - a.ms) };
}
