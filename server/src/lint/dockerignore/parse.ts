/** Reads a `.dockerignore` as BuildKit does. Any text yields a model. */
import { cleanPath, trim, trimStart } from '../text/go-path';
import { SourceText } from '../text/source';
import { IgnoreMatcher } from './matcher';
import type { DockerignoreModel, IgnoreComment, IgnoreError, IgnorePattern } from './model';
import { compilePattern } from './pattern';

export function parseDockerignore(text: string, uri: string): DockerignoreModel {
  const source = new SourceText(text);
  const patterns: IgnorePattern[] = [];
  const comments: IgnoreComment[] = [];
  const errors: IgnoreError[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    const end = feed < 0 ? text.length : text[feed - 1] === '\r' && feed > start ? feed - 1 : feed;
    readLine(start, end);
    start = next;
  }
  return { uri, source, patterns, comments, errors, matcher: new IgnoreMatcher(patterns) };

  function readLine(from: number, to: number): void {
    const content = text.slice(from, to);
    const line = source.lineAt(from);
    if (content.startsWith('#')) {
      comments.push({ text: content.slice(1).trim(), line, span: { start: from, end: to } });
      return;
    }
    const written = trim(content);
    if (written === '') return;
    const at = from + content.length - trimStart(content).length;
    const span = { start: at, end: at + written.length };
    const { pattern, negated } = read(written);
    if (pattern === '') errors.push({ kind: 'empty-exception', span });
    else {
      const matches = compilePattern(pattern);
      if (matches) patterns.push({ pattern, negated, line, span, text: written, matches });
      else errors.push({ kind: 'bad-pattern', span });
    }
  }
}

/** The builder reads a line twice: it takes the slash at the start away, and then looks once more for blanks and a `!`. */
function read(written: string): { pattern: string; negated: boolean } {
  const marked = written.startsWith('!');
  const path = withoutRoot(marked ? trim(written.slice(1)) : written);
  const again = cleanPath(trim(marked ? `!${path}` : path));
  const negated = again.startsWith('!');
  return { pattern: negated ? again.slice(1) : again, negated };
}

function withoutRoot(path: string): string {
  if (path === '') return '';
  const clean = cleanPath(path);
  return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}
