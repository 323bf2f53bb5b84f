import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const unevenIndentation = defineRule({
  name: 'uneven-indentation',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['consistent-indentation'] },
  docs: {
    what: 'Instructions of one file are indented in different ways.',
    why: 'Indentation says that something belongs to something else. Where it changes from line to line it says nothing, or the wrong thing.',
    bad: 'FROM alpine:3.24\n  USER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'In a file with several stages, everything below FROM may be indented, all by the same blanks; lines that go on must then be indented as far at least. With one stage there is nothing to set apart. One finding a file, at the first place; the fix mends the first lines of instructions.',
  },
  messages: {
    outer: '{keyword} is indented, though it belongs to no stage. Begin it at the start of the line.',
    uneven: '{keyword} is indented in another way than the instructions of a stage in this file. Indent all of them alike.',
    inner: 'This line goes on with {keyword}, and stands further left than it does. Indent it.',
  },
  check(file, report) {
    const wanted = wantedIn(file);
    const wrong = file.instructions.filter((instruction) => indentOf(file, instruction) !== wantedOf(instruction, wanted));
    const [first] = wrong;
    if (first) {
      const edits = wrong.map((instruction) => ({ span: { start: instruction.span.start - indentOf(file, instruction).length, end: instruction.span.start }, newText: wantedOf(instruction, wanted) }));
      report(first.keywordSpan, isOuter(first) ? 'outer' : 'uneven', { data: { keyword: first.keyword }, fixes: [{ title: 'Indent alike', applicability: 'safe', edits }] });
      return;
    }
    if (wanted === '') return;
    for (const instruction of file.instructions) {
      const span = isOuter(instruction) ? undefined : outdentedLine(file, instruction, wanted);
      if (span) return report(span, 'inner', { data: { keyword: instruction.keyword } });
    }
  },
});

const isOuter = ({ keyword, stage }: Instruction): boolean => keyword === 'FROM' || stage === undefined;

const wantedOf = (instruction: Instruction, wanted: string): string => (isOuter(instruction) ? '' : wanted);

function indentOf(file: DockerfileModel, { span }: Instruction): string {
  // A byte order mark is no indentation.
  return file.source.slice({ start: file.source.lineStart(file.source.lineAt(span.start)), end: span.start }).replace(/^\ufeff/, '');
}

/** The indentation that most instructions of stages have; none where there is only one stage. */
function wantedIn(file: DockerfileModel): string {
  if (file.stages.length < 2) return '';
  const counts = new Map<string, number>();
  for (const instruction of file.instructions) {
    if (isOuter(instruction)) continue;
    const indent = indentOf(file, instruction);
    counts.set(indent, (counts.get(indent) ?? 0) + 1);
  }
  return [...counts].reduce<readonly [string, number]>((best, entry) => (entry[1] > best[1] ? entry : best), ['', 0])[0];
}

/** The text of the first line of an instruction, after its own, that does not begin with the indentation; blank lines and heredocs aside. */
function outdentedLine(file: DockerfileModel, { lineSpan }: Instruction, wanted: string): { start: number; end: number } | undefined {
  for (let line = file.source.lineAt(lineSpan.start) + 1; line <= file.source.lineAt(lineSpan.end); line++) {
    const text = file.source.lineText(line);
    if (text.trim() !== '' && !text.startsWith(wanted)) return { start: file.source.lineEnd(line) - text.trimStart().length, end: file.source.lineStart(line) + text.trimEnd().length };
  }
  return undefined;
}
