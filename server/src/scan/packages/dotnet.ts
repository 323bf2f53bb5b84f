import { messageOf } from '../errors';
import type { CatalogueResult, Cataloguer } from './cataloguer';
import { isDotnetDependencies } from './language-manifests';
import { decodeText } from './text';

/**
 * NuGet packages of .NET: the `NAME.deps.json` that lies beside every program, and beside each shared framework of a runtime. The form:
 * documentation/specs/runtime-configuration-file.md of dotnet/sdk.
 */
export const dotnet: Cataloguer = {
  name: 'dotnet',
  version: 1,
  maxBytes: 32 * 1024 * 1024,

  wants: isDotnetDependencies,

  catalogue(path, content, found) {
    const sdk = sdkPath.exec(path)?.[1];
    if (sdk === undefined) readDependencies(path, content, found);
    else if (path.endsWith(`/${sdk}/dotnet.deps.json`)) found.packages.push({ type: 'generic', name: 'dotnet-sdk', version: sdk, path });
  },
};

/**
 * The SDK's programs bring assemblies of other versions than their lists name: "those versions do not exist on disk" (dotnet/sdk#42378, #30659,
 * dotnet/roslyn#81723). So it is one package, which no advisory names, and what it cannot be matched with is said. An SDK's version has three
 * digits at the end, a runtime's does not.
 */
const sdkPath = /(?:^|\/)sdk\/(\d+\.\d+\.\d{3}(?:-[^/]+)?)\//;

/** What one file says, be it a file of the image or within a program. */
export function readDependencies(path: string, content: Uint8Array, found: Pick<CatalogueResult, 'packages' | 'problems'>): void {
  let file: unknown;
  try {
    file = JSON.parse(decodeText(content));
  } catch (error) {
    found.problems.push({ where: path, message: `The list of .NET packages cannot be read: ${messageOf(error)}` });
    return;
  }
  const list = objectIn(file, 'libraries');
  if (list === undefined) {
    found.problems.push({ where: path, message: 'This is no list of .NET packages.' });
    return;
  }
  const target = textIn(objectIn(file, 'runtimeTarget'), 'name') ?? '';
  if (isOfLibrary(target)) return;
  const shipped = shippedOf(objectIn(objectIn(file, 'targets'), target));
  const libraries = Object.entries(list).flatMap(([key, entry]) => libraryOf(key, entry) ?? []);
  const framework = frameworkOf(path, libraries, target);
  if (framework) found.packages.push({ type: 'nuget', ...framework, path });
  for (const { key, name, version } of libraries) {
    if (framework && isPartOf(name, framework.framework)) continue;
    if (shipped === undefined || shipped.has(key)) found.packages.push({ type: 'nuget', name, version, path });
  }
}

/**
 * .NET Standard runs nothing: the list of a library for it names what those who use the library have to bring. Of the 32 packages with files in two such lists
 * on npm and PyPI none was there; of the 242 in six lists of programs on npm all were.
 */
function isOfLibrary(target: string): boolean {
  return /^\.NETStandard\b/i.test(target);
}

interface Library {
  /** As targets name it. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
}

/**
 * A program that brings its runtime along names it with type and prefix `runtimepack`, which are not the package's. Other types are
 * the program itself, its other projects, and files that belong to no package.
 */
function libraryOf(key: string, entry: unknown): Library | undefined {
  const type = textIn(entry, 'type')?.toLowerCase();
  if (type !== 'package' && type !== 'runtimepack') return undefined;
  const slash = key.indexOf('/');
  const name = (type === 'runtimepack' ? key.slice(0, slash).replace(/^runtimepack\./i, '') : key.slice(0, slash)).trim();
  const version = key.slice(slash + 1).trim();
  return slash > 0 && name !== '' && version !== '' ? { key: key.toLowerCase(), name, version } : undefined;
}

/**
 * Those libraries of which the target has files to load. The others are named, and not there: what they would bring, the runtime has newer, or
 * they only ever were of use to the build. Undefined where the file has no such target: then nothing tells them apart.
 */
function shippedOf(target: Json | undefined): ReadonlySet<string> | undefined {
  if (target === undefined) return undefined;
  const shipped = Object.entries(target).filter(([, library]) => ['runtime', 'native', 'runtimeTargets'].some((kind) => hasFiles(objectIn(library, kind))));
  return new Set(shipped.map(([key]) => key.toLowerCase()));
}

/** `_._` stands for no file. */
function hasFiles(files: Json | undefined): boolean {
  return files !== undefined && Object.keys(files).some((file) => file !== '_._' && !file.endsWith('/_._'));
}

const frameworkPath = /(?:^|\/)shared\/(Microsoft\.(?:NETCore\.App|AspNetCore\.(?:App|All)|WindowsDesktop\.App))\/(\d[^/]*)\/\1\.deps\.json$/;

/**
 * The package of a shared framework that advisories name, `Microsoft.NETCore.App.Runtime.linux-musl-x64`, in the version of its directory:
 * one package for each system, of which GitHub's advisories list all (GHSA-5rrx-jjjq-q2r5, GHSA-rh58-r7jh-xhx3). Lists of .NET 5 and later mostly name it so
 * themselves (SharedFxTests.cs of dotnet/aspnetcore, and the list of .NET 9.0.5); composite images have another package (`….Runtime.Composite.linux-x64`),
 * and those of .NET Core 3.1 say `runtime.linux-x64.Microsoft.NETCore.App` of `3.1.23-servicing.22122.4`, which would be older than the 3.1.23 that it is. So
 * the target tells the system. Before 3.0 there were no such packages. The system of a distribution's own build (`ubuntu.24.04-x64`) is in no advisory:
 * there the distribution's own are in charge.
 */
function frameworkOf(path: string, libraries: readonly Library[], target: string): { readonly name: string; readonly version: string; readonly framework: string } | undefined {
  const [, framework, version] = frameworkPath.exec(path) ?? [];
  if (framework === undefined || version === undefined) return undefined;
  if (Number.parseInt(version, 10) < 3) return { name: framework, version, framework };
  const prefix = `${framework}.Runtime.`;
  const system = /\/(.+)$/.exec(target)?.[1] ?? libraries.find(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase()))?.name.slice(prefix.length);
  return system === undefined ? undefined : { name: `${prefix}${system.replace(/^Composite\./i, '')}`, version, framework };
}

/** `Microsoft.NETCore.App`, `runtime.linux-x64.Microsoft.NETCore.App`, `Microsoft.NETCore.App.Internal` and `Microsoft.NETCore.App.Runtime.linux-x64` of the framework of that name. */
function isPartOf(name: string, framework: string): boolean {
  return `.${name.toLowerCase()}.`.includes(`.${framework.toLowerCase()}.`);
}

type Json = Readonly<Record<string, unknown>>;

function objectIn(value: unknown, key: string): Json | undefined {
  const found = ownIn(value, key);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Json) : undefined;
}

function textIn(value: unknown, key: string): string | undefined {
  const found = ownIn(value, key);
  return typeof found === 'string' ? found : undefined;
}

function ownIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;
}

