import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../types';
import { contentLength, download, validators, type Download, type DownloadOptions } from './feeds/download';
import { defaultFeeds, feedsFor, type Feed, type FeedFile, type FeedSettings } from './feeds/feeds';
import { send, type HttpOptions } from '../http';
import { importAdvisories, type ImportedSegment, type ImportFile, type ImportProgress } from './import';
import { BlockCache } from './segment/block-cache';
import type { SegmentSource } from './segment/format';
import { temporarySuffix } from './segment/writer';
import { openSegment } from './store';

export interface UpdateOptions extends Pick<HttpOptions, 'signal' | 'environment' | 'idleTimeout'>, Pick<DownloadOptions, 'backoff'> {
  readonly directory: string;
  /** Addresses other than the public ones: a mirror, or a server behind an air gap. */
  readonly feeds?: Partial<FeedSettings>;
  /** Largest file to download; 1 GB by default. */
  readonly maxBytes?: number;
  readonly onProgress?: (progress: UpdateProgress) => void;
  /** Date written into the segments; now by default. */
  readonly now?: Date;
}

export type UpdateProgress =
  | { readonly phase: 'download'; readonly url: string; readonly received: number; readonly total?: number }
  | ({ readonly phase: 'import' } & ImportProgress);

export interface PlannedDownload {
  readonly url: string;
  readonly ecosystems: readonly string[];
  readonly segments: readonly string[];
  /** As the server says or, where `estimated`, as it once was; absent where nobody knows. */
  readonly bytes?: number;
  readonly estimated: boolean;
  /** `current`: the segments on disk were made from this very file. `unreachable`: the server did not answer; `problem` says why. */
  readonly state: 'due' | 'current' | 'unreachable';
  readonly problem?: string;
}

export interface UpdatePlan {
  readonly downloads: readonly PlannedDownload[];
  /** Ecosystems for which there is no feed. */
  readonly unknown: readonly { readonly ecosystem: string; readonly reason: string }[];
}

export interface UpdateSummary {
  readonly updated: readonly ImportedSegment[];
  /** Segments whose feed has not changed. */
  readonly current: readonly string[];
  readonly unknown: UpdatePlan['unknown'];
  readonly problems: readonly Problem[];
}

const defaultMaxBytes = 1024 ** 3;

/** What an update of these OSV ecosystems (`Debian:12`, `npm`) would download. Asks the servers for the sizes only. */
export async function planUpdate(ecosystems: readonly string[], options: UpdateOptions): Promise<UpdatePlan> {
  const { feeds, unknown } = feedsFor(ecosystems, { ...defaultFeeds, ...options.feeds });
  const downloads = await Promise.all(
    feeds.flatMap((feed) => feed.files.map(async (file) => ({ ...(await ask(file, await knownSource(feed, file.url, options), options)), ecosystems: feed.ecosystems, segments: feed.segments }))),
  );
  return { downloads: downloads.filter((item) => item.state !== 'absent') as PlannedDownload[], unknown };
}

async function ask(file: FeedFile, known: SegmentSource | undefined, options: UpdateOptions) {
  const size = file.estimate === undefined ? {} : { bytes: file.estimate };
  try {
    const response = await send(file.url, { ...options, method: 'HEAD' });
    response.resume();
    const status = response.statusCode ?? 0;
    if (status === 404 && file.optional) return { url: file.url, estimated: false, state: 'absent' as const };
    if (status !== 200) return { url: file.url, ...size, estimated: true, state: 'unreachable' as const, problem: `the server answers with status ${status}` };
    const bytes = contentLength(response);
    const state = isSame(known, validators(response)) ? ('current' as const) : ('due' as const);
    return { url: file.url, ...(bytes === undefined ? size : { bytes }), estimated: bytes === undefined, state };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { url: file.url, ...size, estimated: true, state: 'unreachable' as const, problem: (error as Error).message };
  }
}

function isSame(known: SegmentSource | undefined, { etag, lastModified }: { etag?: string; lastModified?: string }): boolean {
  if (!known) return false;
  if (known.etag && etag) return known.etag === etag;
  return known.lastModified !== undefined && known.lastModified === lastModified;
}

/**
 * Fetches the feeds of these ecosystems and builds their segments anew where the feeds have changed. A feed that fails
 * costs its own segments only, which stay as they were.
 *
 * @throws AbortError when the signal is raised, and errors of writing to the directory
 */
