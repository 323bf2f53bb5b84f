/** Settings of Bundler at one `bundle install`: variables, `bundle config`, options. */
import type { DockerfileModel } from '../dockerfile/model';
import type { PackageCall } from './package-commands';
import { commandsOf } from './scripts';
import { templateOf } from './words';

/**
 * The value in force of a setting such as `deployment`, `without`; undefined where nothing sets it. Looks at the option of the call, at `bundle config` before it in the image, and at
 * BUNDLE_… of the environment. What is set to an unknown value is U+FFFC.
 */
export function bundlerSetting(file: DockerfileModel, { call, instruction }: PackageCall, name: string): string | undefined {
  const option = call.option(`--${name}`);
  if (option) return option.value ?? 'true';
  const variable = `BUNDLE_${name.toUpperCase()}`;
  const own = call.command.assignments.find((assignment) => assignment.name === variable)?.value;
  if (own) return templateOf(own);
  return configured(file, { call, instruction }, name) ?? environment(instruction, variable);
}

function environment(instruction: PackageCall['instruction'], variable: string): string | undefined {
  const definition = instruction.before.scope.lookup(variable);
  return definition && (definition.value ?? '\ufffc');
}

function configured(file: DockerfileModel, { call, instruction }: PackageCall, name: string): string | undefined {
  const chain = instruction.stage?.chain.map((stage) => stage.index) ?? [];
  let value: string | undefined;
  for (const run of file.all('RUN')) {
    if (run.index > instruction.index || (run.stage && !chain.includes(run.stage.index))) continue;
    for (const command of commandsOf(run)) {
      if (!/^bundler?$/.test(command.name) || command.args[0]?.value !== 'config' || (run === instruction && command.span.start > call.command.span.start)) continue;
      const words = command.args.slice(1).map((word) => templateOf(word)).filter((word) => word !== 'set' && !/^--(?:local|global|system)$/.test(word));
      if (words[0] === name && words.length > 1) value = words.slice(1).join(' ');
    }
  }
  return value;
}
