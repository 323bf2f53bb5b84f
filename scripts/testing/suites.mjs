/** The suites of `npm test`, in the order in which they run: the quick and telling ones first. */
import path from 'node:path';
import { startDocker } from '../setup/docker.mjs';
import { buildEngineImages, buildPodmanImage, images } from '../setup/engine-images.mjs';
import { root, run } from '../setup/machine.mjs';
import { startPodman } from '../setup/podman.mjs';
import { ensureRegistry } from '../setup/registry.mjs';
import { runMocha, testFiles } from './mocha.mjs';

/** What suites share within one `npm test`: made when first asked for, undone at the end. */
export class Session {
  #engine;
  #podman;
  #built;

  /** A running Docker engine with the images of the fixture in it: `{context, environment, stop()}`. */
  engine() {
    this.#engine ??= startedWith(startDocker, async ({ host, docker }) => {
      const context = await buildEngineImages(docker);
      const environment = {
        DOCKER_HOST: host,
        PLIMSOLL_TEST_ENGINE: host,
        PLIMSOLL_TEST_IMAGE: images.app,
        PLIMSOLL_TEST_IMAGE_CLASSIC: images.appClassic,
        PLIMSOLL_TEST_BASE: images.base,
        PLIMSOLL_TEST_CONTEXT: context,
      };
      return { context, environment };
    });
    return this.#engine;
  }

  /** A running Podman service with the image built by it: `{environment, stop()}`. */
  podman() {
    this.#podman ??= startedWith(startPodman, async ({ host, podman }) => {
      await buildPodmanImage(podman);
      return { environment: { PLIMSOLL_TEST_PODMAN: host, PLIMSOLL_TEST_IMAGE_PODMAN: images.appPodman } };
    });
    return this.#podman;
  }

  /** dist/, made once. */
  build() {
    this.#built ??= import('../build.mjs').then(({ build }) => build());
    return this.#built;
  }

  async close() {
    for (const service of [this.#engine, this.#podman]) {
      const started = await service?.catch(() => undefined);
      await started?.stop();
    }
  }
}

/** Starts a service and prepares it; one that can't be prepared is stopped. */
async function startedWith(start, prepare) {
  const service = await start();
  try {
    return { ...(await prepare(service)), stop: service.stop };
  } catch (error) {
    await service.stop();
    throw error;
  }
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
    title: 'real engines, Docker and Podman, images built in them, and a real registry',
    run: async (session) => {
      await session.build();
      const engine = await session.engine();
      const podman = await session.podman();
      const registry = { PLIMSOLL_TEST_REGISTRY: await ensureRegistry() };
      return runMocha('engine', testFiles('engine'), { env: { ...engine.environment, ...podman.environment, ...registry }, timeoutMs: 120_000, list: true });
    },
  },
  {
    name: 'vscode',
    title: 'real VS Code: tests in its extension host, and clicks in its workbench',
    run: async (session) => {
      await session.build();
      const { runVSCodeTests } = await import('../../test/vscode/run.mjs');
      const inside = await runVSCodeTests(() => session.engine());
      const engine = await session.engine().catch(() => undefined);
      const clicks = await runMocha('clicks', testFiles('vscode/ui'), { env: engine?.environment, timeoutMs: 120_000, list: true });
      return sum([...inside, clicks]);
    },
  },
];
