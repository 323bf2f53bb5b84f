/** The pipeline of a scan: source, layers, packages, advisories, attribution, report. */
import { matchAdvisories, type Matches } from './advisories/match';
import { openAdvisories } from './advisories/store';
import { attributeLayers, type DockerfileSource } from './attribute';
import { LayerCache } from './cache';
import { CheckedImage } from './checks/image';
import { redactor } from './checks/redact';
import { checkImage, type CheckResult } from './checks/run';
import { ScanError, throwIfCancelled } from './errors';
import { defaultLimits, type Limits } from './limits';
import { cataloguers, mergeLayers, purlOf, rangeCataloguers } from './packages';
import type { Cataloguer } from './packages/cataloguer';
import type { Platform } from './sources/documents';
import { readImage } from './sources/open';
import { hostPlatform } from './sources/reference';
import type { ReadImage } from './sources/reading';
import type { ImageConfig, ImagePackage, LayerAttribution, Match, OsRelease, Package, Progress, ReportedVulnerability, ScanReport, ScanRequest } from './types';

/** What a test, or a caller with needs of its own, may replace. */
export interface ScanSettings {
  readonly limits?: Limits;
  readonly cataloguers?: readonly Cataloguer[];
  /** Chosen where an image exists for several. */
  readonly platform?: Platform;
}

/**
 * Scans one image. Progress comes often; whoever shows it thins it out.
 * @throws ScanError where nothing can be read (its message and remedy are for the user); CancelledError after `signal` was aborted.
 */
export async function scanImage(request: ScanRequest, onProgress: (progress: Progress) => void, signal?: AbortSignal, settings: ScanSettings = {}): Promise<ScanReport> {
  const limits = settings.limits ?? defaultLimits;
  const deadline = withDeadline(request.image, limits.scan, signal);
  try {
    throwIfCancelled(deadline.signal);
    const used = settings.cataloguers ?? cataloguers;
    const cache = new LayerCache(request.cache, [...used, ...rangeCataloguers]);
    onProgress({ phase: 'open', message: request.image });
    const image = await readImage(request, {
      cataloguers: used,
      rangeCataloguers,
      limits,
      expansion: { bytes: 0 },
      cache,
      platform: settings.platform ?? hostPlatform(),
      signal: deadline.signal,
      onProgress,
    });
    await cache.trim();
    throwIfCancelled(deadline.signal);
    onProgress({ phase: 'advisories', message: 'Matching packages against advisories' });
    const os = osOf(image);
    const packages = mergeLayers(image.layers);
    const matched = await match(packages, os, request.advisories, deadline.signal);
    throwIfCancelled(deadline.signal);
    onProgress({ phase: 'report', message: 'Writing the report' });
    return toReport(image, os, packages, matched, check(image, request.dockerfile));
  } catch (error) {
    // Whatever a cancelled step failed with, the cause is that it was cancelled.
    throwIfCancelled(deadline.signal);
    throw error;
  } finally {
    deadline.clear();
  }
}

/** What the rules find in the image; the rest of the report quotes nothing of the credentials that they know of. */
function check(image: ReadImage, dockerfile: DockerfileSource | undefined): CheckedLayers {
  const attributions = attributeLayers(image.config, dockerfile, image);
  const checked = new CheckedImage(image.config, image.layers, dockerfile, attributions);
  const redact = redactor([...checked.environmentSecrets, ...checked.historySecrets]);
  const quoted = <Item extends LayerAttribution>(item: Item): Item => ({
    ...item,
    reason: redact(item.reason),
    ...(item.instruction && { instruction: { ...item.instruction, text: redact(item.instruction.text) } }),
  });
  const { checks, problems } = checkImage(checked);
  return {
    attributions: attributions.map(quoted),
    createdBy: createdBy(image.config).map(redact),
    checks: checks.map((each) => ({ ...quoted(each), message: redact(each.message) })),
    problems,
  };
}

