/** Edits that get rid of vulnerabilities. All of them change what is in the image, so all are unsafe. Pure. */
import type { DockerfileModel, ImageReference, Instruction } from '../../lint/dockerfile/model';
import type { Fix } from '../../lint/finding';
import type { ReportedVulnerability } from '../../scan/types';

/** What is known of newer images. */
export interface ImageAdvice {
  /** A supported tag that takes the place of the image's, undefined where none is known or the tag is current. */
  newerTag(image: ImageReference): string | undefined;
}

export const noAdvice: ImageAdvice = { newerTag: () => undefined };

/** Replaces the tag of a FROM by a newer one. */
export function baseImageFix(from: Instruction, model: DockerfileModel, advice: ImageAdvice): Fix | undefined {
  const source = from.from?.source;
  if (source?.kind !== 'image' || !source.image.tagSpan || source.image.digest !== undefined) return undefined;
  const tag = advice.newerTag(source.image);
  // A tag that comes from a variable belongs to the variable's definition, which other lines may use.
  if (tag === undefined || model.source.slice(source.image.tagSpan) !== source.image.tag) return undefined;
  return {
    title: `Use ${source.image.path}:${tag}`,
    applicability: 'unsafe',
    edits: [{ uri: model.uri, range: model.source.range(source.image.tagSpan), newText: tag }],
  };
}

/** Inserts a RUN after a FROM that upgrades those packages of the base image that have a fix. */
export function upgradeFix(from: Instruction, group: readonly ReportedVulnerability[], model: DockerfileModel): Fix | undefined {
  for (const [type, command] of managers) {
    const names = [...new Set(group.filter((v) => v.fixedVersion !== undefined && v.purl.startsWith(`pkg:${type}/`)).map((v) => v.package))].filter((name) => packageName.test(name)).sort();
    if (names.length === 0) continue;
    const at = model.source.positionAt(from.span.end);
    const { eol } = model.source;
    return {
      title: `Upgrade ${names.length <= 3 ? names.join(', ') : `${names.length} packages`} after this FROM`,
      applicability: 'unsafe',
      edits: [{ uri: model.uri, range: { start: at, end: at }, newText: `${eol}RUN ${command(names, `${model.escape}${eol}    `)}` }],
    };
  }
  return undefined;
}

/** Package names come out of the scanned image: only what cannot be more than a name goes into a command. */
const packageName = /^[a-z0-9][a-z0-9+._-]*$/i;

const managers: readonly (readonly [string, (names: readonly string[], continued: string) => string])[] = [
  [
    'deb',
    (names, continued) =>
      `apt-get update && apt-get install -y --no-install-recommends --only-upgrade ${names.join(' ')} ${continued}&& rm -rf /var/lib/apt/lists/*`,
  ],
  ['apk', (names) => `apk add --no-cache --upgrade ${names.join(' ')}`],
];
