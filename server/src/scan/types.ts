/**
 * The data that the stages of a scan hand to one another. Types only.
 *
 * source -> layers -> packages per layer -> merged file system -> advisories -> attribution -> report
 */
import type { Finding, Severity } from '../lint/finding';
import type { Range } from '../lint/text/span';

/** Something that went wrong with one item (a layer, a package database, a record); the scan went on without it. */
export interface Problem {
  /** Where: an archive entry, a layer's diff id, a path in the image, a segment. */
  readonly where: string;
  readonly message: string;
}

/** One entry of an image configuration's `history`, oldest first. */
export interface HistoryEntry {
  readonly created?: string;
  readonly createdBy: string;
  readonly comment?: string;
  readonly emptyLayer: boolean;
}

/** The parts of an OCI image configuration that a scan uses. Source: opencontainers/image-spec config.md. */
export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly created?: string;
  readonly diffIds: readonly string[];
  readonly history: readonly HistoryEntry[];
  readonly user?: string;
  readonly env: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly workdir?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly healthcheck?: readonly string[];
  readonly shell?: readonly string[];
}

/** `generic` is the SDK of .NET. Ecosystem names are OSV's, with the release where OSV has one: `Debian:12`, `Ubuntu:24.04:LTS`, `Alpine:v3.20`, `npm`, `PyPI`. */
export type PackageType = 'deb' | 'apk' | 'rpm' | 'npm' | 'pypi' | 'gem' | 'golang' | 'cargo' | 'composer' | 'maven' | 'nuget' | 'generic';

/** One installed package as a cataloguer found it. */
export interface Package {
  readonly type: PackageType;
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
  /** The source package where it differs from the binary one (dpkg `Source`, apk `o:`, rpm's SOURCERPM); advisories of Debian, Ubuntu, Alpine and others name it. */
  readonly sourceName?: string;
  readonly sourceVersion?: string;
  /** Path in the image of the file that says the package is installed, without a leading slash. */
  readonly path: string;
  readonly licenses?: readonly string[];
  /** Who built the package, as rpm's database says; the distribution, or who runs another repository. */
  readonly vendor?: string;
  /** Module and stream of a modular rpm package, `nodejs:18`; advisories of another stream say nothing about it. */
  readonly moduleStream?: string;
}

export interface OsRelease {
  readonly id: string;
  readonly versionId: string;
  readonly prettyName: string;
  readonly codename?: string;
}

/** What a file of credentials holds; never the credentials themselves. */
export interface SecretContent {
  readonly kind: 'private-key' | 'encrypted-key' | 'credentials';
  /** As it reads after "holds": `an RSA private key`, `an npm token`. */
  readonly what: string;
}

/** An entry of etc/passwd. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  /** Its shell lets somebody log in. */
  readonly login: boolean;
  /** The password field is empty: anybody is let in. */
  readonly passwordless: boolean;
}

/** What the rules for images need to know of a layer's files. Small: paths and verdicts, no contents. */
export interface LayerObservations {
  /** Files that by their name may hold credentials; without `holds`, there is none in it (and it may replace one that a lower layer has). */
  readonly secretFiles: readonly { readonly path: string; readonly holds?: SecretContent }[];
  /** `st_mode` (file type included) of files and directories of programs, and of setuid and setgid programs anywhere. */
  readonly programs: readonly (readonly [path: string, mode: number])[];
  /** Paths of `.git` directories that are repositories. */
  readonly repositories: readonly string[];
  /** Ownership keys of those of these files that the layer's OS packages own. */
  readonly owned: readonly string[];
  /** Of etc/passwd, where the layer has it. */
  readonly accounts?: readonly Account[];
  /** Accounts that etc/shadow gives an empty password, where the layer has it. */
  readonly emptyShadows?: readonly string[];
}

/** What one layer says about packages, kept by diff id in the cache. Small: no file bodies. */
export interface LayerInventory {
  readonly diffId: string;
  /** Uncompressed bytes of the layer's tar. */
  readonly size: number;
  /** Every file of the layer that a cataloguer read, with what it found there. A package database that names no package has an empty list. */
  readonly catalogued: readonly { readonly path: string; readonly cataloguer: string; readonly packages: readonly Package[] }[];
  /** Paths of programs and archives that hold no packages: what a lower layer has at them is gone. */
  readonly replaced: readonly string[];
  /** Paths removed by `.wh.` entries, without the prefix; a directory removes all below it. */
  readonly whiteouts: readonly string[];
  /** Directories with `.wh..wh..opq`: what lower layers hold below them is hidden. */
  readonly opaques: readonly string[];
  /** Paths of files that replace what a lower layer catalogued (only those that some cataloguer wants). */
  readonly osRelease?: OsRelease;
  /** Paths of language packages' files that the OS package manager says it owns (from dpkg `info/*.list`, apk `F:`/`R:`) and at which this layer has packages; see scan-notes trap 9. */
  readonly osOwned: readonly string[];
  readonly observed: LayerObservations;
  readonly problems: readonly Problem[];
}