interface CheckedLayers extends CheckResult {
  readonly attributions: readonly LayerAttribution[];
  /** The instruction of each layer in the history's own words; empty where history and layers do not fit together. */
  readonly createdBy: readonly string[];
}

async function match(packages: readonly ImagePackage[], os: OsRelease | undefined, directory: string, signal: AbortSignal): Promise<Matches> {
  const store = openAdvisories(directory);
  try {
    return await matchAdvisories(packages, os, store, { signal });
  } finally {
    await store.close();
  }
}

/** Aborts with the caller's signal, and by itself when the scan has taken too long. */
function withDeadline(image: string, milliseconds: number, signal: AbortSignal | undefined): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const minutes = Math.round(milliseconds / 60_000);
    controller.abort(new ScanError(`The scan of ${image} was given up after ${minutes} minutes.`, 'Scan a copy of the image on a local disk ("docker save").'));
  }, milliseconds);
  timer.unref();
  const forward = () => controller.abort(signal?.reason);
  if (signal?.aborted) {
    forward();
  }
  signal?.addEventListener('abort', forward, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    },
  };
}

/** The distribution by the uppermost layer that names one. */
function osOf(image: ReadImage): OsRelease | undefined {
  return [...image.layers].reverse().find(({ osRelease }) => osRelease !== undefined)?.osRelease;
}

function createdBy(config: ImageConfig): readonly string[] {
  const entries = config.history.filter(({ emptyLayer }) => !emptyLayer);
  const fits = entries.length === config.diffIds.length;
  return config.diffIds.map((_, index) => (fits ? (entries[index]?.createdBy ?? '') : ''));
}

function toReport(
  image: ReadImage,
  os: OsRelease | undefined,
  packages: readonly ImagePackage[],
  matched: Matches,
  { attributions, createdBy: commands, checks, problems }: CheckedLayers,
): ScanReport {
  const { config, identity } = image;
  const diffId = (layer: number): string => config.diffIds[layer] ?? '';
  const purls = new Map<Package, string>(packages.map(({ package: item }) => [item, purlOf(item, os)]));
  const purl = (item: Package): string => purls.get(item) ?? purlOf(item, os);
  // A layer that is listed twice has its problems once.
  const layerProblems = [...new Set(image.layers)].flatMap(({ problems }) => problems);
  return {
    version: 1,
    image: {
      name: identity.name,
      digest: identity.digest,
      ...(os === undefined ? {} : { os }),
      architecture: config.architecture,
      layers: config.diffIds.map((id, index) => {
        const instruction = attributions[index]?.instruction;
        return { diffId: id, createdBy: commands[index] ?? '', ...(instruction === undefined ? {} : { instruction }) };
      }),
    },
    packages: packages.map(({ package: item, layer }) => ({ name: item.name, version: item.version, purl: purl(item), layer: diffId(layer) })),
    vulnerabilities: matched.matches.map((match) => toVulnerability(match, purl, diffId, attributions)),
    checks,
    notCovered: matched.notCovered,
    problems: [...image.problems, ...layerProblems, ...matched.problems, ...problems],
  };
}

function toVulnerability(match: Match, purl: (item: Package) => string, diffId: (layer: number) => string, attributions: readonly LayerAttribution[]): ReportedVulnerability {
  const { package: item, layer, replaced } = match.package;
  const attribution = attributions[layer];
  return {
    id: match.id,
    aliases: match.aliases,
    package: item.name,
    purl: purl(item),
    version: item.version,
    ...(match.fixedVersion === undefined ? {} : { fixedVersion: match.fixedVersion }),
    severity: match.severity,
    ...(match.summary === undefined ? {} : { summary: match.summary }),
    url: match.url,
    knownExploited: match.knownExploited,
    layer: diffId(layer),
    ...(attribution?.instruction === undefined ? {} : { instruction: attribution.instruction }),
    confidence: attribution?.confidence ?? 'base',
    reason: attribution?.reason ?? 'nothing is known of the layer',
    ...(replaced === undefined ? {} : { replaced: { version: replaced.version, layer: diffId(replaced.layer) } }),
  };
}
