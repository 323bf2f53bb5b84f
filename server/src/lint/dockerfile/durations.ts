/** Durations as Go reads them: `1h30m`, `1.5s`, `-2ms`, `0`. */

const nanoseconds: Readonly<Record<string, number>> = { ns: 1, us: 1e3, 'µs': 1e3, 'μs': 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };
const part = /^(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/;

/** Nanoseconds; undefined where it is no duration. */
export function parseDuration(text: string): number | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0;
  if (rest === '') return undefined;
  let total = 0;
  while (rest !== '') {
    const match = part.exec(rest);
    if (!match) return undefined;
    total += Number(match[1]) * nanoseconds[match[2]!]!;
    rest = rest.slice(match[0].length);
  }
  return sign === '-' ? -total : total;
}

/** What BuildKit refuses in a duration of HEALTHCHECK. */
export function durationError(text: string): 'unit' | 'duration' | 'short' | undefined {
  const value = parseDuration(text);
  if (value === undefined) return /^\d+(?:\.\d+)?$/.test(text) ? 'unit' : 'duration';
  return value !== 0 && value < 1e6 ? 'short' : undefined;
}