/** A package of the final file system, with its history through the layers. Layer numbers are indices into `ImageConfig.diffIds`. */
export interface ImagePackage {
  readonly package: Package;
  /** First layer of the package's unbroken presence at this version: the layer to blame. */
  readonly layer: number;
  /** Set where that layer replaced another version of it which a lower layer had brought. */
  readonly replaced?: { readonly version: string; readonly layer: number };
  /** True where the OS package manager owns the language package; it is not matched against the language's advisories. */
  readonly osOwned: boolean;
}

export interface ImageIdentity {
  /** As the user named it, or the archive's first tag, or its path. */
  readonly name: string;
  /** Digest of the configuration: the image id, `sha256:…`. */
  readonly digest: string;
  readonly repoTags: readonly string[];
}

/** An image after reading: everything the later stages need. */
export interface ScannedImage {
  readonly identity: ImageIdentity;
  readonly config: ImageConfig;
  /** In the order of `config.diffIds`; a layer that could not be read has `problems` and nothing else. */
  readonly layers: readonly LayerInventory[];
  readonly problems: readonly Problem[];
}

export type VulnerabilitySeverity = 'critical' | 'high' | 'medium' | 'low' | 'unknown';

/** One advisory that applies to one package. */
export interface Match {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly package: ImagePackage;
  readonly fixedVersion?: string;
  readonly severity: VulnerabilitySeverity;
  readonly summary?: string;
  readonly url: string;
  /** In CISA's catalogue of exploited vulnerabilities. */
  readonly knownExploited: boolean;
}

/** exact: provenance says so. aligned: history and Dockerfile agree. inferred: a guess among several. base: below the Dockerfile's own instructions. */
export type Confidence = 'exact' | 'aligned' | 'inferred' | 'base';

/** An instruction of the Dockerfile as the report names it. */
export interface InstructionReference {
  readonly uri: string;
  readonly range: Range;
  readonly text: string;
}

/** What attribution says of one layer (or of the empty history entries between layers, which have no layer). */
export interface LayerAttribution {
  readonly instruction?: InstructionReference;
  readonly confidence: Confidence;
  readonly reason: string;
}

export interface ReportedPackage {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly layer: string;
}

export interface ReportedVulnerability {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly package: string;
  readonly purl: string;
  readonly version: string;
  readonly fixedVersion?: string;
  readonly severity: VulnerabilitySeverity;
  readonly summary?: string;
  readonly url: string;
  readonly knownExploited: boolean;
  /** Diff id of the layer to blame. */
  readonly layer: string;
  readonly instruction?: InstructionReference;
  readonly confidence: Confidence;
  readonly reason: string;
  /** Set where the layer replaced another version that a lower layer had. */
  readonly replaced?: { readonly version: string; readonly layer: string };
}

/** A finding of a rule for images. `range` and `uri` are the instruction's; without one, the uri is empty and the range the beginning. */
export interface ReportedCheck extends Finding {
  /** Diff id of the layer to blame; absent for what is in the image's configuration. */
  readonly layer?: string;
  readonly instruction?: InstructionReference;
  readonly confidence: Confidence;
  readonly reason: string;
  /** Paths in the image that the finding is about, without leading slashes. */
  readonly files: readonly string[];
}

/** Printed by `plimsoll scan --format json`; the form may not change (DESIGN.md 6). */
export interface ScanReport {
  readonly version: 1;
  readonly image: {
    readonly name: string;
    readonly digest: string;
    readonly os?: OsRelease;
    readonly architecture: string;
    readonly layers: readonly { readonly diffId: string; readonly createdBy: string; readonly instruction?: InstructionReference }[];
  };
  readonly packages: readonly ReportedPackage[];
  readonly vulnerabilities: readonly ReportedVulnerability[];
  readonly checks: readonly ReportedCheck[];
  /** Ecosystems that the image has packages of and that no advisory segment covers. */
  readonly notCovered: readonly { readonly ecosystem: string; readonly packages: number; readonly reason: string }[];
  readonly problems: readonly Problem[];
}

export interface Progress {
  readonly phase: 'open' | 'layer' | 'advisories' | 'report';
  readonly message: string;
  /** 0 to 1 where it is known. */
  readonly fraction?: number;
}

export type SourceKind = 'docker' | 'podman' | 'archive' | 'oci' | 'registry';

/** All that a scan is told. Serializable, since it crosses into the worker thread. */
export interface ScanRequest {
  /** Image reference, or path of an archive or OCI layout. */
  readonly image: string;
  /** Absent: found out from what `image` is. */
  readonly source?: SourceKind;
  /** Text of the Dockerfile the image was built from, for attribution. */
  readonly dockerfile?: { readonly uri: string; readonly text: string; readonly target?: string };
  /** Directory of advisory segments. */
  readonly advisories: string;
  /** Directory of the layer cache. */
  readonly cache: string;
  readonly offline: boolean;
  /** Overrides DOCKER_HOST and context detection. */
  readonly engineHost?: string;
  /** ISO date to judge end of life by. */
  readonly today: string;
}

/** Order of `--fail-on`: the first is the worst. */
export const vulnerabilitySeverities: readonly VulnerabilitySeverity[] = ['critical', 'high', 'medium', 'low', 'unknown'];

export function editorSeverity(severity: VulnerabilitySeverity): Severity {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    default:
      return 'info';
  }
}
