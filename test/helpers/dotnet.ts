/** Files of .NET programs as its SDK writes them, with no more than a scan looks at. */
import { elf } from './programs';

export interface DependenciesSpec {
  /** System that the program is for, where it is for one. */
  readonly system?: string;
  /** `name/version` of what has files to load. */
  readonly packages?: readonly string[];
  /** `name/version` of what is named only. */
  readonly named?: readonly string[];
  /** `name/version` of what the program brings of the runtime. */
  readonly runtimes?: readonly string[];
  /** `name/version` of the program itself. */
  readonly project?: string;
}

/** A `NAME.deps.json`. */
export function dotnetDependencies({ system, packages = [], named = [], runtimes = [], project = 'shop/1.0.0' }: DependenciesSpec): string {
  const target = `.NETCoreApp,Version=v8.0${system === undefined ? '' : `/${system}`}`;
  const files = { 'lib/net8.0/some.dll': { assemblyVersion: '1.0.0.0' } };
  const prefixed = runtimes.map((key) => `runtimepack.${key}`);
  const library = (type: string) => ({ type, serviceable: type === 'package', sha512: '' });
  return JSON.stringify({
    runtimeTarget: { name: target, signature: '' },
    compilationOptions: {},
    targets: {
      '.NETCoreApp,Version=v8.0': {},
      [target]: Object.fromEntries([
        [project, { dependencies: {}, runtime: { 'shop.dll': {} } }], ...packages.map((key) => [key, { runtime: files }]), ...named.map((key) => [key, { dependencies: {} }]), ...prefixed.map((key) => [key, { runtime: files }]),
      ]),
    },
    libraries: Object.fromEntries([[project, library('project')], ...[...packages, ...named].map((key) => [key, library('package')]), ...prefixed.map((key) => [key, library('runtimepack')])]),
  });
}

/** The list of a shared framework of .NET 5 and later. */
export function dotnetFramework(framework: string, version: string, system: string): { readonly path: string; readonly content: string } {
  const own = `${framework}.Runtime.${system}/${version}`;
  return { path: `usr/share/dotnet/shared/${framework}/${version}/${framework}.deps.json`, content: dotnetDependencies({ system, packages: [own], project: own }).replace('"type":"project"', '"type":"package"') };
}

const mark = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');

export interface BundleSpec {
  readonly version?: number;
  /** Bytes of the data before the mark. */
  readonly before?: number;
  /** Bytes between the list and the header. */
  readonly gap?: number;
  readonly name?: string;
}

/** A program that is one file: the host, the list of packages and the header of the bundle. `list` undefined: a host without a bundle. */
export function dotnetBundleOf(list: string | undefined, { version = 6, before = 96, gap = 10, name = 'a1B2c3D4e5F6' }: BundleSpec = {}): Buffer {
  const host = (place: number): Buffer => {
    const data = Buffer.concat([Buffer.alloc(before), Buffer.alloc(8), mark, Buffer.alloc(64)]);
    data.writeBigUInt64LE(BigInt(place), before);
    return elf({ segments: [{ address: 0x1000, bytes: Buffer.alloc(64) }, { address: 0x400000, bytes: data, writable: true }] });
  };
  if (list === undefined) return host(0);
  const start = host(0).length;
  const content = Buffer.from(list);
  const numbers = Buffer.alloc(12);
  [version, 0, 1].forEach((value, index) => numbers.writeUInt32LE(value, index * 4));
  const places = Buffer.alloc(40);
  [start, content.length, 0, 0, 0].forEach((value, index) => places.writeBigUInt64LE(BigInt(value), index * 8));
  const length = name.length < 0x80 ? [name.length] : [(name.length & 0x7f) | 0x80, name.length >> 7];
  return Buffer.concat([host(start + content.length + gap), content, Buffer.alloc(gap), numbers, Buffer.from(length), Buffer.from(name), ...(version < 2 ? [] : [places])]);
}
