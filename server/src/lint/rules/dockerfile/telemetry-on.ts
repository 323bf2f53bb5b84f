import { insertBefore } from '../../dockerfile/edits';
import { telemetry } from '../../facts/telemetry';
import { commandsOf } from '../../shell/scripts';
import { windowsCommandsOf } from '../../shell/windows';
import { defineRule } from '../../rule';

export const telemetryOn = defineRule({
  name: 'telemetry-on',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-telemetry-opt-out'] },
  docs: {
    what: 'A program that reports how it is used runs in the build without its opt-out variable.',
    why: 'Builds of private software tell a third party when and with what they run, and wait for its servers.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npx next build\nUSER 1000\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nENV NEXT_TELEMETRY_DISABLED=1\nCOPY . .\nRUN npx next build\nUSER 1000\n',
    exceptions: 'One finding a program and stage.',
  },
  messages: {
    on: '{tool} reports how it is used. Set ENV {variable}={value}.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const seen = new Set<string>();
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        const calls = [
          ...commandsOf(instruction).map((command) => ({ command, words: command.words.map((word, index) => (index === 0 ? command.name : (word.value ?? ''))), assigned: command.assignments.map(({ name }) => name) })),
          ...windowsCommandsOf(instruction).map((command) => ({ command, words: [command.name, ...command.args.map((word) => word.text)], assigned: [] })),
        ];
        for (const { command, words, assigned } of calls) {
          for (const item of telemetry) {
            if (seen.has(item.variable) || !item.matches(words)) continue;
            seen.add(item.variable);
            if (instruction.before.scope.lookup(item.variable) || assigned.some((name) => name === item.variable)) continue;
            const { tool, variable, value } = item;
            report(command.nameWord.span, 'on', { data: { tool, variable, value }, fixes: [{ title: `Set ${variable}`, applicability: 'unsafe', edits: [insertBefore(file, instruction, `ENV ${variable}=${value}`)] }] });
          }
        }
      }
    }
  },
});
