import { defineRule } from '../../rule';

export const userFromArgument = defineRule({
  name: 'user-from-argument',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {},
  docs: {
    what: 'USER of the final stage takes its value from a build argument.',
    why: 'Whoever builds the image can make it root with --build-arg, and nobody sees it in the Dockerfile.',
    bad: 'FROM alpine:3.24\nARG RUN_AS=10001\nUSER $RUN_AS\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Images for development that take the id of the developer on purpose can ignore it.',
  },
  messages: {
    argument: 'The user comes from the build argument {name}, so that a build can make it root. Write a number.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const instruction = stage?.exit.user?.instruction;
    const word = instruction?.words[0];
    if (!stage || !word || instruction.stage?.index !== stage.index) return;
    const use = word.variables.find(({ definition }) => definition?.kind === 'arg');
    if (!use) return;
    const value = word.resolved;
    const fixes = value !== undefined && value !== '' ? [{ title: `Write ${value}`, applicability: 'unsafe' as const, edits: [{ span: word.span, newText: value }] }] : [];
    report(word.span, 'argument', { data: { name: use.name }, fixes });
  },
});
