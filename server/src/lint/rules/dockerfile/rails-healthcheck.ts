import { insertBefore } from '../../dockerfile/edits';
import type { Instruction, Stage } from '../../dockerfile/model';
import { isRubyProduction } from '../../dockerfile/ruby-stages';
import { lastInChain, runtimeOf } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const railsHealthcheck = defineRule({
  name: 'rails-healthcheck',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/healthcheck-rails-up-endpoint'] },
  docs: {
    what: 'A Ruby web server is started without a health check, or with one that calls a program the image does not have.',
    why: 'Rails answers /up since 7.1 and says there whether it has booted. Ruby itself can ask: neither curl nor wget, which slim images lack, needs to be installed for it.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /rails\nUSER 1000\nCMD ["bin/rails", "server"]\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /rails\nUSER 1000\nHEALTHCHECK CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI(\'http://localhost:3000/up\')).is_a?(Net::HTTPSuccess)"]\nCMD ["bin/rails", "server"]\n',
    exceptions: 'HEALTHCHECK NONE, jobs and workers, and stages for development. curl and wget are accepted where a RUN of the stage installs them and in images that bring them along. Kubernetes has probes of its own and ignores HEALTHCHECK.',
  },
  messages: {
    none: 'Nothing asks this server whether it works. Rails answers /up: let HEALTHCHECK ask there, with Ruby itself.',
    tool: '{tool} is not in this image, so the check fails for ever. Ask with Ruby itself.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage || !isRubyProduction(stage) || !startsServer(stage)) return;
    const healthcheck = lastInChain(stage, 'HEALTHCHECK');
    if (!healthcheck) {
      const start = stage.instructions.find(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
      const fixes = start ? [{ title: 'Ask /up', applicability: 'unsafe' as const, edits: [insertBefore(file, start, check)] }] : [];
      report(stage.instruction.from!.image.span, 'none', { fixes });
      return;
    }
    const missing = commandsOf(healthcheck).find(({ name }) => lacks(stage, name));
    if (missing) report(missing.nameWord.span, 'tool', { data: { tool: missing.name } });
  },
});

const check = `HEALTHCHECK CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI('http://localhost:3000/up')).is_a?(Net::HTTPSuccess)"]`;

/** Servers of Rack, by themselves, by `bundle exec` and by `rails server`; ENTRYPOINT and CMD together. */
function startsServer(stage: Stage): boolean {
  const { entrypoint, cmd } = runtimeOf(stage);
  const words = [entrypoint, cmd].flatMap((instruction) => (instruction ? wordsOf(instruction) : []));
  return words.some((word, i) => /^(?:.*\/)?(?:puma|unicorn|unicorn_rails|rackup|falcon|passenger)$/.test(word) || (/^(?:.*\/)?rails$/.test(word) && /^(?:server|s)$/.test(words[i + 1] ?? '')));
}

function wordsOf({ exec, args }: Instruction): readonly string[] {
  return exec ? exec.elements.map((element) => element.value) : args.text.trim().split(/\s+/);
}

/** The small variants of the official image have no curl, and that of Debian no wget either. */
function lacks(stage: Stage, tool: string): boolean {
  const base = rootBase(stage);
  const tag = base.kind === 'image' && base.image.normalized === 'docker.io/library/ruby' ? (base.image.tag ?? '') : '';
  if (!(tool === 'curl' && /slim|alpine/.test(tag)) && !(tool === 'wget' && /slim/.test(tag))) return false;
  return !stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword !== 'HEALTHCHECK' && new RegExp(`\\b${tool}\\b`).test(instruction.args.text)));
}
