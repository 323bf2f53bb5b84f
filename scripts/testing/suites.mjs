/** The suites of `npm test`, in the order in which they run: the quick and telling ones first. */
import path from 'node:path';
import { startDocker } from '../setup/docker.mjs';
import { buildEngineImages, images } from '../setup/engine-images.mjs';
import { root, run } from '../setup/machine.mjs';
import { runMocha, testFiles } from './mocha.mjs';

/** What suites share within one `npm test`: made when first asked for, undone at the end. */
export class Session {
  #docker;
  #built;

  /** A running Docker engine with the images of the fixture in it: `{host, docker, context}`. */
  engine() {
    this.#docker ??= startDocker().then(async (docker) => ({ ...docker, context: await buildEngineImages(docker.docker).catch(async (error) => {
      await docker.stop();
      throw error;
    }) }));
    return this.#docker;
  }

  /** dist/, made once. */
  build() {
    this.#built ??= import('../build.mjs').then(({ build }) => build());
    return this.#built;
  }

  async close() {
    await (await this.#docker?.catch(() => undefined))?.stop();
  }
}

/** What tests learn of the engine. */
function engineEnvironment({ host, context }) {
  return {
    DOCKER_HOST: host,
    PLIMSOLL_TEST_ENGINE: host,
    PLIMSOLL_TEST_IMAGE: images.app,
    PLIMSOLL_TEST_IMAGE_CLASSIC: images.appClassic,
    PLIMSOLL_TEST_BASE: images.base,
    PLIMSOLL_TEST_CONTEXT: context,
  };
}

/** A program that checks the whole tree counts as one test. */
async function check(title, program, args) {
  try {
    await run(process.execPath, [path.join(root, 'node_modules', program), ...args], { inherit: true });
    return { passed: 1 };
  } catch {
    // It has printed what is wrong itself.
    console.log(`  ${title} failed`);
    return { failed: 1 };
  }
}

function sum(results) {
  return results.reduce((total, each) => ({
    passed: (total.passed ?? 0) + (each.passed ?? 0),
    failed: (total.failed ?? 0) + (each.failed ?? 0),
    skipped: [...(total.skipped ?? []), ...(each.skipped ?? [])],
  }), {});
}

const tsc = 'typescript/bin/tsc';

export const suites = [
  {
    name: 'types',
    title: 'type check, and once more without Node types for what must run in a browser',
    run: async () => sum(await Promise.all([check('tsc -p .', tsc, ['-p', '.']), check('tsc -p server/src/lint', tsc, ['-p', 'server/src/lint', '--noEmit'])])),
  },
  {
    name: 'lint',
    title: 'ESLint',
    run: () => check('eslint', 'eslint/bin/eslint.js', ['--max-warnings=0', '.']),
  },
  {
    name: 'unit',
    title: 'unit, rule, language server, scan and fuzz tests',
    run: () => runMocha('unit', testFiles('unit', 'rules', 'lsp', 'scan', 'fuzz')),
  },
  {
    name: 'build',
    title: 'bundles',
    run: async (session) => {
      await session.build();
      return { passed: 1 };
    },
  },
  {
    name: 'cli',
    title: 'the built command line, end to end',
    run: async (session) => {
      await session.build();
      return runMocha('cli', testFiles('cli'), { timeoutMs: 60_000 });
    },
  },
  {
    name: 'package',
    title: 'the VSIX: contents, size, installation',
    run: async (session) => {
      await session.build();
      return runMocha('package', testFiles('package'), { timeoutMs: 120_000, list: true });
    },
  },
  {
    name: 'engine',
    title: 'a real Docker engine and images built in it',
    run: async (session) => {
      const [engine] = await Promise.all([session.engine(), session.build()]);
      return runMocha('engine', testFiles('engine'), { env: engineEnvironment(engine), timeoutMs: 120_000, list: true });
    },
  },
];
