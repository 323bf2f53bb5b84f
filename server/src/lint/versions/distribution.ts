/** The distribution that a stage's packages come from, by the base image's name and tag. */
import type { ImageReference, Stage } from '../dockerfile/model';
import { rootBase } from '../dockerfile/stages';
import { componentsOf } from '../facts/eol';
import type { PackageManager } from '../shell/managers';

const prefixes: Readonly<Record<string, { readonly family: PackageManager['family']; readonly ecosystem: string }>> = {
  debian: { family: 'debian', ecosystem: 'Debian:' },
  ubuntu: { family: 'debian', ecosystem: 'Ubuntu:' },
  'alpine-linux': { family: 'alpine', ecosystem: 'Alpine:v' },
};

/** OSV's name of it (`Debian:12`, `Alpine:v3.20`) where its packages are installed with a manager of that family. Undefined where file and facts do not tell. */
export function distributionOf(stage: Stage | undefined, family: PackageManager['family']): string | undefined {
  const base = stage && rootBase(stage);
  return base?.kind === 'image' ? ecosystemOf(base.image, family) : undefined;
}

function ecosystemOf(image: ImageReference, family: PackageManager['family']): string | undefined {
  // Wolfi has no releases, and its image no tag that says so.
  if (image.normalized === 'cgr.dev/chainguard/wolfi-base') return family === 'alpine' ? 'Wolfi' : undefined;
  for (const { release } of componentsOf(image)) {
    const prefix = Object.hasOwn(prefixes, release.product) ? prefixes[release.product]! : undefined;
    if (prefix?.family === family) return prefix.ecosystem + release.cycle;
  }
  return undefined;
}
