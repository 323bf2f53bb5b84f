/** Which files of a project a package manager reads when it installs what the project depends on. */
import type { PackageInstall } from '../shell/managers';

export interface Manifests {
  /** Sources of a COPY that brings them; a `*` at the end stands for a lock file that may be missing. */
  readonly files: readonly string[];
  /** True where the installation is known to need nothing else. */
  readonly enough: boolean;
}

const byManager: Readonly<Record<string, Manifests>> = {
  npm: { files: ['package*.json'], enough: true },
  yarn: { files: ['package.json', 'yarn.lock*'], enough: true },
  pnpm: { files: ['package.json', 'pnpm-lock.yaml*'], enough: true },
  bun: { files: ['package.json', 'bun.lock*'], enough: true },
  bundle: { files: ['Gemfile', 'Gemfile.lock*'], enough: true },
  go: { files: ['go.mod', 'go.sum*'], enough: true },
  pipenv: { files: ['Pipfile', 'Pipfile.lock*'], enough: true },
  // These also install the project itself, or look into its sources.
  poetry: { files: ['pyproject.toml', 'poetry.lock'], enough: false },
  uv: { files: ['pyproject.toml', 'uv.lock'], enough: false },
  composer: { files: ['composer.json', 'composer.lock'], enough: false },
  cargo: { files: ['Cargo.toml', 'Cargo.lock'], enough: false },
};

/** Undefined for calls that install named packages, and for managers whose manifests lie all over the project. */
export function manifestsOf(call: PackageInstall): Manifests | undefined {
  if (call.manager.name === 'pip' && call.action === 'install') {
    const paths = call.files.map((file) => (file.kind === 'requirements' || file.kind === 'constraints' ? file.path : undefined));
    if (paths.length === 0 || call.packages.length > 0 || paths.some((path) => path === undefined || /^[a-z]+:\/\//i.test(path))) return undefined;
    return { files: paths as string[], enough: true };
  }
  // A mode of go mod that writes manifests reads all sources.
  if (call.action !== 'restore' || /^mod (?:tidy|vendor)$/.test(call.subcommand) || call.files.length > 0) return undefined;
  return Object.hasOwn(byManager, call.manager.name) ? byManager[call.manager.name] : undefined;
}