export async function runUpdate(ecosystems: readonly string[], options: UpdateOptions): Promise<UpdateSummary> {
  const { feeds, unknown } = feedsFor(ecosystems, { ...defaultFeeds, ...options.feeds });
  const updated: ImportedSegment[] = [];
  const current: string[] = [];
  const problems: Problem[] = [];
  await mkdir(options.directory, { recursive: true });
  for (const feed of feeds) {
    const temporary: string[] = [];
    try {
      const files = await fetchFeed(feed, options, temporary);
      if (!files) {
        current.push(...feed.segments);
        continue;
      }
      const outcome = await importFeed(feed, files, options);
      updated.push(...outcome.segments);
      problems.push(...outcome.problems);
    } catch (error) {
      options.signal?.throwIfAborted();
      problems.push({ where: feed.ecosystems.join(', '), message: `The advisories were not updated. ${(error as Error).message}` });
    } finally {
      for (const file of temporary) await rm(file, { force: true });
    }
  }
  return { updated, current, unknown, problems };
}

async function importFeed(feed: Feed, files: readonly ImportFile[], options: UpdateOptions) {
  const outcome = await importAdvisories(files, options.directory, {
    only: feed.ecosystems,
    signal: options.signal,
    now: options.now,
    onProgress: (progress) => options.onProgress?.({ phase: 'import', ...progress }),
  });
  const problems = [...outcome.problems];
  for (const segment of feed.segments) {
    if (outcome.segments.some((item) => item.segment === segment) || outcome.problems.length > 0) continue;
    problems.push({ where: segment, message: `${feed.files.map(({ url }) => url).join(', ')} has no advisories for it; is the release right?` });
  }
  return { segments: outcome.segments, problems };
}

/** The feed's files on disk, or undefined where none has changed since its segments were built. */
async function fetchFeed(feed: Feed, options: UpdateOptions, temporary: string[]): Promise<ImportFile[] | undefined> {
  const first = await fetchFiles(feed, options, temporary, true);
  if (first.every(({ result }) => result.state !== 'downloaded')) {
    const missing = first.find(({ file, result }) => result.state === 'missing' && !file.optional);
    if (missing) throw new Error(`${missing.file.url}: there is no such file (status 404). Check the release and the address of the feed.`);
    return undefined;
  }
  // One file has changed: a segment is built from all of them, so the others are needed too.
  const unchanged = first.filter(({ result }) => result.state === 'unchanged').map(({ file }) => file);
  const second = await fetchFiles({ ...feed, files: unchanged }, options, temporary, false);
  return [...first, ...second].flatMap(({ file, path, result }) => {
    if (result.state === 'missing' && !file.optional) throw new Error(`${file.url}: there is no such file (status 404). Check the release and the address of the feed.`);
    if (result.state !== 'downloaded') return [];
    const { etag, lastModified } = result;
    const source = { name: file.url, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}), ...(feed.license ? { license: feed.license } : {}) };
    return [{ path, source }];
  });
}

async function fetchFiles(feed: Feed, options: UpdateOptions, temporary: string[], conditional: boolean) {
  const results: { file: FeedFile; path: string; result: Download }[] = [];
  for (const file of feed.files) {
    const path = join(options.directory, `download.${process.pid}.${randomBytes(4).toString('hex')}${temporarySuffix}`);
    temporary.push(path);
    const known = conditional ? await knownSource(feed, file.url, options) : undefined;
    const result = await download(file.url, path, {
      ...options,
      ...(known ? { known } : {}),
      maxBytes: options.maxBytes ?? defaultMaxBytes,
      onProgress: (received, total) => options.onProgress?.({ phase: 'download', url: file.url, received, ...(total === undefined ? {} : { total }) }),
    });
    results.push({ file, path, result });
  }
  return results;
}

/** What the server said of the file when the segments were built from it. Undefined unless all of them are there, whole, and from the same file. */
async function knownSource(feed: Feed, url: string, { directory }: UpdateOptions): Promise<SegmentSource | undefined> {
  let known: SegmentSource | undefined;
  for (const name of feed.segments) {
    const found = await openSegment(directory, name, new BlockCache(0));
    if (found.state !== 'ready') return undefined;
    const source = found.segment.footer.sources.find((item) => item.name === url);
    const whole = await found.segment.verify().then(() => true, () => false);
    await found.segment.close();
    if (!whole || !source || (known && !isSame(known, source))) return undefined;
    known = source;
  }
  return known;
}
