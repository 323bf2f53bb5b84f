import assert from 'node:assert/strict';
import { dotnetBundle } from '../../../server/src/scan/packages/dotnet-bundle';
import { mergeLayers } from '../../../server/src/scan/packages/index';
import { damaged } from '../../helpers/damage';
import { dotnetBundleOf, dotnetDependencies, dotnetFramework } from '../../helpers/dotnet';
import { randomFrom } from '../../helpers/random';
import { catalogue, catalogueRanges, isWanted, layer, summary } from './support';

const path = 'app/shop.deps.json';
const names = (text: string, at = path): string[] => catalogue(at, text).packages.map(({ name, version }) => `${name} ${version}`);

describe('.NET cataloguer', () => {
  for (const wanted of [path, 'shop.deps.json', 'root/.dotnet/tools/.store/t/1.0.0/t/1.0.0/tools/net8.0/any/t.deps.json']) it(`wants ${wanted}`, () => assert.equal(isWanted(wanted), true));
  for (const not of ['app/deps.json', 'app/.deps.json', 'app/shop.runtimeconfig.json', 'app/packages.lock.json', 'app/shop.deps.json.bak']) it(`does not want ${not}`, () => assert.equal(isWanted(not), false));

  it('reads the packages of a program, and not the program', () => {
    assert.deepEqual(catalogue(path, `\ufeff${dotnetDependencies({ packages: ['Newtonsoft.Json/12.0.3', 'Dapper/2.0.0-Beta.1'] })}`), {
      packages: [{ type: 'nuget', name: 'Newtonsoft.Json', version: '12.0.3', path }, { type: 'nuget', name: 'Dapper', version: '2.0.0-Beta.1', path }], osOwned: [], problems: [],
    });
  });

  it('leaves out what is named and has no files to load: the runtime has it newer, or only the build used it', () => {
    assert.deepEqual(names(dotnetDependencies({ system: 'linux-x64', packages: ['A/1.0.0'], named: ['System.Net.Http/4.3.0', 'NETStandard.Library/1.6.1'] })), ['A 1.0.0']);
    const list = (target: object): string => JSON.stringify({ runtimeTarget: { name: 't' }, targets: { t: target }, libraries: { 'A/1': { type: 'package' } } });
    for (const kind of ['runtime', 'native', 'runtimeTargets']) {
      assert.deepEqual(names(list({ 'A/1': { [kind]: { 'a.so': {} } } })), ['A 1']);
      assert.deepEqual(names(list({ 'a/1': { [kind]: { 'a.so': {} } } })), ['A 1']);
      assert.deepEqual(names(list({ 'A/1': { [kind]: {} } })), []);
      assert.deepEqual(names(list({ 'A/1': { [kind]: { 'lib/net8.0/_._': {} } } })), []);
    }
    for (const target of [{}, { 'A/1': { compile: { 'a.dll': {} } } }, { 'A/1': { resources: { 'de/a.resources.dll': {} } } }, { 'A/1': null }]) assert.deepEqual(names(list(target)), []);
  });

  it('counts all where the target is not there', () => {
    for (const more of [{}, { runtimeTarget: { name: 'x' }, targets: { y: {} } }, { runtimeTarget: 'x', targets: [] }]) {
      assert.deepEqual(names(JSON.stringify({ ...more, libraries: { 'A/1': { type: 'package' }, 'B/2': { type: 'project' }, 'C/3': { type: 'reference' }, 'D/4': {}, E: { type: 'package' }, '/5': { type: 'package' }, 'F/': { type: 'package' }, 'G/6': null } })), ['A 1']);
    }
  });

  it('takes nothing from the list of a library for .NET Standard, which brings none of it', () => {
    const list = dotnetDependencies({ packages: ['A/1.0.0'] });
    assert.deepEqual(catalogue(path, list.replaceAll('.NETCoreApp,Version=v8.0', '.NETStandard,Version=v2.0')), { packages: [], osOwned: [], problems: [] });
    assert.deepEqual(names(list.replaceAll('.NETCoreApp,Version=v8.0', '.NETFramework,Version=v4.7.2')), ['A 1.0.0']);
  });

  it('names the runtime that a program brings along as its package', () => {
    assert.deepEqual(names(dotnetDependencies({ system: 'linux-musl-x64', runtimes: ['Microsoft.NETCore.App.Runtime.linux-musl-x64/8.0.1', 'Microsoft.AspNetCore.App.Runtime.linux-musl-x64/8.0.1'], packages: ['A/1.0.0'] })), [
      'A 1.0.0', 'Microsoft.NETCore.App.Runtime.linux-musl-x64 8.0.1', 'Microsoft.AspNetCore.App.Runtime.linux-musl-x64 8.0.1',
    ]);
  });

  describe('knows a shared framework by the package of its system', () => {
    const lists: readonly (readonly [string, string, string, string[]])[] = [
      ['that of .NET 8', 'Microsoft.NETCore.App/8.0.1/Microsoft.NETCore.App', dotnetFramework('Microsoft.NETCore.App', '8.0.1', 'linux-musl-arm64').content, ['Microsoft.NETCore.App.Runtime.linux-musl-arm64 8.0.1']],
      ['that of ASP.NET Core 10', 'Microsoft.AspNetCore.App/10.0.0-rc.1.25451.107/Microsoft.AspNetCore.App', dotnetFramework('Microsoft.AspNetCore.App', '10.0.0-rc.1.25451.107', 'linux-x64').content, ['Microsoft.AspNetCore.App.Runtime.linux-x64 10.0.0-rc.1.25451.107']],
      [
        'that of .NET Core 3.1, which names itself otherwise and as a pre-release', 'Microsoft.NETCore.App/3.1.23/Microsoft.NETCore.App',
        dotnetDependencies({ system: 'linux-x64', packages: ['runtime.linux-x64.Microsoft.NETCore.App/3.1.23-servicing.22122.4'], named: ['Microsoft.NETCore.App/3.1.23-servicing.22122.4', 'Microsoft.NETCore.App.Internal/3.1.23-servicing.22122.4', 'NETStandard.Library/2.1.0'] }),
        ['Microsoft.NETCore.App.Runtime.linux-x64 3.1.23'],
      ],
      ['that of a composite image, which names another package', 'Microsoft.AspNetCore.App/8.0.1/Microsoft.AspNetCore.App', dotnetDependencies({ system: 'linux-x64', packages: ['Microsoft.AspNetCore.App.Runtime.Composite.linux-x64/8.0.1'] }), ['Microsoft.AspNetCore.App.Runtime.linux-x64 8.0.1']],
      ['that whose target tells no system', 'Microsoft.AspNetCore.App/8.0.1/Microsoft.AspNetCore.App', dotnetDependencies({ packages: ['Microsoft.AspNetCore.App.Runtime.Composite.linux-x64/8.0.1'] }), ['Microsoft.AspNetCore.App.Runtime.linux-x64 8.0.1']],
      ['that of .NET Core 2.0, when there were none of these', 'Microsoft.NETCore.App/2.0.0/Microsoft.NETCore.App', dotnetDependencies({ system: 'linux-x64', packages: ['runtime.linux-x64.Microsoft.NETCore.App/2.0.0', 'Other/1.0.0'], named: ['Microsoft.NETCore.App/2.0.0'] }), ['Microsoft.NETCore.App 2.0.0', 'Other 1.0.0']],
      ['that of ASP.NET Core 2.1, which has its packages with it', 'Microsoft.AspNetCore.App/2.1.1/Microsoft.AspNetCore.App', dotnetDependencies({ packages: ['Microsoft.AspNetCore.Http/2.1.1'] }), ['Microsoft.AspNetCore.App 2.1.1', 'Microsoft.AspNetCore.Http 2.1.1']],
      ['no other one', 'Acme.Framework/1.0.0/Acme.Framework', dotnetDependencies({ system: 'linux-x64', packages: ['A/1.0.0'] }), ['A 1.0.0']],
      ['none whose system is not known', 'Microsoft.AspNetCore.App/8.0.1/Microsoft.AspNetCore.App', dotnetDependencies({ packages: ['A/1.0.0'] }), ['A 1.0.0']],
      ['nothing by another file there', 'Microsoft.NETCore.App/8.0.1/Other', dotnetDependencies({ system: 'linux-x64', packages: ['A/1.0.0'] }), ['A 1.0.0']],
    ];
    for (const [what, file, text, expected] of lists) it(what, () => assert.deepEqual(names(text, `usr/share/dotnet/shared/${file}.deps.json`), expected));
  });

  it('says of an SDK that it is there, and takes no version from its lists', () => {
    const text = dotnetDependencies({ packages: ['System.Text.Json/6.0.7'] });
    const sdk = 'usr/share/dotnet/sdk/8.0.101';
    assert.deepEqual(catalogue(`${sdk}/dotnet.deps.json`, text).packages, [{ type: 'generic', name: 'dotnet-sdk', version: '8.0.101', path: `${sdk}/dotnet.deps.json` }]);
    for (const other of ['Roslyn/bincore/csc.deps.json', 'DotnetTools/dotnet-format/dotnet-format.deps.json', 'MSBuild.deps.json']) assert.deepEqual(catalogue(`${sdk}/${other}`, text), { packages: [], osOwned: [], problems: [] });
    assert.deepEqual(names(text, 'app/sdk/1.2.3/shop.deps.json'), ['System.Text.Json 6.0.7']);
  });

  it('names what is no such list', () => {
    for (const bad of ['', '{', '[]', 'null', '3', '{}', '{"libraries":[]}', '{"libraries":null}']) {
      const { packages, problems } = catalogue(path, bad);
      assert.deepEqual([packages, problems.map(({ where }) => where)], [[], [path]], bad);
    }
    assert.deepEqual(catalogue(path, '{"libraries":{},"__proto__":{}}').problems, []);
  });

  it('survives a list with any damage', () => {
    const text = dotnetFramework('Microsoft.NETCore.App', '8.0.1', 'linux-x64').content.replace('"libraries":{', '"libraries":{"runtimepack.A/1":{"type":"runtimepack"},');
    const random = randomFrom(11);
    for (let round = 0; round < 2000; round += 1) {
      const bad = damaged(text, random, ['{', '}', '[]', '""', 'null', ',', ':', '/', '"type":"package"', '"A/1":{},'], (lines) => lines.reverse());
      for (const at of [path, 'usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.1/Microsoft.NETCore.App.deps.json', 'sdk/8.0.101/dotnet.deps.json']) {
        for (const item of catalogue(at, bad).packages) assert.ok(item.name !== '' && item.version !== '' && item.path === at);
      }
    }
  });

  it('leaves to the distribution what its packages own', () => {
    const { path: shared, content } = dotnetFramework('Microsoft.NETCore.App', '8.0.1', 'ubuntu.24.04-x64');
    const framework = shared.replace('usr/share', 'usr/lib');
    const merged = mergeLayers([layer({ files: { 'var/lib/dpkg/info/dotnet-runtime-8.0.list': `/usr\n/${framework}\n`, [framework]: content } })]);
    assert.deepEqual(summary(merged), ['Microsoft.NETCore.App.Runtime.ubuntu.24.04-x64 8.0.1 @0 owned']);
  });

  it('judges what Microsoft\'s packages for Debian and Ubuntu own, since no distribution does', () => {
    const { path: framework, content } = dotnetFramework('Microsoft.NETCore.App', '8.0.1', 'linux-x64');
    const merged = mergeLayers([layer({ files: { 'var/lib/dpkg/info/dotnet-runtime-8.0.list': `/usr\n/usr/share/dotnet\n/${framework}\n`, [framework]: content } })]);
    assert.deepEqual(summary(merged), ['Microsoft.NETCore.App.Runtime.linux-x64 8.0.1 @0']);
  });

  it('follows a package through layers, and through the case of its name', () => {
    const app = (...packages: string[]) => ({ [path]: dotnetDependencies({ packages }) });
    const runtime = dotnetFramework('Microsoft.NETCore.App', '8.0.1', 'linux-x64');
    const layers = [layer({ files: { [runtime.path]: runtime.content } }), layer({ files: app('Newtonsoft.Json/12.0.3', 'Dapper/2.0.0') }), layer({ files: app('newtonsoft.json/13.0.1', 'Dapper/2.0.0') })];
    const [framework, dapper] = ['Microsoft.NETCore.App.Runtime.linux-x64 8.0.1 @0', 'Dapper 2.0.0 @1'];
    assert.deepEqual(summary(mergeLayers(layers)), [dapper, framework, 'newtonsoft.json 13.0.1 @2 < 12.0.3 @1']);
    assert.deepEqual(summary(mergeLayers([...layers, layer({ whiteouts: ['app'] })])), [framework]);
    assert.deepEqual(summary(mergeLayers([...layers, layer({ opaques: ['app'] }), layer({ whiteouts: ['usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.1'] })])), []);
  });
});

