import assert from 'node:assert/strict';
import { importAdvisories } from '../../server/src/scan/advisories';
import { scanImage } from '../../server/src/scan/scan';
import type { ScanReport } from '../../server/src/scan/types';
import { dotnetBundleOf, dotnetDependencies, dotnetFramework } from '../helpers/dotnet';
import { buildImage, dockerSaveOci, osRelease, TemporaryDirectory, whiteout, type TarSpec } from '../helpers/image-builder';

const dockerfile = [
  'FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build',
  'RUN dotnet publish -o /out',
  'FROM mcr.microsoft.com/dotnet/aspnet:8.0',
  'WORKDIR /app',
  'COPY --from=build /out .',
  'COPY --from=build /tools/migrate /usr/bin/migrate',
  'RUN rm -r /app/plugin',
  'CMD ["dotnet", "shop.dll"]',
  '',
].join('\n');

const affects = (id: string, name: string, fixed: string) => ({ id, affected: [{ package: { ecosystem: 'NuGet', name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }] });

describe('scan of a .NET image', () => {
  const directory = new TemporaryDirectory();
  const advisories = directory.file('advisories');
  const image = buildImage({
    layers: [
      { entries: [osRelease('debian', '12', 'bookworm'), dotnetFramework('Microsoft.NETCore.App', '8.0.20', 'linux-x64'), dotnetFramework('Microsoft.AspNetCore.App', '8.0.20', 'linux-x64')] },
      {
        entries: [
          { path: 'app/shop.deps.json', content: dotnetDependencies({ packages: ['Newtonsoft.Json/12.0.3', 'Dapper/2.0.0'], named: ['System.Net.Http/4.3.0'] }) },
          { path: 'app/plugin/plugin.deps.json', content: dotnetDependencies({ packages: ['Old.Plugin/1.0.0'] }) },
        ],
      },
      { entries: [{ path: 'usr/bin/migrate', mode: 0o755, content: dotnetBundleOf(dotnetDependencies({ system: 'linux-x64', packages: ['Npgsql/6.0.0'], runtimes: ['Microsoft.NETCore.App.Runtime.linux-x64/8.0.1'] })) }] },
      { entries: [whiteout('app/plugin')] },
    ],
    history: [
      { created_by: 'RUN /bin/sh -c install # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'WORKDIR /app', empty_layer: true, comment: 'buildkit.dockerfile.v0' },
      { created_by: 'COPY /out . # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'COPY /tools/migrate /usr/bin/migrate # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'RUN /bin/sh -c rm -r /app/plugin # buildkit', comment: 'buildkit.dockerfile.v0' },
      { created_by: 'CMD ["dotnet" "shop.dll"]', empty_layer: true, comment: 'buildkit.dockerfile.v0' },
    ],
  });

  before(async () => {
    const records = [
      affects('CVE-2024-0001', 'newtonsoft.json', '13.0.1'),
      affects('CVE-2024-0002', 'Microsoft.AspNetCore.App.Runtime.linux-x64', '8.0.21'),
      affects('CVE-2024-0003', 'System.Net.Http', '4.3.4'),
      affects('CVE-2024-0004', 'Old.Plugin', '2.0.0'),
      affects('CVE-2024-0005', 'Microsoft.NETCore.App.Runtime.linux-x64', '8.0.8'),
      affects('CVE-2024-0006', 'Npgsql', '6.0.11'),
    ];
    await importAdvisories([directory.write('records.ndjson', records.map((record) => JSON.stringify(record)).join('\n'))], advisories);
  });
  after(() => directory.remove());

  async function scan(built = image): Promise<ScanReport> {
    const archive = directory.write('image.tar', dockerSaveOci(built));
    return scanImage({ image: archive, advisories, cache: directory.file('cache'), offline: true, today: '2026-11-24', dockerfile: { uri: 'file:///Dockerfile', text: dockerfile } }, () => undefined);
  }

  it('lays the packages of a program to the COPY that brings its list, and the runtime to the base', async () => {
    const report = await scan();
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.notCovered, []);
    assert.deepEqual(report.vulnerabilities.map(({ id, purl, fixedVersion, instruction }) => `${id} ${purl} -> ${fixedVersion} by ${instruction?.text}`).sort(), [
      'CVE-2024-0001 pkg:nuget/Newtonsoft.Json@12.0.3 -> 13.0.1 by COPY --from=build /out .',
      'CVE-2024-0002 pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@8.0.20 -> 8.0.21 by FROM mcr.microsoft.com/dotnet/aspnet:8.0',
      'CVE-2024-0005 pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.1 -> 8.0.8 by COPY --from=build /tools/migrate /usr/bin/migrate',
      'CVE-2024-0006 pkg:nuget/Npgsql@6.0.0 -> 6.0.11 by COPY --from=build /tools/migrate /usr/bin/migrate',
    ]);
  });

  it('lists what is there: not what is removed, nor what a list only names', async () => {
    assert.deepEqual((await scan()).packages.map(({ purl, layer }) => `${purl} @${image.diffIds.indexOf(layer)}`).sort(), [
      'pkg:nuget/Dapper@2.0.0 @1', 'pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@8.0.20 @0', 'pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.1 @2', 'pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.20 @0',
      'pkg:nuget/Newtonsoft.Json@12.0.3 @1', 'pkg:nuget/Npgsql@6.0.0 @2',
    ]);
  });

  it('says that the packages of an SDK are not covered', async () => {
    const entries: TarSpec[] = ['dotnet', 'MSBuild', 'Roslyn/bincore/csc'].map((name) => ({ path: `usr/share/dotnet/sdk/8.0.101/${name}.deps.json`, content: dotnetDependencies({ packages: ['Newtonsoft.Json/12.0.3'] }) }));
    const report = await scan(buildImage({ layers: [{ entries }] }));
    assert.deepEqual(report.packages.map(({ purl }) => purl), ['pkg:generic/dotnet-sdk@8.0.101']);
    assert.deepEqual([report.vulnerabilities, report.problems], [[], []]);
    assert.deepEqual(report.notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['.NET SDK', 1]]);
  });
});
