/** Findings of ShellCheck in Dockerfiles. */
import path from 'node:path';
import type { DockerfileModel } from '../lint/dockerfile/model';
import type { Finding } from '../lint/finding';
import type { Settings } from '../lint/settings/model';
import { shellcheckFindings, shellcheckInputs, withSettings } from '../lint/shell/shellcheck';
import { type ServiceOptions, ShellcheckService } from './client';
import type { ProgramPlace } from './pool';

/** Where the build puts ShellCheck: beside the bundle that runs. */
export function shellcheckPlace(bundles: string): ProgramPlace {
  return { worker: path.join(bundles, 'shellcheck-worker.js'), directory: path.join(bundles, 'shellcheck') };
}

export class ShellcheckChecker {
  private readonly service: ShellcheckService;

  constructor(
    place: ProgramPlace,
    options: ServiceOptions = {},
    /** A script that ShellCheck failed on; the other ones are not affected. */
    private readonly onProblem: (uri: string, line: number, problem: string) => void = () => undefined,
  ) {
    this.service = new ShellcheckService(place, options);
  }

  /**
   * Findings in the scripts of a Dockerfile, as the settings want them; ignore comments are not applied. Fails with the signal's reason once it is aborted, and where ShellCheck does not run.
   */
  async check(model: DockerfileModel, settings: Settings, signal?: AbortSignal): Promise<readonly Finding[]> {
    const inputs = shellcheckInputs(model);
    if (inputs.length === 0) return [];
    const results = await this.service.lint(inputs, signal);
    const findings = results.flatMap(({ comments, problem }, i) => {
      const input = inputs[i]!;
      if (problem !== undefined) this.onProblem(model.uri, model.source.lineAt(input.script.span.start) + 1, problem);
      return shellcheckFindings(input, comments, model);
    });
    return withSettings(findings, settings);
  }

  /** For when scripts are to come: see the service. */
  prepare(): void {
    this.service.prepare();
  }

  dispose(): Promise<void> {
    return this.service.dispose();
  }
}
