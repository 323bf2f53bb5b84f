import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { rootBase } from '../../dockerfile/stages';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const opcacheOff = defineRule({
  name: 'opcache-off',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['php/enable-opcache-in-production'] },
  docs: {
    what: 'The final image serves PHP, and nothing in the file enables OPcache.',
    why: 'Without OPcache PHP parses and compiles every file again for every request.',
    bad: 'FROM php:8.4-fpm\nUSER 10001\n',
    good: 'FROM php:8.4-fpm\nRUN docker-php-ext-install opcache\nUSER 10001\n',
    exceptions: 'PHP 8.5 and newer always have it. Silent where OPcache is installed, configured, or comes with a COPY from a stage that has it, where the configuration of PHP is copied from the build context, and for stages that are named for development.',
  },
  messages: {
    off: 'Nothing here enables OPcache, so every request compiles its files again. Add docker-php-ext-install opcache.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage || isForDevelopment(stage) || !servesPhp(stage)) return;
    if (hasOpcache(file, stage, new Set())) return;
    report(stage.instruction.from!.image.span, 'off');
  },
});

/** By the image, or by what it starts. */
function servesPhp(stage: Stage): boolean {
  const base = rootBase(stage);
  if (base.kind === 'image') {
    const { normalized, tag = '' } = base.image;
    const version = /^(\d+)\.(\d+)/.exec(tag);
    if (version && Number(version[1]) * 100 + Number(version[2]) >= 805) return false;
    if (normalized === 'docker.io/library/php' && /(?:^|-)(?:fpm|apache)(?:-|$)/.test(tag)) return true;
    if (normalized === 'docker.io/serversideup/php' && /fpm|apache|unit|frankenphp/.test(tag)) return true;
  }
  return stage.instructions.some((instruction) => (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') && commandsOf(instruction).some((command) => /^(?:php-fpm[\d.]*|apache2-foreground)$/.test(command.name)));
}

function hasOpcache(file: DockerfileModel, stage: Stage, seen: Set<number>): boolean {
  if (seen.has(stage.index)) return false;
  seen.add(stage.index);
  return stage.chain.some((part) => part.instructions.some((instruction) => enables(file, instruction, seen)));
}

const phpDirectories = /^\/usr\/(?:local\/?$|local\/(?:lib|etc)(?:\/php)?(?:\/|$)|lib\/php)|^\/etc\/php|^\/$/;

function enables(file: DockerfileModel, instruction: Instruction, seen: Set<number>): boolean {
  if (instruction.keyword === 'ENV') return /opcache/i.test(instruction.args.text);
  if (instruction.keyword === 'RUN') return commandsOf(instruction).some((command) => command.words.some((word) => /opcache/i.test(word.value ?? word.text)) || command.redirections.some((redirection) => /opcache/i.test(redirection.target?.text ?? '')));
  const { copy } = instruction;
  if (!copy) return false;
  const destination = copy.destination?.resolved ?? '';
  if (/opcache/i.test(destination) || copy.sources.some((source) => /opcache/i.test(source.value))) return true;
  if (instruction.heredocs.length > 0) return instruction.heredocs.some((heredoc) => heredoc.content.split(/\r?\n/).some((line) => /^\s*(?![;#\s])[^;]*opcache/i.test(line)));
  if (copy.from?.kind === 'stage') return copy.sources.some((source) => phpDirectories.test(source.value)) && hasOpcache(file, copy.from.stage, seen);
  // Configuration of PHP from the build context may say so.
  return copy.from === undefined && (/\/php|conf\.d/.test(destination) || copy.sources.some((source) => /\.ini$|(?:^|\/)php[^/]*$/.test(source.value)));
}
