import type { Platform } from './documents';

/** What the engines make of a short name: `docker.io/library/` in front and `:latest` behind are left out by them and by us. */
export function normalizeReference(reference: string): string {
  const name = reference.replace(/^(?:docker\.io\/(?:library\/)?|index\.docker\.io\/(?:library\/)?|localhost\/(?=[^/]+$))/, '');
  return name.includes('@') || /:[^/]+$/.test(name) ? name : `${name}:latest`;
}

export function sameReference(a: string, b: string): boolean {
  return normalizeReference(a) === normalizeReference(b);
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'arm', ia32: '386', ppc64: 'ppc64le', s390x: 's390x', riscv64: 'riscv64' };

/** The image of an index that an engine on this machine would run; on Windows and macOS too, engines run Linux images. */
export function hostPlatform(architecture: string = process.arch): Platform {
  return { os: 'linux', architecture: architectures[architecture] ?? architecture };
}

/**
 * `archive.tar:tag`, `layout:repo/name:tag`: the places where a path may end and a reference begin, the longest path first, the whole text
 * before all. The caller takes the first that exists.
 */
export function* splitArchiveReference(image: string): Generator<{ readonly path: string; readonly reference?: string }> {
  yield { path: image };
  for (let colon = image.lastIndexOf(':'); colon > 0; colon = image.lastIndexOf(':', colon - 1)) {
    if (colon < image.length - 1) {
      yield { path: image.slice(0, colon), reference: image.slice(colon + 1) };
    }
  }
}
