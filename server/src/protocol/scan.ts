/**
 * Messages about scanning images. Results travel as counts and texts: the vulnerabilities themselves reach the editor as diagnostics and hovers, or as a rendered report.
 * A request that is cancelled stops the work behind it; all may fail with a message that is written for the user.
 */
import type { NotificationOf, RequestOf } from './message';

export type SeverityCounts = Readonly<Record<'critical' | 'high' | 'medium' | 'low' | 'unknown', number>>;

export interface ScanParams {
  /** Image name or id, or the path of an archive or OCI layout. */
  readonly image: string;
  readonly source?: 'docker' | 'podman' | 'archive' | 'oci' | 'registry';
  /** The Dockerfile on which results are shown; absent: only the report is made. */
  readonly uri?: string;
  /** Stage that was built, where it is not the last. */
  readonly target?: string;
  /** As in LSP: the server reports progress under this token. */
  readonly workDoneToken?: number | string;
}

export interface ScanSummary {
  readonly image: string;
  readonly digest: string;
  readonly counts: SeverityCounts;
  /** Packages that were matched against advisories. */
  readonly packages: number;
  /** Ecosystems without advisories on this machine: nothing is known of their packages. */
  readonly notCovered: readonly { readonly ecosystem: string; readonly packages: number; readonly reason: string }[];
  /** What could not be read, in sentences. */
  readonly problems: readonly string[];
  /** Vulnerabilities that are shown on instructions of the Dockerfile. */
  readonly attributed: number;
}

/** Scans an image; its diagnostics follow by the usual way. Replaces earlier results of the same Dockerfile. */
export const scan: RequestOf<ScanParams, ScanSummary> = { method: 'plimsoll/scan' };

export interface LocalImage {
  /** What a scan takes: the first tag, or the id. */
  readonly name: string;
  readonly id: string;
  readonly tags: readonly string[];
  /** ISO time. */
  readonly created?: string;
  /** Bytes. */
  readonly size?: number;
  readonly source: 'docker' | 'podman';
}

/** Images of the engines that answer. Fails where none does, with what was tried. */
export const listImages: RequestOf<Record<string, never>, readonly LocalImage[]> = { method: 'plimsoll/images' };

export interface BuiltImage {
  readonly name: string;
  readonly source?: 'docker' | 'podman';
  /** Says why this image is thought to come from the Dockerfile: a sentence for the user. */
  readonly reason: string;
  /** 0 to 1: how well history and file agree; 1 where Compose names the image. */
  readonly similarity: number;
  readonly target?: string;
}

/** Local images that were built from a Dockerfile, the best first. Empty where none fits. */
export const findBuiltImages: RequestOf<{ readonly uri: string }, readonly BuiltImage[]> = { method: 'plimsoll/builtImages' };

/** Forgets the results of one Dockerfile, or all. */
export const clearResults: RequestOf<{ readonly uri?: string }, null> = { method: 'plimsoll/clearResults' };

/** The last report of a Dockerfile (or, without uri, the last one at all) as text; null where there is none. */
export const renderReport: RequestOf<{ readonly uri?: string }, { readonly text: string; readonly languageId: string } | null> = { method: 'plimsoll/report' };

export interface PlannedDownload {
  /** Segment, as `debian-12`. */
  readonly segment: string;
  readonly ecosystem: string;
  readonly url: string;
  /** Absent where the server of the feed does not say. */
  readonly bytes?: number;
}

export interface AdvisoryPlan {
  readonly downloads: readonly PlannedDownload[];
  /** Ecosystems asked for that no feed covers. */
  readonly unavailable: readonly string[];
  /** Where the advisories are kept. */
  readonly directory: string;
}

/** What an update would download. Asks the feeds for sizes only with `sizes`: without it no network is used. Without ecosystems: those already on disk. */
export const planAdvisories: RequestOf<{ readonly ecosystems?: readonly string[]; readonly sizes?: boolean }, AdvisoryPlan> = { method: 'plimsoll/advisories/plan' };

export interface AdvisoryUpdate {
  readonly updated: readonly string[];
  readonly problems: readonly string[];
}

/** Downloads what a plan names. The user has agreed to it. */
export const updateAdvisories: RequestOf<{ readonly ecosystems: readonly string[]; readonly workDoneToken?: number | string }, AdvisoryUpdate> = { method: 'plimsoll/advisories/update' };

export interface AdvisoryState {
  readonly segment: string;
  readonly ecosystem: string;
  /** ISO time of the feed's data. */
  readonly updated?: string;
  readonly advisories?: number;
  readonly problem?: string;
}

export const advisoryStatus: RequestOf<Record<string, never>, readonly AdvisoryState[]> = { method: 'plimsoll/advisories/status' };

/** The user trusts the workspace now: scanning may run. */
export const trustGranted: NotificationOf<Record<string, never>> = { method: 'plimsoll/trustGranted' };
