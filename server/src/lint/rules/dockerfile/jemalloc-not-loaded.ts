import { startScripts } from '../../context/start-scripts';
import { startsScript } from '../../dockerfile/launch';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { isRubyStage } from '../../dockerfile/ruby-stages';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { callsOf } from '../../shell/package-commands';
import type { Workspace } from '../../workspace/model';
import { defineRule } from '../../rule';

export const jemallocNotLoaded = defineRule({
  name: 'jemalloc-not-loaded',
  target: 'dockerfile',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['ruby/jemalloc-installed-but-not-preloaded'] },
  docs: {
    what: 'jemalloc is installed in the final image of a Ruby application, and nothing loads it.',
    why: 'Ruby uses jemalloc only where LD_PRELOAD names it. Installed alone it does nothing but take up space, and the memory growth it was to stop goes on.',
    bad: 'FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && rm -rf /var/lib/apt/lists/*\nENV LD_PRELOAD=libjemalloc.so.2\nUSER 10001\n',
    exceptions: 'LD_PRELOAD and MALLOC_CONF of the environment are accepted, and so is a script of the image that mentions LD_PRELOAD, or an entrypoint script that cannot be read. Only final stages with Ruby are judged, and none that are named for development.',
  },
  messages: {
    unused: '{package} is installed, and nothing loads it. Set ENV LD_PRELOAD=libjemalloc.so.2, or leave it out.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || !isRubyStage(stage) || isForDevelopment(stage)) return;
    const scope = stage.exit.scope;
    if (['LD_PRELOAD', 'MALLOC_CONF'].some((name) => scope.lookup(name)?.kind === 'env')) return;
    if (startsThroughScript(file, stage, workspace)) return;
    const indices = stage.chain.map((part) => part.index);
    // Set by an entrypoint script, or when the command is started.
    if (file.instructions.some((instruction) => instruction.keyword !== 'ARG' && instruction.stage && indices.includes(instruction.stage.index) && file.source.slice(instruction.span).includes('LD_PRELOAD'))) return;
    for (const { call, instruction } of callsOf(file, ['apt-get', 'apt', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf'], 'install')) {
      if (!instruction.stage || !indices.includes(instruction.stage.index)) continue;
      const found = call.packages.find((item) => /^(?:lib)?jemalloc\d*(?:-dev)?$/.test(item.name));
      if (!found) continue;
      report(found.word.span, 'unused', { data: { package: found.name } });
      return;
    }
  },
});

/** Rails has its entrypoint script set LD_PRELOAD: whether one does is told by its text, and not known without. */
function startsThroughScript(file: DockerfileModel, stage: Stage, workspace: Workspace): boolean {
  if (!startsScript(stage)) return false;
  const scripts = startScripts(file, workspace);
  return scripts.length === 0 || scripts.some(({ text }) => /LD_PRELOAD|MALLOC_CONF/.test(text));
}
