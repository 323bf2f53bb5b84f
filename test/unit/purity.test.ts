import assert from 'node:assert/strict';
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Bundles code for a platform that has nothing, and runs it in a context that has the language itself and no more but TextDecoder, which every web worker has and unbash needs. */
async function evaluateAlone(code: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true, format: 'iife', globalName: 'result', platform: 'neutral', mainFields: ['module', 'main'], write: false, logLevel: 'silent',
  });
  const context = vm.createContext({ TextDecoder }, { codeGeneration: { strings: false, wasm: false } });
  return vm.runInContext(`${outputFiles[0].text}\n;JSON.stringify(result.value)`, context, { timeout: 10_000 });
}

describe('purity', () => {
  it('lints where there is neither Node nor a browser', async () => {
    const value = await evaluateAlone(`
      import { lint } from './server/src/lint/lint';
      import { defaultSettings } from './server/src/lint/settings/model';
      const options = { settings: { ...defaultSettings, preset: 'all' }, today: '2026-11-24', onRuleError: (rule, error) => { throw new Error(rule + ': ' + error); } };
      const dockerfile = 'FROM debian:latest\\nRUN apt-get install curl | cat\\n';
      const compose = 'services:\\n  web:\\n    image: nginx\\n    privileged: true\\n';
      export const value = {
        dockerfile: lint({ uri: 'file:///Dockerfile', target: 'dockerfile', text: dockerfile }, options).length,
        compose: lint({ uri: 'file:///compose.yaml', target: 'compose', text: compose }, options).length,
        daemon: lint({ uri: 'file:///daemon.json', target: 'daemon', text: '{ "icc": 1, }' }, options).length,
      };
    `);
    const found = JSON.parse(value as string) as Record<string, number>;
    assert.ok(found.dockerfile > 0 && found.compose > 0 && found.daemon > 0, value as string);
  });

  it('would notice code that needs Node', async () => {
    await assert.rejects(evaluateAlone(`export const value = process.pid;`), /process is not defined/);
    await assert.rejects(evaluateAlone(`import { platform } from 'node:os'; export const value = platform();`));
  });
});
