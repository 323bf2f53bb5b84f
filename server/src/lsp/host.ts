/** What the server needs from where it runs: a Node process or a web worker. Tests give their own. */
import type { FileDetails, TreeEntry } from '../lint/context/tree';
import type { DockerfileModel } from '../lint/dockerfile/model';
import type { Finding } from '../lint/finding';
import type { SignaturePolicy } from '../lint/settings/config';
import type { Settings } from '../lint/settings/model';
import type { VersionQuery, VersionVerdict } from '../lint/versions/model';
import type { AdvisoryPlan, AdvisoryState, AdvisoryUpdate, LocalImage, ScanParams } from '../protocol';
import type { ResolvedTag, TagList } from '../scan/registry/client';
import type { Verification } from '../scan/signatures/types';
import type { ImageToVerify } from '../scan/signatures/verify';
import type { HistoryEntry, Progress, ScanReport } from '../scan/types';

export interface FileAccess {
  /** Undefined where there is no such file, or it cannot or should not be read. Never fails. */
  read(uri: string): Promise<string | undefined>;
  /** URIs of Dockerfiles, Compose files and what belongs to them below a folder; a bounded number. Never fails. */
  discover(folder: string): Promise<readonly string[]>;
}

/** What lies around documents, for rules that ask about a build context: lists, texts and details as a `FileTree` gives them. Never fails, never follows a link to a directory. */
export interface TreeAccess {
  list(directory: string): Promise<readonly TreeEntry[] | null | undefined>;
  text(file: string): Promise<string | null | undefined>;
  details(file: string): Promise<FileDetails | null | undefined>;
  /** The repository that a directory belongs to, with a slash at its end; null where it is in none. */
  repository(directory: string): Promise<string | null | undefined>;
}

export interface Shellcheck {
  /** Findings in the scripts of a Dockerfile, ranges in the document, as the settings want them; ignore comments are not applied. Fails where ShellCheck does not run. */
  check(model: DockerfileModel, settings: Settings, signal: AbortSignal): Promise<readonly Finding[]>;
  dispose(): void | Promise<void>;
}

/** Advisories on this machine, asked about single versions. A directory that is absent is the server's own. */
export interface VersionLookup {
  /** Changes with what lies in the directory; undefined where there is none. Never fails. */
  state(directory: string | undefined): Promise<string | undefined>;
  /** By `queryKey`; what nothing is known of is not among them. Uses the disk only. */
  lookUp(queries: readonly VersionQuery[], directory: string | undefined): Promise<ReadonlyMap<string, VersionVerdict>>;
}

export interface ScanOptions {
  /** Absent: the server's own. */
  readonly advisories?: string;
  readonly engineHost?: string;
  readonly mirrors: Readonly<Record<string, string>>;
}

export interface ScanJob {
  readonly params: ScanParams;
  readonly dockerfile?: { readonly uri: string; readonly text: string; readonly target?: string };
  readonly options: ScanOptions;
  /** ISO date. */
  readonly today: string;
}

/** Image scanning. Loaded on first use. */
export interface Scanning {
  /** Stops within a second of the signal; then it fails. Never uses the network. */
  scan(job: ScanJob, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<ScanReport>;
  images(options: ScanOptions, signal: AbortSignal): Promise<readonly LocalImage[]>;
  history(image: LocalImage, options: ScanOptions, signal: AbortSignal): Promise<readonly HistoryEntry[]>;
  /** 0 to 1: how well an image's history agrees with a Dockerfile. */
  similarity(history: readonly HistoryEntry[], dockerfile: { readonly uri: string; readonly text: string }): number;
  render(report: ScanReport): string;
  planAdvisories(ecosystems: readonly string[] | undefined, options: ScanOptions, signal: AbortSignal): Promise<AdvisoryPlan>;
  updateAdvisories(ecosystems: readonly string[], options: ScanOptions, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<AdvisoryUpdate>;
  advisoryStatus(options: ScanOptions): Promise<readonly AdvisoryState[]>;
}

/** Both fail with a message for the user, or as the signal says that came with the repository. */
export interface ImageRepository {
  /** What a tag stands for now. */
  resolve(tag: string): Promise<ResolvedTag>;
  tags(): Promise<TagList>;
}

/** Who must have signed an image, and where that is written: keys and trusted roots lie relative to it. */
export interface Signers extends SignaturePolicy {
  /** URI of the configuration file. */
  readonly configuration: string;
}

/** Registries on the network; asked only when the user wants it. */
export interface Registries {
  /** By the name in full: `docker.io/library/python`. Asks nothing yet. */
  repository(normalized: string, signal: AbortSignal): ImageRepository;
  /** Reads the keys and the trusted root, then asks. Fails where one cannot be used; what the registry says, or does not, is in the result. */
  verify(image: ImageToVerify, signers: Signers, signal: AbortSignal): Promise<Verification>;
}

export interface Host {
  /** Absent where only the client can read files. */
  readonly files?: FileAccess;
  /** Absent where directories cannot be listed. Asked about `file:` only. */
  readonly tree?: TreeAccess;
  /** Absent where ShellCheck cannot run. Called once, when a document first needs it. */
  readonly shellcheck?: () => Promise<Shellcheck>;
  /** Absent where there are no advisories to ask. */
  readonly versions?: VersionLookup;
  /** Absent where images cannot be scanned. Called once. */
  readonly scanning?: () => Promise<Scanning>;
  /** Absent where registries cannot be asked. Called once. */
  readonly registries?: () => Promise<Registries>;
  /** ISO date of today. */
  today(): string;
}
