/** Desktop VS Code, for machines with a display on which its download works. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheDirectory } from '../../scripts/setup/machine.mjs';

/** Where releases are announced and downloaded from. */
const updateService = 'https://update.code.visualstudio.com/api/releases/stable';

/** Path of the program, downloaded once; undefined where there is no display, or no answer within a few seconds. */
export async function findDesktop(version) {
  if (process.platform === 'linux' && !process.env.DISPLAY) {
    return undefined;
  }
  const reachable = await fetch(updateService, { method: 'HEAD', signal: AbortSignal.timeout(3_000) }).then((response) => response.ok, () => false);
  return reachable ? downloadAndUnzipVSCode({ version, cachePath: path.join(cacheDirectory, 'vscode-desktop') }) : undefined;
}

/** Runs an extension's tests in a window of its own, with settings of its own. Returns how it ended, in words. */
export async function runInDesktop(program, { extension, tests, folder, settings, env }) {
  const userData = mkdtempSync(path.join(tmpdir(), 'plimsoll-user-'));
  try {
    mkdirSync(path.join(userData, 'User'));
    writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings));
    const code = await runTests({
      vscodeExecutablePath: program, extensionDevelopmentPath: extension, extensionTestsPath: tests, extensionTestsEnv: env,
      launchArgs: [folder, '--user-data-dir', userData, '--extensions-dir', path.join(userData, 'extensions'), '--skip-welcome'],
    });
    return `exit status ${code}`;
  } catch (error) {
    return error.message;
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}
