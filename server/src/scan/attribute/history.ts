/**
 * Image history as instructions. Every builder writes `created_by` in its own way; this reads the forms of BuildKit, the classic builder, buildah/podman and kaniko.
 */
import { keywords } from '../../lint/dockerfile/model';
import type { HistoryEntry } from '../types';

export interface HistoryInstruction {
  readonly keyword: string;
  /** What follows the keyword, builder marks taken away, blanks squeezed. For RUN the shell and the build arguments are still in front. */
  readonly text: string;
  /** The classic builder and buildah name copied content by its hash: `file:… in /dest`. */
  readonly hashedCopy?: { readonly destination: string };
  readonly emptyLayer: boolean;
  /** Index in the history. */
  readonly index: number;
}

const keywordSet: ReadonlySet<string> = new Set(keywords);
const nop = /^(?:\/bin\/sh -c |cmd \/S \/C |powershell .*? )?#\(nop\)\s*/i;
const hashed = /^(?:(?:file|dir|multi):[0-9a-f]+(?:\s+|$))+in (.*)$/i;

export function readHistory(entry: HistoryEntry, index: number): HistoryInstruction {
  const { emptyLayer } = entry;
  const line = squeeze(entry.createdBy.replace(/# buildkit\s*$/, ''));
  const plain = line.replace(nop, '');
  const keyword = /^[A-Za-z]+/.exec(plain)?.[0].toUpperCase() ?? '';
  if (!keywordSet.has(keyword) || (plain[keyword.length] !== ' ' && plain.length > keyword.length)) return { keyword: 'RUN', text: line, emptyLayer, index };
  const text = plain.slice(keyword.length).trim();
  const copy = keyword === 'COPY' || keyword === 'ADD' ? hashed.exec(text) : null;
  return { keyword, text, ...(copy ? { hashedCopy: { destination: copy[1]!.trim() } } : {}), emptyLayer, index };
}

/** Blanks and line breaks become one blank; history and Dockerfile differ in them. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
