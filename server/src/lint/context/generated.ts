/** Paths that a build or a tool makes before the image is built: that they are missing in the sources says nothing. */
import type { BuildContext } from './build-context';
import { baseName, globTest } from '../text/go-path';
import { once } from '../text/once';
import { isGitIgnored } from './gitignore';

/** Directories that build tools write to, and that archives of releases are made in. */
const outputDirectories = new RegExp(
  `^(?:${[
    'a?rtifacts?', 'bin', 'binar(?:y|ies)', 'build', 'builds', '_build', 'bazel-.*', 'bower_components', 'compiled', 'coverage', 'deps', 'dist', 'dist-.*', '.*-dist', 'downloads?', 'exe', 'gen', 'generated', 'lib', 'libs',
    'linux(?:[-_/].*)?', 'node_modules', 'obj', 'out', 'output', 'outputs', 'packages?', 'pkg', 'publish', 'published', 'rel', 'release', 'releases', 'result', 'results', 'rootfs', 'stage', 'staging', 'target', 'targets', 'temp', 'tmp',
    'vendor', 'venv', 'wheelhouse', 'wheels?', '\\.(?:local|next|nuxt|output|svelte-kit|venv|vercel|cache|tmp|build|bin|yarn|mvn|gradle)', 'certs?', 'ssl', 'tls', 'keys', 'secrets?', 'models?', 'weights', 'data', 'datasets?', 'rpms?', 'debs?', 'jars?',
  ].join('|')})$`,
  'i',
);

/** Kinds of files that are made, downloaded or private, seldom kept in a repository. */
const outputFiles =
  /\.(?:jar|war|ear|aar|class|whl|egg|deb|rpm|apk|msi|msu|exe|dll|so(?:\.[\d.]+)?|dylib|lib|a|o|ko|bin|elf|run|wasm|img|iso|qcow2|tar|tgz|t[bx]z2?|gz|bz2|xz|zst|zip|7z|rar|nupkg|gem|crate|phar|pyc|map|pem|crt|cert|cer|csr|key|p12|pfx|jks|keystore|csv|parquet|h5|pt|pth|onnx|gguf|safetensors|pkl|npz|model|db|sqlite3?|sql|dump|bak|log|pid|lock|license|lic|env|[ot]tf|ttc|pub)$|(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|authorized_keys|known_hosts|\.netrc|\.npmrc|\.pypirc|\.?kubeconfig)$|(?:^|\/)\.env(?:\.|$)|\.min\.(?:js|css)$/i;

/** Whether a path that is not there may come into being before the image is built. */
export function mayBeGenerated(context: BuildContext, path: string, written: string): boolean {
  const parts = path.split('/');
  if (parts.some((part) => outputDirectories.test(part)) || outputFiles.test(path)) return true;
  // A name without an extension may be a program that is compiled first.
  const name = parts[parts.length - 1]!;
  const beside = (other: string): boolean => context.kindOf([...parts.slice(0, -1), other].join('/')) === 'file';
  if (/^requirements.*\.txt$/.test(name) && ['Pipfile', 'pyproject.toml', 'poetry.lock', 'uv.lock'].some(beside)) return true;
  if (!written.endsWith('/') && !name.includes('.') && !ordinaryNames.test(name)) return true;
  if (isNamedByGit(context, name)) return true;
  // git keeps no empty directory, so that one whose content it ignores (`sources/*`) is not there.
  return isGitIgnored(context, path) || isGitIgnored(context, `${path}/`) || isGitIgnored(context, `${path}/anything`);
}

const mostIgnoreFiles = 50;

/** Whether some `.gitignore` of the context names the file: what is made in one directory is moved to another, or a wildcard stands for that directory. */
function isNamedByGit(context: BuildContext, name: string): boolean {
  const asked = name.replace(/[*?]+/g, 'x');
  return ignoredNames(context).some((pattern) => pattern === name || (globTest(pattern)?.(asked) ?? false));
}

/** Last parts of the patterns. Those that are hardly more than a wildcard say nothing of a name. */
const ignoredNames = once((context: BuildContext): readonly string[] => {
  const files = (context.walk()?.entries ?? []).filter(({ path, kind }) => kind === 'file' && baseName(path) === '.gitignore').slice(0, mostIgnoreFiles);
  const lines = new Set(files.flatMap(({ path }) => (context.text(path) ?? '').split(/\r?\n/)));
  return [...lines].flatMap((line) => {
    const last = baseName(line.trim().replace(/\/$/, ''));
    return /^[!#]/.test(line) || last.replace(/[^a-z0-9]/gi, '').length < 3 ? [] : [last];
  });
});

/** Names without an extension that are never programs. */
const ordinaryNames =
  /^(?:src|source|sources|app|apps|conf|config|configs|configuration|docker|docs?|etc|static|templates?|tests?|scripts?|public|assets|server|client|frontend|backend|api|web|www|html|migrations|resources|nginx|internal|cmd|Makefile|Gemfile|Procfile|Pipfile|Rakefile|Jenkinsfile|Vagrantfile|LICENSE|README|NOTICE|Cargo\.toml|gradlew|mvnw|manage)$/;
