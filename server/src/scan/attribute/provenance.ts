/**
 * What BuildKit's provenance says of layers and lines. Only `mode=max` says it: `source` maps the steps of the build to ranges of the Dockerfile, whose text it carries, and `layers` maps
 * steps to the chains of layers that they ended with. Source: moby/buildkit docs/attestations/slsa-definitions.md ("source", "layers"). The statements are unchecked JSON.
 */

/** Lines of a Dockerfile, one-based, both ends included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface ProvenanceMap {
  /** The Dockerfile that was built. */
  readonly dockerfile: string;
  /** Lines by digest of the layer's blob: `sha256:…`. */
  readonly lines: ReadonlyMap<string, Lines>;
}

type Json = Readonly<Record<string, unknown>>;

/** The first statement that says enough; undefined where none does. */
export function readProvenance(statements: readonly unknown[]): ProvenanceMap | undefined {
  for (const statement of statements) {
    const metadata = buildkitMetadata(record(record(statement)?.predicate));
    const source = record(metadata?.source);
    const layers = record(metadata?.layers);
    const dockerfile = source && sourceText(list(source.infos)[0]);
    if (!source || !layers || dockerfile === undefined) continue;
    const lines = layerLines(record(source.locations) ?? {}, layers);
    if (lines.size > 0) return { dockerfile, lines };
  }
  return undefined;
}

/** Under `runDetails.metadata` in SLSA 1, under `metadata` in 0.2. */
function buildkitMetadata(predicate: Json | undefined): Json | undefined {
  const inner = record(record(predicate?.runDetails)?.metadata);
  return record(inner?.buildkit_metadata) ?? record(record(predicate?.metadata)?.['https://mobyproject.org/buildkit@v1#metadata']);
}

function layerLines(locations: Json, layers: Json): Map<string, Lines> {
  const found = new Map<string, { readonly lines: Lines; readonly depth: number }>();
  for (const [output, chains] of Object.entries(layers)) {
    // "step3:0" is the first output of step3.
    const lines = linesOf(record(locations[output.replace(/:\d+$/, '')]));
    if (!lines) continue;
    for (const chain of list(chains)) {
      const descriptors = list(chain);
      const digest = record(descriptors[descriptors.length - 1])?.digest;
      if (typeof digest !== 'string') continue;
      // Equal layers have equal digests; the first step that ended with one made it.
      const known = found.get(digest);
      if (!known || descriptors.length < known.depth) found.set(digest, { lines, depth: descriptors.length });
    }
  }
  return new Map([...found].map(([digest, { lines }]) => [digest, lines]));
}

/** Lines of a step in the first source, the Dockerfile; a step may have several ranges. */
function linesOf(step: Json | undefined): Lines | undefined {
  const ranges = list(step?.locations).flatMap((location) => (record(location)?.sourceIndex ? [] : list(record(location)?.ranges)));
  const starts = ranges.flatMap((range) => lineNumber(record(range)?.start));
  const ends = ranges.flatMap((range) => lineNumber(record(range)?.end));
  return starts.length > 0 && ends.length > 0 ? { first: Math.min(...starts), last: Math.max(...ends) } : undefined;
}

function lineNumber(position: unknown): number[] {
  const line = record(position)?.line;
  return typeof line === 'number' && Number.isInteger(line) && line > 0 ? [line] : [];
}

function sourceText(info: unknown): string | undefined {
  const data = record(info)?.data;
  if (typeof data !== 'string') return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
