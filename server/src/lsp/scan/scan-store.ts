/** The results of scans by Dockerfile, kept until the server ends, a new scan replaces them or the user clears them. */
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { ScanReport } from '../../scan/types';
import { uriKey } from '../uris';
import { anchorScan } from './anchor';
import type { AnchoredScan } from './anchor';

export class ScanStore {
  private readonly byDockerfile = new Map<string, AnchoredScan>();
  private lastReport: ScanReport | undefined;

  get(uri: string): AnchoredScan | undefined {
    return this.byDockerfile.get(uriKey(uri));
  }

  /** The report of one Dockerfile, or the last one of all. */
  report(uri: string | undefined): ScanReport | undefined {
    return uri === undefined ? this.lastReport : this.get(uri)?.report;
  }

  /** `model` is of the text that the scan was given; absent for an image without a Dockerfile. */
  add(report: ScanReport, model: DockerfileModel | undefined): AnchoredScan | undefined {
    this.lastReport = report;
    if (!model) return undefined;
    const scan = anchorScan(report, model);
    this.byDockerfile.set(uriKey(model.uri), scan);
    return scan;
  }

  clear(uri: string | undefined): void {
    if (uri === undefined) {
      this.byDockerfile.clear();
      this.lastReport = undefined;
      return;
    }
    const report = this.report(uri);
    this.byDockerfile.delete(uriKey(uri));
    if (this.lastReport === report) this.lastReport = undefined;
  }
}
