import type { DockerfileModel } from '../../dockerfile/model';
import { removeArgument } from '../../dockerfile/remove-argument';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import type { PackageInstall } from '../../shell/managers';
import type { ShellWord } from '../../shell/model';
import type { ShellOption } from '../../shell/options';
import { callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

const settings: Readonly<Record<string, string>> = { '--without': 'without', '--with': 'with', '--path': 'path', '--deployment': 'deployment', '--frozen': 'frozen', '--clean': 'clean', '--no-prune': 'no_prune', '--system': 'system', '--binstubs': 'bin', '--shebang': 'shebang' };

export const bundleDeprecatedOption = defineRule({
  name: 'bundle-deprecated-option',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/deprecated-bundler-install-flags'] },
  docs: {
    what: '`bundle install` has options that are settings nowadays (--without, --deployment, --path).',
    why: 'Bundler 2 warns about them and Bundler 4 refuses them: the build breaks with the next base image. They were remembered in a file all along, which `bundle config` now writes by name.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install --without development\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle config set --local without development && bundle install\nUSER 10001\n',
    exceptions: 'Stages named for development or tests are left alone.',
  },
  messages: {
    deprecated: '{option} of bundle install is deprecated and gone in Bundler 4. Use bundle config set --local {setting}, or {variable}.',
  },
  check(file, report) {
    for (const { call, instruction } of callsOf(file, ['bundle'], 'restore', 'upgrade')) {
      if (call.subcommand === '' || isForDevelopment(instruction.stage)) continue;
      for (const option of call.options) {
        const setting = Object.hasOwn(settings, option.name) ? settings[option.name]! : undefined;
        if (!setting) continue;
        report(option.word.span, 'deprecated', { data: { option: option.name, setting, variable: `BUNDLE_${setting.toUpperCase()}` }, fixes: configure(file, call, option, setting) });
      }
    }
  },
});

/** Bundler takes every word up to the next option for one of these. */
const lists: ReadonlySet<string> = new Set(['--without', '--with']);

/** The words of its value: none of a switch, its own of `--path=x`. */
function valuesOf({ command }: PackageInstall, { name, word, valueWord }: ShellOption): readonly ShellWord[] {
  if (!valueWord || valueWord === word || !lists.has(name)) return valueWord ? [valueWord] : [];
  const rest = command.args.slice(command.args.indexOf(valueWord));
  const end = rest.findIndex(({ text }, i) => i > 0 && text.startsWith('-'));
  return end < 0 ? rest : rest.slice(0, end);
}

/** Puts a `bundle config` in front of the install. */
function configure(file: DockerfileModel, call: PackageInstall, option: ShellOption, setting: string): RuleFix[] {
  const { command } = call;
  const words = valuesOf(call, option);
  const separate = words[0] !== option.word;
  const removal = removeArgument(file, { start: option.word.span.start, end: (words[words.length - 1] ?? option.word).span.end });
  const value = words.length === 0 ? 'true' : separate ? words.map(({ text }) => text).join(' ') : option.word.text.replace(/^[^=]*=/, '');
  if (!removal || command.script.origin === 'exec' || command.wrappers.length > 0 || command.assignments.length > 0 || command.pipedFrom) return [];
  const at = command.span.start;
  const insertion = { span: { start: at, end: at }, newText: `${command.nameWord.text} config set --local ${setting} ${value} && ` };
  return [{ title: `Use bundle config set ${setting}`, applicability: 'unsafe', edits: [insertion, removal] }];
}
