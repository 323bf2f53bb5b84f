/** ShellCheck for a run of lint. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { shellcheckCacheDirectory } from '../../files/directories';
import { pathOfUri } from '../../files/paths';
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { Finding } from '../../lint/finding';
import type { Settings } from '../../lint/settings/model';
import { ShellcheckChecker, shellcheckPlace } from '../../shellcheck/check';
import { DiskCache } from '../../shellcheck/disk-cache';

/** Checks the shell scripts of Dockerfiles. */
export interface ScriptChecker {
  /** Says that Dockerfiles are to come, for ShellCheck to start while they are read. */
  prepare(): void;
  /** Findings in a Dockerfile's scripts, before ignore comments. Never fails: a checker that does not run says so once and finds nothing. */
  check(model: DockerfileModel, settings: Settings): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

/** More workers than this make a run no faster: the rules take a processor too. */
const mostWorkers = 4;

/** Nothing is started before it is said that scripts come, or one does. */
export function shellcheckScripts(environment: NodeJS.ProcessEnv, shown: (path: string) => string, say: (message: string) => void): ScriptChecker {
  const place = shellcheckPlace(bundleDirectory());
  const cache = new DiskCache(shellcheckCacheDirectory(environment), place.directory);
  const checker = new ShellcheckChecker(place, { workers: Math.min(availableParallelism(), mostWorkers), cache }, (uri, line, problem) => say(`plimsoll: ${shown(pathOfUri(uri) ?? uri)}:${line}: ShellCheck failed on this script: ${problem}`));
  let failed = false;
  return {
    prepare: () => checker.prepare(),
    async check(model, settings) {
      if (failed) return [];
      try {
        return await checker.check(model, settings);
      } catch (error) {
        if (!failed) say(`plimsoll: shell scripts are not checked. ${error instanceof Error ? error.message : String(error)} --no-shellcheck leaves them out.`);
        failed = true;
        return [];
      }
    },
    close: () => checker.dispose(),
  };
}

/** Where the worker is: beside this bundle, or, while developing, where the last build put it. */
function bundleDirectory(): string {
  const candidates = [__dirname, join(__dirname, '../../../../dist')];
  return candidates.find(directory => existsSync(join(directory, 'shellcheck-worker.js'))) ?? __dirname;
}
