/** Image scanning for the server on Node: maps the editor's wishes to the scanner's requests. Loaded on first use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheDirectory } from '../../files/directories';
import { pathOfUri } from '../../files/paths';
import { repositoryUrl, ruleUrl } from '../../protocol';
import type { LocalImage } from '../../protocol';
import { scanTable } from '../../report/scan-table';
import { plain } from '../../report/style';
import { defaultAdvisoriesDirectory, planUpdate, runUpdate, segmentStatus } from '../../scan/advisories';
import type { FeedSettings, UpdateOptions, UpdateProgress } from '../../scan/advisories';
import { similarity } from '../../scan/attribute';
import { isScanError } from '../../scan/errors';
import { imageHistory, listLocalImages } from '../../scan/sources/engine/images';
import type { Progress } from '../../scan/types';
import { runScan } from '../../scan/worker-client';
import type { ScanOptions, Scanning } from '../host';
import { serverInfo } from '../version';

/** Columns of a report in an editor. */
const reportColumns = 120;

const feedNames = ['osv', 'alpine', 'wolfi', 'chainguard'] as const satisfies readonly (keyof FeedSettings)[];

export const nodeScanning: Scanning = {
  scan: ({ params, dockerfile, options, today }, onProgress, signal) =>
    told(
      runScan(
        {
          image: params.image,
          source: params.source,
          dockerfile,
          advisories: advisoriesDirectory(options),
          cache: defaultCacheDirectory(),
          offline: true,
          engineHost: params.engineHost ?? options.engineHost,
          today,
        },
        { worker: workerPath(), onProgress, signal },
      ),
    ),

  images: async ({ engineHost }, signal) =>
    (await told(listLocalImages({ engineHost, signal }))).map(
      (image): LocalImage => ({
        name: image.repoTags[0] ?? image.id,
        id: image.id,
        tags: image.repoTags,
        created: image.created,
        size: image.size,
        source: image.kind,
        engineHost: image.engineHost,
      }),
    ),

  history: ({ source, engineHost, id }, _options, signal) => told(imageHistory({ kind: source, engineHost, id }, { signal })),

  similarity,

  render: (report) => {
    const context = { version: serverInfo.version, homepage: repositoryUrl, ruleUrl, now: new Date().toISOString(), pathOf: (uri: string) => pathOfUri(uri) ?? uri };
    return scanTable(report, context, plain, reportColumns);
  },

  planAdvisories: async (wanted, options, signal) => {
    const directory = advisoriesDirectory(options);
    const ecosystems = wanted ?? (await ecosystemsOnDisk(directory));
    const { downloads, unknown } = await planUpdate(ecosystems, { directory, feeds: feeds(options), signal });
    return {
      ecosystems,
      downloads: downloads.map(({ ecosystems: of, url, bytes, estimated, state, problem }) => ({ ecosystems: of, url, bytes, estimated, state, problem })),
      unavailable: unknown,
      directory,
    };
  },

  updateAdvisories: async (ecosystems, options, onProgress, signal) => {
    const settings: UpdateOptions = { directory: advisoriesDirectory(options), feeds: feeds(options), signal, onProgress: (progress) => onProgress(updateProgress(progress)) };
    const { updated, current, unknown, problems } = await runUpdate(ecosystems, settings);
    return {
      updated: updated.map(({ segment }) => segment),
      current,
      problems: [...unknown.map(({ ecosystem, reason }) => `${ecosystem}: ${reason}`), ...problems.map(({ where, message }) => `${where}: ${message}`)],
    };
  },

  advisoryStatus: async (options) =>
    (await segmentStatus(advisoriesDirectory(options))).map((status) =>
      status.state === 'ready'
        ? { segment: status.segment, ecosystem: status.ecosystem, updated: status.created, advisories: status.records }
        : { segment: status.segment, problem: status.message },
    ),
};

function advisoriesDirectory({ advisories }: ScanOptions): string {
  return advisories ?? defaultAdvisoriesDirectory();
}

async function ecosystemsOnDisk(directory: string): Promise<string[]> {
  return (await segmentStatus(directory)).flatMap((segment) => (segment.state === 'ready' ? [segment.ecosystem] : []));
}

/** Only what is a feed and an address of the web. */
function feeds({ mirrors }: ScanOptions): Partial<FeedSettings> {
  return Object.fromEntries(feedNames.filter((name) => /^https?:\/\//.test(mirrors[name] ?? '')).map((name) => [name, mirrors[name]!]));
}

function updateProgress(progress: UpdateProgress): Progress {
  if (progress.phase === 'import') return { phase: 'advisories', message: `${progress.records} advisories read` };
  const { received, total, url } = progress;
  const message = `${megabytes(received)}${total === undefined ? '' : ` of ${megabytes(total)}`} from ${new URL(url).host}`;
  return { phase: 'advisories', message, ...(total ? { fraction: received / total } : {}) };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Beside the bundle; absent while developing, where the scan runs in this thread. */
function workerPath(): string | undefined {
  const path = join(__dirname, 'worker.js');
  return existsSync(path) ? path : undefined;
}

/** Puts the remedy of a scan's error into its message: that is all a client gets to see. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isScanError(error) && error.remedy !== undefined) throw new Error(`${error.message} ${error.remedy}`, { cause: error });
    throw error;
  }
}
