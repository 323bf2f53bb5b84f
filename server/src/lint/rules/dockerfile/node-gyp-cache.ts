import type { Instruction } from '../../dockerfile/model';
import type { PackageInstall } from '../../shell/managers';
import { actionSpan, callLabel, packageCalls } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const nodeGypCache = defineRule({
  name: 'node-gyp-cache',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['js/node-gyp-cache-mounts'] },
  docs: {
    what: 'Native Node.js modules are compiled without a cache mount for the headers of Node.js.',
    why: 'node-gyp downloads the headers of Node.js in every build of the layer, and leaves them in the image.',
    bad: 'FROM node:24\nRUN npm rebuild sharp\nUSER 1000\n',
    good: 'FROM node:24\nRUN --mount=type=cache,target=/cache/node-gyp npm_config_devdir=/cache/node-gyp npm rebuild sharp\nUSER 1000\n',
    exceptions: 'Judged where the toolchain for native modules is installed in the stage, or `npm rebuild` runs. --ignore-scripts compiles nothing.',
  },
  messages: {
    headers: '{command} compiles native modules, and downloads the headers of Node.js every time. Mount a cache and name it in npm_config_devdir.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      if (stage.os === 'windows') continue;
      const indices = stage.chain.map((part) => part.index);
      const calls = packageCalls(file).filter(({ instruction }) => instruction.stage?.index === stage.index);
      const toolchain = packageCalls(file).some(({ instruction, call }) => instruction.stage && indices.includes(instruction.stage.index) && isToolchain(call));
      for (const { instruction, call } of calls) {
        if (!/^(?:npm|yarn|pnpm|bun)$/.test(call.manager.name)) continue;
        const rebuild = call.subcommand === 'rebuild';
        if (!(rebuild || (toolchain && /^(?:install|restore)$/.test(call.action))) || call.has('--ignore-scripts') || isCached(instruction, call)) continue;
        report(actionSpan(call), 'headers', { data: { command: callLabel(call) } });
        break;
      }
    }
  },
});

function isToolchain({ action, manager, packages }: PackageInstall): boolean {
  if (action !== 'install' || !/^(?:debian|alpine|rpm)$/.test(manager.family)) return false;
  const names = packages.map((item) => item.name);
  return names.includes('build-essential') || names.includes('build-base') || (names.includes('make') && names.some((name) => /^(?:g\+\+|gcc-c\+\+|gcc)$/.test(name)));
}

/** The directory for headers is set, and a cache is mounted over it. */
function isCached(instruction: Instruction, call: PackageInstall): boolean {
  const own = call.command.assignments.find(({ name }) => /^npm_config_devdir$/i.test(name))?.value?.value;
  const exported = commandsOf(instruction)
    .filter((command) => command.name === 'export' && command.span.start < call.command.span.start)
    .flatMap((command) => command.args.map((word) => /^npm_config_devdir=(.*)$/i.exec(word.value ?? '')?.[1]))
    .find((value) => value !== undefined);
  const directory = own ?? exported ?? instruction.before.scope.lookup('npm_config_devdir')?.value ?? '/root/.cache/node-gyp';
  return instruction.mounts.some((mount) => mount.type === 'cache' && mount.option('target', 'dst', 'destination')?.value === directory);
}
