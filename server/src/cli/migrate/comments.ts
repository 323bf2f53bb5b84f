/** Ignore comments of other tools in a Dockerfile, rewritten as ours wherever that silences the same. */
import type { Comment, DockerfileModel } from '../../lint/dockerfile/model';
import type { RuleNames } from '../../lint/settings/rule-names';
import { directivesIn, type IgnoreDirective } from '../../lint/suppress/directives';
import { rulesOf } from '../../lint/suppress/filter';
import { dockerfileLines } from '../../lint/suppress/scopes';
import type { Position } from '../../lint/text/span';
import type { Note } from './wanted';

export interface RewrittenComment {
  /** Zero-based. */
  readonly line: number;
  readonly before: string;
  readonly after: readonly string[];
}

export interface RewrittenComments {
  /** The whole file. */
  readonly text: string;
  readonly changed: readonly RewrittenComment[];
  readonly notes: readonly Note[];
}

const toolNames: Partial<Record<IgnoreDirective['tool'], string>> = { trivy: 'Trivy', checkov: 'Checkov', kics: 'KICS', semgrep: 'Semgrep', sonar: 'Sonar', buildkit: 'BuildKit' };

export function rewriteComments(model: DockerfileModel, names: RuleNames): RewrittenComments {
  const { source } = model;
  const changed: RewrittenComment[] = [];
  const notes: Note[] = [];
  let text = '';
  let done = 0;
  for (const comment of model.comments) {
    const directives = directivesIn(comment.text).filter(({ tool }) => tool !== 'plimsoll' && tool !== 'shellcheck');
    if (directives.length === 0) continue;
    const at = source.positionAt(comment.span.start);
    const kept = directives.map(directive => reasonToKeep(directive, comment, model)).find(reason => reason !== undefined);
    if (kept !== undefined) {
      notes.push({ at, message: `This comment stays as it is, and works: ${kept}.` });
      continue;
    }
    const after = ours(directives, comment, at, names, notes);
    if (after.length === 0) continue;
    const indent = source.text.slice(source.lineStart(comment.line), comment.span.start);
    text += source.text.slice(done, comment.span.start) + after.join(source.eol + indent);
    done = comment.span.start + source.slice(comment.span).trimEnd().length;
    changed.push({ line: comment.line, before: source.slice(comment.span).trimEnd(), after });
  }
  return { text: text + source.text.slice(done), changed, notes };
}

/** Why ours would not do the same; undefined where it does. */
function reasonToKeep({ tool, ids, reach, expires }: IgnoreDirective, comment: Comment, model: DockerfileModel): string | undefined {
  const name = toolNames[tool] ?? tool;
  if (tool === 'buildkit') return 'docker build reads it, too';
  if (ids === 'all') return `it silences all that ${name} checks, and "all" in a comment of ours would silence more`;
  if (expires !== undefined) return `it ends on ${expires}, and comments of ours have no end`;
  const lines = dockerfileLines(model, comment, reach);
  if (!lines) return 'it stands where it has no effect';
  const next = reach === 'block' ? dockerfileLines(model, comment, 'next') : undefined;
  return next && next.to !== lines.to ? 'it is for a whole stage, and comments of ours are for one instruction or for the file' : undefined;
}

/** One comment for the instruction and one for the file, as needed; empty where no id means anything to us. */
function ours(directives: readonly IgnoreDirective[], comment: Comment, at: Position, names: RuleNames, notes: Note[]): string[] {
  const here = new Set<string>();
  const file = new Set<string>();
  for (const { tool, ids, reach } of directives) {
    for (const id of ids) {
      const rules = rulesOf(tool, id, names);
      if (rules.length === 0) notes.push({ at, message: `No rule of Plimsoll stands for ${id}: this comment says it for another tool only.` });
      for (const rule of rules) (reach === 'file' || reach === 'top' ? file : here).add(rule);
    }
  }
  const reason = reasonIn(comment.text, directives);
  const line = (keyword: string, rules: ReadonlySet<string>): string[] => (rules.size === 0 ? [] : [`# plimsoll ${keyword}=${[...rules].join(',')}${reason === '' ? '' : ` -- ${reason}`}`]);
  return [...line('global ignore', file), ...line('ignore', here)];
}

/** What the comment says besides the directives. */
function reasonIn(comment: string, directives: readonly IgnoreDirective[]): string {
  const rest = directives.reduce((left, { text }) => left.replace(text, () => ' '), comment);
  return rest.replace(/\s+/g, ' ').trim().replace(/^[\s;:,#–—-]+/, '').replace(/^reason=/i, '').replace(/[\s;:,#]+$/, '').trim();
}
