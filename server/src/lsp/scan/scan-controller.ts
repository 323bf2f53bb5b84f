/** Carries out the client's requests about scanning: runs scans, keeps their results, speaks for the advisories. Loads the scanner on first use. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { parseDockerfile } from '../../lint/dockerfile/parse';
import { isIgnoredVulnerability, type IgnoredVulnerabilities } from '../../lint/versions/ignored';
import type { Workspace } from '../../lint/workspace/model';
import type { AdvisoryPlan, AdvisoryState, AdvisoryUpdate, BuiltImage, LocalImage, ScanParams, ScanSummary, SeverityCounts } from '../../protocol';
import { countVulnerablePackages } from '../../report/scan-report';
import { withoutIgnored } from '../../scan/ignored';
import { vulnerabilitySeverities } from '../../scan/types';
import type { ReportedCheck, ScanReport } from '../../scan/types';
import { cancellable } from '../cancellation';
import type { Host, ScanOptions, Scanning } from '../host';
import { withProgress } from '../progress';
import type { ProgressToken } from '../progress';
import { uriKey } from '../uris';
import { builtImages } from './built-images';
import { advisoriesOf } from './findings';
import type { ScanStore } from './scan-store';

export interface ScanEnvironment {
  /** Scanning settings for a resource (or, without one, of the user). */
  options(uri: string | undefined): Promise<ScanOptions>;
  /** The text of a Dockerfile, unsaved changes included; undefined where it cannot be read. */
  text(uri: string): Promise<string | undefined>;
  workspace(uri: string): Workspace;
  /** The vulnerabilities that the user does not want to see of an image that this Dockerfile, or none, builds. */
  ignored(uri: string | undefined): Promise<IgnoredVulnerabilities>;
  /** Of what was found in such an image itself, what the user wants to see. */
  chosen(uri: string | undefined, checks: readonly ReportedCheck[]): Promise<readonly ReportedCheck[]>;
  /** Results changed, or a scan of this Dockerfile began or ended. */
  onChange(): void;
}

export class ScanController {
  private scanning: Promise<Scanning> | undefined;
  private readonly underWay = new Map<string, number>();
  private trusted: boolean;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly store: ScanStore,
    private readonly environment: ScanEnvironment,
    trusted: boolean,
  ) {
    this.trusted = trusted;
  }

  /** Scanning is possible here, and the user trusts the workspace. */
  get allowed(): boolean {
    return this.trusted && this.host.scanning !== undefined;
  }

  trust(): void {
    this.trusted = true;
    this.environment.onChange();
  }

  isScanning(uri: string): boolean {
    return (this.underWay.get(uriKey(uri)) ?? 0) > 0;
  }

  async scan(params: ScanParams, token: CancellationToken): Promise<ScanSummary> {
    const scanning = await this.service();
    const text = params.uri === undefined ? undefined : await this.environment.text(params.uri);
    const dockerfile = params.uri !== undefined && text !== undefined ? { uri: params.uri, text, target: params.target } : undefined;
    const options = await this.environment.options(params.uri);
    const report = await this.marked(params.uri, () =>
      withProgress(this.connection, `Scanning ${params.image}`, params.workDoneToken, token, (onProgress, signal) =>
        scanning.scan({ params, dockerfile, options, today: this.host.today() }, onProgress, signal),
      ),
    );
    const anchored = this.store.add(report, dockerfile && parseDockerfile(dockerfile.text, dockerfile.uri));
    this.environment.onChange();
    const ignored = await this.environment.ignored(params.uri);
    const attributed = [...(anchored?.results.values() ?? [])].flatMap(({ vulnerabilities }) => vulnerabilities).filter((one) => !isIgnoredVulnerability(one, ignored)).length;
    return summarize(await this.wanted(report, params.uri), attributed);
  }

  async images(token: CancellationToken): Promise<readonly LocalImage[]> {
    const scanning = await this.service();
    const options = await this.environment.options(undefined);
    return cancellable(token, (signal) => scanning.images(options, signal));
  }

  async builtImages(uri: string, token: CancellationToken): Promise<readonly BuiltImage[]> {
    const scanning = await this.service();
    const text = await this.environment.text(uri);
    if (text === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `The Dockerfile ${uri} cannot be read.`);
    const options = await this.environment.options(uri);
    return cancellable(token, async (signal) =>
      builtImages(this.environment.workspace(uri).servicesBuilding(uri), await scanning.images(options, signal), {
        history: (image) => scanning.history(image, options, signal),
        similarity: (history) => scanning.similarity(history, { uri, text }),
      }),
    );
  }

  clear(uri: string | undefined): void {
    this.store.clear(uri);
    this.environment.onChange();
  }

  async report(uri: string | undefined): Promise<string | null> {
    const report = this.store.report(uri);
    if (!report) return null;
    return (await this.service()).render(await this.wanted(report, uri));
  }

  /** The report as the settings of the Dockerfile, or of the first folder, leave it. */
  private async wanted(report: ScanReport, uri: string | undefined): Promise<ScanReport> {
    const { report: rest } = withoutIgnored(report, await this.environment.ignored(uri));
    return { ...rest, checks: await this.environment.chosen(uri, rest.checks) };
  }

  async plan(ecosystems: readonly string[] | undefined, token: CancellationToken): Promise<AdvisoryPlan> {
    const scanning = await this.service();
    const options = await this.environment.options(undefined);
    return cancellable(token, (signal) => scanning.planAdvisories(ecosystems, options, signal));
  }

  async update(ecosystems: readonly string[], workDoneToken: ProgressToken, token: CancellationToken): Promise<AdvisoryUpdate> {
    const scanning = await this.service();
    const options = await this.environment.options(undefined);
    return withProgress(this.connection, 'Updating advisories', workDoneToken, token, (onProgress, signal) => scanning.updateAdvisories(ecosystems, options, onProgress, signal));
  }

  async advisoryStatus(): Promise<readonly AdvisoryState[]> {
    const scanning = await this.service();
    return scanning.advisoryStatus(await this.environment.options(undefined));
  }

  private service(): Promise<Scanning> {
    if (!this.host.scanning) return Promise.reject(new ResponseError(LSPErrorCodes.RequestFailed, 'Images cannot be scanned here: the server runs in the browser.'));
    if (!this.trusted) return Promise.reject(new ResponseError(LSPErrorCodes.RequestFailed, 'Images are not scanned in Restricted Mode. Trust this workspace to scan.'));
    this.scanning ??= this.host.scanning();
    return this.scanning;
  }

  private async marked<T>(uri: string | undefined, work: () => Promise<T>): Promise<T> {
    if (uri === undefined) return work();
    const key = uriKey(uri);
    this.underWay.set(key, (this.underWay.get(key) ?? 0) + 1);
    this.environment.onChange();
    try {
      return await work();
    } finally {
      this.underWay.set(key, this.underWay.get(key)! - 1);
      this.environment.onChange();
    }
  }
}

function summarize(report: ScanReport, attributed: number): ScanSummary {
  const advisories = advisoriesOf(report.vulnerabilities);
  const counts = Object.fromEntries(vulnerabilitySeverities.map((severity) => [severity, advisories.filter((one) => one.severity === severity).length])) as SeverityCounts;
  return {
    image: report.image.name,
    digest: report.image.digest,
    counts,
    packages: report.packages.length,
    vulnerablePackages: countVulnerablePackages(report),
    checks: report.checks.length,
    notCovered: report.notCovered,
    problems: report.problems.map(({ where, message }) => `${where}: ${message}`),
    attributed,
  };
}
