/**
 * Which paths say that a package of a language is installed. Asked by the language cataloguers, and by the OS
 * cataloguers, which note those that a package manager owns.
 */

const inNodeModules = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/;
const fixtureDirectories = new Set(['test', 'tests', '__tests__', 'fixture', 'fixtures', '__fixtures__', 'testdata', 'example', 'examples']);

/** `…/node_modules/NAME/package.json`, scoped or not, except those that packages carry as test data. */
export function isNpmManifest(path: string): boolean {
  return path.endsWith('/package.json') && inNodeModules.test(path) && !isFixture(path);
}

/** True where a test or example directory of an installed package lies between two `node_modules`. */
function isFixture(path: string): boolean {
  const segments = path.split('/');
  const first = segments.indexOf('node_modules');
  const last = segments.lastIndexOf('node_modules');
  for (let index = first + 1; index < last; index += 1) {
    if (!fixtureDirectories.has(segments[index] as string)) continue;
    // A package may itself be called `test` or `examples`: then it is the direct child of node_modules or of a scope.
    const parent = segments[index - 1] as string;
    if (parent !== 'node_modules' && !(parent.startsWith('@') && segments[index - 2] === 'node_modules')) return true;
  }
  return false;
}

const pythonManifest = /[^/]\.(?:dist-info\/METADATA|egg-info|egg-info\/PKG-INFO|egg\/EGG-INFO\/PKG-INFO)$/;

/** Metadata of a wheel, of an egg (two directory forms), or the single file that distutils wrote. */
export function isPythonManifest(path: string): boolean {
  return pythonManifest.test(path);
}

const textNames = /\.(?:[ch]|cc|conf|cpp|css|csv|gz|hpp|html?|ico|in|jar|java|jpe?g|json|lua|map|md|mjs|cjs|mo|p[lmoy]|php|png|pyc|rb|rst|s?css|svg|tcl|tmpl|toml|ts|tsx|jsx?|txt|vim|woff2?|xml|ya?ml)$/i;
const documents = /^usr\/share\/(?:doc|info|locale|man|zoneinfo|terminfo|licenses|common-licenses)\//;
const libraries = /\.so(?:\.\d+)*$/;

/** Whether a file may be a program or library by its name; then its first bytes tell. */
export function isProgramName(path: string): boolean {
  return path !== '' && path !== '.' && !textNames.test(path) && !documents.test(path);
}

/** Whether a file may be a program, or a library, which need not be executable. @param mode its permission bits */
export function isProgram(path: string, mode: number): boolean {
  return ((mode & 0o111) !== 0 && isProgramName(path)) || (mode !== 0 && libraries.test(path));
}

const javaArchive = /\.(?:jar|war|ear|hpi|jpi|kar|nar)$/i;

export function isJavaArchive(path: string): boolean {
  return javaArchive.test(path);
}

const gemspec = /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/;

/** The specification of an installed gem, or of one that comes with Ruby; sources of gems have theirs elsewhere. */
export function isGemspec(path: string): boolean {
  return path.endsWith('.gemspec') && gemspec.test(path);
}

export function isComposerInstalled(path: string): boolean {
  return path.endsWith('/composer/installed.json') || path === 'composer/installed.json';
}

/** The list of packages of a .NET program or of a shared framework, `NAME.deps.json`. */
export function isDotnetDependencies(path: string): boolean {
  return path.endsWith('.deps.json') && !path.endsWith('/.deps.json') && path !== '.deps.json';
}

export function isLanguageManifest(path: string): boolean {
  return isNpmManifest(path) || isPythonManifest(path) || isGemspec(path) || isComposerInstalled(path) || isDotnetDependencies(path) || isJavaArchive(path) || isProgramName(path);
}
