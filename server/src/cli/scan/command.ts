/** `plimsoll scan`. */
import { join, resolve } from 'node:path';

import { defaultCacheDirectory } from '../../files/directories';
import { shownPath, uriOfPath } from '../../files/paths';
import { readTextFile } from '../../files/read';
import { parseDockerfile } from '../../lint/dockerfile/parse';
import type { ParsedDocument } from '../../lint/document';
import type { Severity } from '../../lint/finding';
import type { Settings } from '../../lint/settings/model';
import { ignoredVulnerabilities } from '../../lint/versions/ignored';
import { checkstyle } from '../../report/checkstyle';
import { cyclonedx } from '../../report/cyclonedx';
import { githubAnnotations } from '../../report/github';
import { gitlabCodeQuality } from '../../report/gitlab';
import { scanHtml } from '../../report/html';
import { junit } from '../../report/junit';
import { scanIssues, scanJson, type ScanReportContext } from '../../report/scan-report';
import { scanSarif } from '../../report/scan-sarif';
import { scanTable } from '../../report/scan-table';
import { spdx } from '../../report/spdx';
import { plural } from '../../report/style';
import { defaultAdvisoriesDirectory } from '../../scan/advisories';
import { withoutIgnored } from '../../scan/ignored';
import { chosenChecks } from '../../scan/checks/chosen';
import { thinned } from '../../scan/progress';
import { scanImage } from '../../scan/scan';
import { vulnerabilitySeverities, type Progress, type ScanReport, type ScanRequest, type VulnerabilitySeverity } from '../../scan/types';
import { UsageError, type Arguments } from '../arguments';
import { runnable, type Command } from '../command';
import { reportContext } from '../context';
import { exitStatus } from '../exit-status';
import { SettingsOfFiles } from '../lint/settings';
import type { Terminal } from '../terminal';

const failOnValues = ['critical', 'high', 'medium', 'low', 'never'] as const;
type FailOn = (typeof failOnValues)[number];

