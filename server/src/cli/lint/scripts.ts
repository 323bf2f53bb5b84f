import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { Finding } from '../../lint/finding';
import type { Settings } from '../../lint/settings/model';

/** Checks the shell scripts of Dockerfiles. */
export interface ScriptChecker {
  /** Findings in a Dockerfile's scripts, before ignore comments. Never fails: a checker that does not run says so once and finds nothing. */
  check(model: DockerfileModel, settings: Settings, shown: string): Promise<readonly Finding[]>;
  close(): Promise<void>;
}
