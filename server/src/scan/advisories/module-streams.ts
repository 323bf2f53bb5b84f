import type { OsvEvent } from './osv';

/**
 * Packages of modules come in several streams, each with versions of its own: what is fixed in nodejs:20 says nothing
 * about nodejs:18. Records do not name the stream by themselves, but their summary does ("nodejs:18 security update"),
 * and the releases of modular packages bear a mark: `.module+el8.7.0+…`, of AlmaLinux `.module_el8…`.
 */
const mark = /\.module[+_]/;

/** Streams that a record speaks of; empty where its packages are not modular, or its summary names none. */
export function streamsOf(summary: string, ranges: readonly (readonly OsvEvent[])[]): readonly string[] {
  return isModular(ranges) ? [...new Set(summary.match(/(?<![\w:.-])[A-Za-z][\w.+-]*:[\w.+-]+(?![\w:])/g) ?? [])] : [];
}

export function isModularVersion(version: string): boolean {
  return mark.test(version);
}

export function isModular(ranges: readonly (readonly OsvEvent[])[]): boolean {
  return ranges.some((events) => events.some(({ version }) => isModularVersion(version)));
}