const options = {
  dockerfile: { value: 'FILE', help: 'Dockerfile that the image was built from: what is found is shown on its line there.' },
  target: { value: 'STAGE', help: 'With --dockerfile: the stage that was built, where it is not the last.' },
  source: { value: 'KIND', choices: ['docker', 'podman', 'archive', 'oci', 'registry'], help: 'What IMAGE is: docker, podman, archive, oci, registry. Without it, found out.' },
  host: { value: 'ADDRESS', help: 'Address of the engine, in place of DOCKER_HOST and contexts: unix:///run/docker.sock.' },
  offline: { help: 'Never uses the network, not even for an image of a registry.' },
  advisories: { value: 'DIR', help: 'Where the advisories are; the default is that of "plimsoll db".' },
  cache: { value: 'DIR', help: 'Where what is known of layers is kept.' },
  format: { value: 'FORMAT', choices: ['table', 'json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'cyclonedx', 'spdx', 'html'], help: 'table (default), json, sarif, github, gitlab, checkstyle, junit, cyclonedx, spdx, html.' },
  'fail-on': { value: 'SEVERITY', choices: failOnValues, help: 'Exits with 1 from this severity on: critical, high, medium, low, never (default). Of what is wrong in the image itself, an error counts as high, a warning as medium, an info as low.' },
} as const;

type ScanArguments = Arguments<typeof options>;

const command: Command<typeof options> = {
  usage: ['scan [OPTION…] IMAGE', 'scan [OPTION…] ARCHIVE', 'scan [OPTION…] OCI-DIR'],
  about: 'Finds the packages of an image that have known vulnerabilities, from advisories on this machine, and what is wrong in the image itself (credentials, root, setuid programs), and says which instruction of the Dockerfile brought each of them in.',
  options,
  run: async (args, terminal) => {
    const now = new Date();
    const request = scanRequest(args, now, terminal);
    const whole = await scanImage(request, thinned(progress => terminal.progress(progressText(progress))), terminal.signal);
    terminal.progress('');
    const settings = settingsOf(args, terminal);
    const { today, dockerfile } = request;
    const { report: matched, left } = withoutIgnored(whole, ignoredVulnerabilities(settings, today));
    const parsed: ParsedDocument | undefined = dockerfile && { target: 'dockerfile', model: parseDockerfile(dockerfile.text, dockerfile.uri) };
    const report = { ...matched, checks: chosenChecks(matched.checks, settings, parsed, today) };
    const context = { ...reportContext(terminal.directory), now: now.toISOString() };
    terminal.out(render(report, args.options.format ?? 'table', context, terminal));
    adviseOnCoverage(report, terminal);
    if (left.length > 0) terminal.say(`plimsoll: left out, as the settings say: ${[...new Set(left.map(({ id }) => id))].join(', ')}.`);
    return isAtOrAbove(report, args.options['fail-on'] ?? 'never') ? exitStatus.findings : exitStatus.ok;
  },
};

export const scanCommand = runnable(command);

function scanRequest({ options: given, operands }: ScanArguments, now: Date, terminal: Terminal): ScanRequest {
  const [image, extra] = operands;
  if (image === undefined) throw new UsageError('Name an image, an archive of "docker save" or the directory of an OCI layout.');
  if (extra !== undefined) throw new UsageError(`One image at a time, please: "${extra}" is too many.`);
  if (given.target !== undefined && given.dockerfile === undefined) throw new UsageError('--target is for --dockerfile.');
  return {
    image,
    ...(given.source && { source: given.source }),
    ...(given.dockerfile !== undefined && { dockerfile: { ...readDockerfile(given.dockerfile, terminal.directory), ...(given.target !== undefined && { target: given.target }) } }),
    advisories: given.advisories ?? defaultAdvisoriesDirectory(terminal.environment),
    cache: given.cache ?? defaultCacheDirectory(terminal.environment),
    offline: given.offline ?? false,
    ...(given.host !== undefined && { engineHost: given.host }),
    today: now.toISOString().slice(0, 10),
  };
}

/** Those of the Dockerfile; without one, of the directory that the command is run in. */
function settingsOf({ options: given }: ScanArguments, terminal: Terminal): Settings {
  const files = new SettingsOfFiles({}, undefined, terminal.say, path => shownPath(terminal.directory, path));
  return files.of(given.dockerfile === undefined ? join(terminal.directory, 'Dockerfile') : resolve(terminal.directory, given.dockerfile)).lint;
}

function readDockerfile(written: string, directory: string): { uri: string; text: string } {
  const path = resolve(directory, written);
  const file = readTextFile(path);
  if ('error' in file) throw new UsageError(`The Dockerfile ${written} ${file.error}.`);
  return { uri: uriOfPath(path), text: file.text };
}

function render(report: ScanReport, format: NonNullable<ScanArguments['options']['format']>, context: ScanReportContext, terminal: Terminal): string {
  switch (format) {
    case 'json':
      return scanJson(report);
    case 'sarif':
      return scanSarif(report, context);
    case 'github':
      return githubAnnotations(scanIssues(report, context));
    case 'gitlab':
      return gitlabCodeQuality(scanIssues(report, context));
    case 'checkstyle':
      return checkstyle(scanIssues(report, context), context.version);
    case 'junit':
      return junit(scanIssues(report, context));
    case 'cyclonedx':
      return cyclonedx(report, context);
    case 'spdx':
      return spdx(report, context);
    case 'html':
      return scanHtml(report, context);
    case 'table':
      return scanTable(report, context, terminal.style, terminal.columns);
  }
}

/** Nothing found is no good news where nothing was known: said aloud, whatever the format. */
function adviseOnCoverage({ notCovered }: ScanReport, terminal: Terminal): void {
  for (const { ecosystem, packages, reason } of notCovered) terminal.say(`plimsoll: not covered: ${ecosystem} (${plural(packages, 'package')}). ${reason}`);
}

function progressText({ message, fraction }: Progress): string {
  return fraction === undefined ? message : `${String(Math.floor(fraction * 100)).padStart(3)} % ${message}`;
}

/** Findings about the image itself have the severities of rules; the help says how they compare. */
const checkSeverities: Readonly<Record<Severity, VulnerabilitySeverity>> = { error: 'high', warning: 'medium', info: 'low', hint: 'unknown' };

function isAtOrAbove(report: ScanReport, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  const limit = vulnerabilitySeverities.indexOf(failOn);
  const found = [...report.vulnerabilities.map(({ severity }) => severity), ...report.checks.map(({ severity }) => checkSeverities[severity])];
  return found.some(severity => vulnerabilitySeverities.indexOf(severity) <= limit);
}
