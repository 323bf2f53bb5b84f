/** Builds scan reports for tests: vulnerabilities on the instructions that hold a given text. */
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import type { Confidence, ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../../server/src/scan/types';

export interface Sketch {
  readonly id: string;
  /** Text of the instruction to blame; absent: not attributed. */
  readonly on?: string;
  readonly severity?: VulnerabilitySeverity;
  readonly package?: string;
  readonly version?: string;
  readonly fixedVersion?: string;
  readonly knownExploited?: boolean;
  readonly confidence?: Confidence;
  readonly type?: string;
}

export function scanReport(uri: string, text: string, sketches: readonly Sketch[], extra: Partial<ScanReport> = {}): ScanReport {
  const model = parseDockerfile(text, uri);
  const vulnerabilities = sketches.map((sketch): ReportedVulnerability => {
    const instruction = sketch.on === undefined ? undefined : model.instructions.find((i) => model.source.slice(i.span).includes(sketch.on!));
    if (sketch.on !== undefined && !instruction) throw new Error(`no instruction holds "${sketch.on}"`);
    const name = sketch.package ?? 'openssl';
    const version = sketch.version ?? '1.0';
    return {
      id: sketch.id,
      aliases: [],
      package: name,
      purl: `pkg:${sketch.type ?? 'deb'}/${name}@${version}`,
      version,
      fixedVersion: sketch.fixedVersion,
      severity: sketch.severity ?? 'high',
      summary: `Summary of ${sketch.id}`,
      url: `https://advisories.example/${sketch.id}`,
      knownExploited: sketch.knownExploited ?? false,
      layer: 'sha256:0',
      instruction: instruction && { uri, range: model.source.range(instruction.span), text: model.source.slice(instruction.span) },
      confidence: sketch.confidence ?? (instruction?.from ? 'base' : 'aligned'),
      reason: 'history and file agree',
    };
  });
  return {
    version: 1,
    image: { name: 'app:latest', digest: 'sha256:1', architecture: 'amd64', layers: [] },
    packages: [{ name: 'openssl', version: '1.0', purl: 'pkg:deb/openssl@1.0', layer: 'sha256:0' }],
    vulnerabilities,
    checks: [],
    notCovered: [],
    problems: [],
    ...extra,
  };
}
