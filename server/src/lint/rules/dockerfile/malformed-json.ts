import { looksLikeArray, readLooseArray } from '../../dockerfile/loose-array';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { dialectOfShell } from '../../shell/dialect';

const inShell: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN']);

export const malformedJson = defineRule({
  name: 'malformed-json',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { sonar: ['S7030'], tally: ['invalid-json-form'], 'dockerfile-utils': ['JSON_IN_SINGLE_QUOTES'], kics: ['not_using_json_in_cmd_and_entrypoint_arguments'] },
  fix: 'safe',
  docs: {
    what: 'Arguments look like the exec form, but are no valid JSON.',
    why: 'Single quotes, a missing quote or comma, or a comma too many turn the exec form into shell form without a word: the shell then looks for a program called "[", or a path of that name is made.',
    bad: "FROM alpine:3.24\nUSER 10001\nCMD ['httpd', '-f']\n",
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A test such as [ -f /etc/passwd ] is shell code and no array.',
  },
  messages: { invalid: 'This is no valid JSON, so {keyword} {effect}. Write an array of strings in double quotes, with commas between them.' },
  check(file, report) {
    const jsonErrors = new Set(file.errors.filter((error) => error.code === 'json-not-strings').map((error) => error.span.start));
    for (const instruction of file.all('ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN', 'SHELL', 'VOLUME')) {
      if (instruction.exec) continue;
      const start = commandStart(instruction);
      const text = start === undefined ? '' : instruction.args.text.slice(start).trimEnd();
      const shell = inShell.has(instruction.keyword);
      if (start === undefined || !text.startsWith('[') || (shell && isPowershell(instruction, text)) || !looksLikeArray(text, shell)) continue;
      // What stands before a comment that is none may be an array: trailing-comment tells.
      const comment = trailingComment(instruction);
      if (comment && isArray(text.slice(0, comment.start - start))) continue;
      const span = instruction.args.span(start, start + text.length);
      if (jsonErrors.has(span.start)) continue;
      report(span, 'invalid', { data: { keyword: instruction.keyword, effect: effectOn(instruction) }, fixes: repaired(file, instruction, text, span) });
    }
  },
});

/** Where the array would begin; behind the CMD of a HEALTHCHECK. */
function commandStart(instruction: Instruction): number | undefined {
  if (instruction.keyword !== 'HEALTHCHECK') return 0;
  const type = /^CMD\s+|^CMD(?=\[)/i.exec(instruction.args.text);
  return type ? type[0].length : undefined;
}

function isArray(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((element) => typeof element === 'string');
  } catch {
    return false;
  }
}

/** `[Net.ServicePointManager]::…` is a class. */
function isPowershell(instruction: Instruction, text: string): boolean {
  return dialectOfShell(instruction.before.shell.words) === 'powershell' || /^\[[\w.]+\](?:::|\$)/.test(text);
}

function effectOn(instruction: Instruction): string {
  if (inShell.has(instruction.keyword)) return 'hands it to a shell, which finds no such program';
  return instruction.keyword === 'SHELL' ? 'stops the build' : 'takes every word for a path';
}

function repaired(file: DockerfileModel, instruction: Instruction, text: string, span: { start: number; end: number }): RuleFix[] {
  const array = readLooseArray(text);
  // Over several lines the layout would be lost.
  if (!array || file.source.lineAt(span.start) !== file.source.lineAt(span.end)) return [];
  if (!inShell.has(instruction.keyword) && array.elements.length < 2 && instruction.keyword !== 'VOLUME' && instruction.keyword !== 'SHELL') return [];
  const newText = `[${array.elements.map((element) => JSON.stringify(element)).join(', ')}]`;
  return [{ title: `Write ${newText}`, applicability: array.quoted ? 'safe' : 'unsafe', edits: [{ span, newText }] }];
}
