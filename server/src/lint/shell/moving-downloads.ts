/** Downloads whose address serves something else with every push or release: no checksum of them can be known. */
import type { Instruction } from '../dockerfile/model';
import { latestAsked, mayMove } from '../facts/moving-addresses';
import { once } from '../text/once';
import type { Download } from './downloads';
import type { ShellCommand } from './model';
import { commandsOf } from './scripts';

/** The part of the address that says so, or of the command that asks for it: `latest`, `refs/heads/main`, `releases/latest`. */
export function movingPartOf({ url, word }: Pick<Download, 'url' | 'word'>, instruction: Instruction): string | undefined {
  return mayMove(url) ?? latestAsked(word.text) ?? word.variables.map((name) => askedVariables(instruction).get(name)).find((part) => part !== undefined);
}

/** Variables that hold what a command says is the newest, also by way of each other: `TAG=$(curl …/releases/latest | …)`, `URL=…/$TAG/x`. */
const askedVariables = once((instruction: Instruction): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const command of commandsOf(instruction)) {
    for (const { name, text, variables } of assignmentsOf(command)) {
      const part = latestAsked(text) ?? variables.map((other) => found.get(other)).find((known) => known !== undefined);
      if (part !== undefined) found.set(name, part);
      else found.delete(name);
    }
  }
  return found;
});

const declaring: ReadonlySet<string> = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

function assignmentsOf(command: ShellCommand): readonly { readonly name: string; readonly text: string; readonly variables: readonly string[] }[] {
  const declared = declaring.has(command.name) ? command.args : [];
  return [
    ...command.assignments.map(({ name, value }) => ({ name, text: value?.text ?? '', variables: value?.variables ?? [] })),
    ...declared.flatMap(({ text, variables }) => {
      const name = /^(\w+)=/.exec(text)?.[1];
      return name === undefined ? [] : [{ name, text, variables }];
    }),
  ];
}
