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
  /** Address of the engine that has the image; absent: as set, or found out. */
  readonly engineHost?: string;
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
  /** Those of them that have vulnerabilities. */
  readonly vulnerablePackages: number;
  /** Findings about the image itself, such as credentials in it. */
  readonly checks: number;
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
  readonly engineHost: string;
}

/** Images of the engines that answer. Fails where none does, with what was tried. */
export const listImages: RequestOf<Record<string, never>, readonly LocalImage[]> = { method: 'plimsoll/images' };

export interface BuiltImage {
  readonly name: string;
  readonly source: 'docker' | 'podman';
  readonly engineHost: string;
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

/** The last report of a Dockerfile (or, without uri, the last one at all) as plain text; null where there is none. */
export const renderReport: RequestOf<{ readonly uri?: string }, string | null> = { method: 'plimsoll/report' };

export interface PlannedDownload {
  readonly ecosystems: readonly string[];
  readonly url: string;
  /** Absent where nobody knows. */
  readonly bytes?: number;
  /** `bytes` is not the server's own figure. */
  readonly estimated: boolean;
  /** `current`: what is on disk was made from this very file. */
  readonly state: 'due' | 'current' | 'unreachable';
  /** Why it is unreachable. */
  readonly problem?: string;
}

export interface AdvisoryPlan {
  /** What was asked for; without that, what is on disk. */
  readonly ecosystems: readonly string[];
  readonly downloads: readonly PlannedDownload[];
  /** Ecosystems asked for that no feed covers, with the reason. */
  readonly unavailable: readonly { readonly ecosystem: string; readonly reason: string }[];
  /** Where the advisories are kept. */
  readonly directory: string;
}

/** What an update would download. Asks the servers of the feeds for sizes, so only on the user's wish. Without ecosystems: those already on disk. */
export const planAdvisories: RequestOf<{ readonly ecosystems?: readonly string[] }, AdvisoryPlan> = { method: 'plimsoll/advisories/plan' };

export interface AdvisoryUpdate {
  /** Segments that were built anew. */
  readonly updated: readonly string[];
  /** Segments whose feed has not changed. */
  readonly current: readonly string[];
  readonly problems: readonly string[];
}

/** Downloads what a plan names. The user has agreed to it. */
export const updateAdvisories: RequestOf<{ readonly ecosystems: readonly string[]; readonly workDoneToken?: number | string }, AdvisoryUpdate> = { method: 'plimsoll/advisories/update' };

export interface AdvisoryState {
  readonly segment: string;
  readonly ecosystem?: string;
  /** ISO time at which it was built. */
  readonly updated?: string;
  readonly advisories?: number;
  readonly problem?: string;
}

export const advisoryStatus: RequestOf<Record<string, never>, readonly AdvisoryState[]> = { method: 'plimsoll/advisories/status' };

/** The user trusts the workspace now: scanning may run, registries may be asked. */
export const trustGranted: NotificationOf<Record<string, never>> = { method: 'plimsoll/trustGranted' };