describe('cataloguer of .NET programs that are one file', () => {
  const list = dotnetDependencies({ system: 'linux-x64', packages: ['Newtonsoft.Json/12.0.3'], runtimes: ['Microsoft.NETCore.App.Runtime.linux-x64/8.0.1'] });
  const read = (bytes: Buffer) => catalogueRanges('usr/bin/shop', bytes, [dotnetBundle]);
  const expected = ['Newtonsoft.Json 12.0.3', 'Microsoft.NETCore.App.Runtime.linux-x64 8.0.1'];

  it('reads the list that is bundled in it', () => {
    const specs = [{}, { version: 2 }, { gap: 0 }, { gap: 3_000_000 }, { name: 'x'.repeat(300) }, { name: '' }];
    for (const spec of specs) {
      const { packages, problems } = read(dotnetBundleOf(list, spec));
      assert.deepEqual(problems, []);
      assert.deepEqual(packages.map(({ type, name, version, path: at }) => `${type} ${name} ${version} ${at}`), expected.map((item) => `nuget ${item} usr/bin/shop`), JSON.stringify(spec));
    }
  });

  it('finds the mark wherever it lies, between two readings too', () => {
    const window = 1024 * 1024;
    for (const before of [8, window - 60, window - 40, window - 33, window - 8, window - 1, window, 2 * window - 20]) assert.equal(read(dotnetBundleOf(list, { before })).packages.length, 2, String(before));
  });

  it('finds nothing in a host without a bundle, or in a bundle without a list', () => {
    for (const bytes of [dotnetBundleOf(undefined), dotnetBundleOf('')]) {
      const { packages, problems } = read(bytes);
      assert.deepEqual([packages, problems], [[], []]);
    }
  });

  it('says that it does not read a bundle of .NET Core 3, or a damaged list', () => {
    assert.match(read(dotnetBundleOf(list, { version: 1 })).problems[0]?.message ?? '', /a bundle of \.NET Core 3/);
    assert.match(read(dotnetBundleOf(list.slice(1))).problems[0]?.message ?? '', /cannot be read/);
  });

  it('survives headers that lie', () => {
    const whole = dotnetBundleOf(list);
    for (let at = whole.length - 80; at < whole.length; at += 1) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        for (const item of read(bytes).packages) assert.ok(item.name !== '' && item.version !== '');
      }
    }
    for (let length = 16; length < whole.length; length += 97) read(whole.subarray(0, length));
  });
});
