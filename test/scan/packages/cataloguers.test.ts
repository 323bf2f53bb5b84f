import assert from 'node:assert/strict';
import { cataloguers } from '../../../server/src/scan/packages/index';
import { catalogue, isWanted } from './support';

describe('dpkg cataloguer', () => {
  const path = 'var/lib/dpkg/status';

  it('reads name, version and architecture, and skips continuation lines', () => {
    const { packages, problems } = catalogue(
      path,
      'Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: same\nSource: glibc\nVersion: 2.36-9+deb12u13\nConffiles:\n /etc/ld.so.conf abc\nDescription: C library\n Version: 9.9\n .\n More.\n',
    );
    assert.deepEqual(packages, [
      { type: 'deb', name: 'libc6', version: '2.36-9+deb12u13', architecture: 'amd64', sourceName: 'glibc', path },
    ]);
    assert.deepEqual(problems, []);
  });

  it('takes the version of the source package where the Source field gives one', () => {
    const [item] = catalogue(path, 'Package: bash\nStatus: install ok installed\nVersion: 5.2.15-2+b9\nSource: bash (5.2.15-2)\n').packages;
    assert.equal(item?.version, '5.2.15-2+b9');
    assert.equal(item?.sourceName, undefined);
    assert.equal(item?.sourceVersion, '5.2.15-2');
  });

  it('takes the version of another source package with an epoch of its own', () => {
    const [item] = catalogue(path, 'Package: libgcc-s1\nStatus: install ok installed\nVersion: 12.2.0-14\nSource: gcc-12 (1:12.2.0-14+x)\n').packages;
    assert.deepEqual([item?.sourceName, item?.sourceVersion], ['gcc-12', '1:12.2.0-14+x']);
  });

  it('strips the suffix of a rebuild from the source version only', () => {
    const [item] = catalogue(path, 'Package: tool\nStatus: install ok installed\nVersion: 1.0-2+b3\n').packages;
    assert.deepEqual([item?.version, item?.sourceVersion], ['1.0-2+b3', '1.0-2']);
  });

  const states: readonly (readonly [string, boolean])[] = [
    ['install ok installed', true],
    ['hold ok installed', true],
    ['install ok unpacked', true],
    ['install reinstreq half-installed', true],
    ['install ok half-configured', true],
    ['install ok triggers-pending', true],
    ['install ok triggers-awaited', true],
    ['deinstall ok config-files', false],
    ['purge ok not-installed', false],
    ['deinstall ok installed', true],
  ];
  for (const [state, present] of states) {
    it(`${present ? 'counts' : 'does not count'} a package of status "${state}"`, () => {
      assert.equal(catalogue(path, `Package: a\nStatus: ${state}\nVersion: 1\n`).packages.length, present ? 1 : 0);
    });
  }

  it('keeps both architectures of a package', () => {
    const text = ['amd64', 'i386'].map((arch) => `Package: zlib1g\nStatus: install ok installed\nArchitecture: ${arch}\nVersion: 1\n`).join('\n');
    assert.deepEqual(catalogue(path, text).packages.map((item) => item.architecture), ['amd64', 'i386']);
  });

  it('reads the fragments of distroless images, which have no Status field, and not their checksums', () => {
    const [item] = catalogue('var/lib/dpkg/status.d/base', 'Package: base-files\nVersion: 12.4+deb12u5\nArchitecture: amd64\nMaintainer: x\n').packages;
    assert.deepEqual([item?.name, item?.version, item?.path], ['base-files', '12.4+deb12u5', 'var/lib/dpkg/status.d/base']);
    assert.equal(isWanted('var/lib/dpkg/status.d/base.md5sums'), false);
    assert.equal(isWanted('var/lib/dpkg/status-old'), false);
    assert.equal(isWanted('var/lib/dpkg/status.d/'), false);
  });

  it('notes the language packages that a file list owns', () => {
    const { osOwned, packages } = catalogue(
      'var/lib/dpkg/info/python3-six.list',
      '/.\n/usr\n/usr/lib/python3/dist-packages/six-1.16.0.egg-info\n/usr/lib/python3/dist-packages/six.py\n/usr/share/nodejs/node_modules/x/package.json\n',
    );
    assert.deepEqual(osOwned, ['usr', 'usr/lib/python3/dist-packages/six-1.16.0.egg-info', 'usr/share/nodejs/node_modules/x/package.json']);
    assert.deepEqual(packages, []);
  });

  it('names a record without a version and goes on', () => {
    const { packages, problems } = catalogue(path, 'Package: a\nStatus: install ok installed\n\nPackage: b\nStatus: install ok installed\nVersion: 1\n');
    assert.deepEqual(packages.map((item) => item.name), ['b']);
    assert.match(problems[0]?.message ?? '', /Package a has no version/);
  });

  it('says that a file is no status file', () => {
    assert.match(catalogue(path, '\0\0ELF garbage\n').problems[0]?.message ?? '', /not a dpkg status file/);
    assert.deepEqual(catalogue(path, '').problems, []);
  });

  it('reads CRLF, blank lines with blanks, bytes that are not UTF-8 and a missing final line break', () => {
    const bytes = Buffer.concat([Buffer.from('Package: a\r\nMaintainer: '), Buffer.from([0xff, 0xfe]), Buffer.from('\r\nVersion: 1\r\n \r\nPackage: b\r\nVersion: 2')]);
    assert.deepEqual(catalogue(path, bytes).packages.map((item) => `${item.name} ${item.version}`), ['a 1', 'b 2']);
  });
});

describe('apk cataloguer', () => {
  const text = [
    'C:Q1xx=', 'P:libcrypto3', 'V:3.3.2-r0', 'A:x86_64', 'o:openssl', 'L:Apache-2.0', 'F:usr', 'F:usr/lib', 'R:libcrypto.so.3', 'a:0:0:755', 'Z:Q1yy=', '',
    'P:py3-pip', 'V:24.0-r2', 'A:noarch', 'o:py3-pip', 'F:usr/lib/python3.12/site-packages/pip-24.0.dist-info', 'R:METADATA', 'Z:Q1', 'F:', 'R:six.egg-info', '',
  ].join('\n');

  for (const path of ['lib/apk/db/installed', 'usr/lib/apk/db/installed']) {
    it(`reads ${path} with origin, licence and owned language packages`, () => {
      const { packages, osOwned, problems } = catalogue(path, text);
      assert.deepEqual(packages, [
        { type: 'apk', name: 'libcrypto3', version: '3.3.2-r0', architecture: 'x86_64', sourceName: 'openssl', path, licenses: ['Apache-2.0'] },
        { type: 'apk', name: 'py3-pip', version: '24.0-r2', architecture: 'noarch', path },
      ]);
      assert.deepEqual(osOwned, ['usr/lib/libcrypto.so.3', 'usr/lib/python3.12/site-packages/pip-24.0.dist-info/METADATA', 'six.egg-info']);
      assert.deepEqual(problems, []);
    });
  }

  it('reads the last record without a blank line after it, and CRLF', () => {
    assert.deepEqual(catalogue('lib/apk/db/installed', 'P:a\r\nV:1\r\n\r\nP:b\r\nV:2').packages.map((item) => `${item.name} ${item.version}`), ['a 1', 'b 2']);
  });

  it('names a record without a version, and a file that is no database', () => {
    assert.match(catalogue('lib/apk/db/installed', 'P:a\n\n').problems[0]?.message ?? '', /Package a has no version/);
    assert.match(catalogue('lib/apk/db/installed', 'garbage\n').problems[0]?.message ?? '', /not an apk database/);
  });
});

describe('npm cataloguer', () => {
  const wanted = [
    'app/node_modules/lodash/package.json',
    'node_modules/lodash/package.json',
    'app/node_modules/@babel/core/package.json',
    'usr/local/lib/node_modules/npm/package.json',
    'usr/local/lib/node_modules/npm/node_modules/semver/package.json',
    'app/node_modules/.pnpm/ms@2.1.3/node_modules/ms/package.json',
    'usr/lib/code-server/lib/vscode/node_modules/ws/package.json',
    'usr/lib/node_modules/code-server/lib/vscode/node_modules/ws/package.json',
    'app/node_modules/test/node_modules/ms/package.json',
    'app/node_modules/@scope/examples/node_modules/ms/package.json',
    'app/test/node_modules/ms/package.json',
    'app/node_modules/whatwg-url/package.json',
  ];
  for (const path of wanted) it(`wants ${path}`, () => assert.equal(isWanted(path), true));

  const unwanted = [
    'app/package.json',
    'app/node_modules/lodash/fp/package.json',
    'app/node_modules/resolve/test/precedence/node_modules/aaa/package.json',
    'app/node_modules/@x/y/fixtures/a/node_modules/b/package.json',
    'app/node_modules/lodash/package.json.bak',
    'app/my_node_modules/lodash/package.json',
    'app/node_modules/@babel/package.json',
  ];
  for (const path of unwanted) it(`does not want ${path}`, () => assert.equal(isWanted(path), false));

  const path = 'app/node_modules/@babel/core/package.json';

  it('reads name, version and the three forms of licence', () => {
    assert.deepEqual(catalogue(path, '\ufeff{"name":"@babel/core","version":"7.0.0","license":"MIT"}').packages, [
      { type: 'npm', name: '@babel/core', version: '7.0.0', path, licenses: ['MIT'] },
    ]);
    assert.deepEqual(catalogue(path, '{"name":"a","version":"1","license":{"type":"ISC"}}').packages[0]?.licenses, ['ISC']);
    assert.deepEqual(catalogue(path, '{"name":"a","version":"1","licenses":[{"type":"MIT"},{"type":"BSD"}]}').packages[0]?.licenses, ['MIT', 'BSD']);
  });

  for (const text of ['{"type":"module"}', '{"name":"a"}', '{"version":"1.0.0"}', '{"name":"","version":"1"}', '{"name":1,"version":2}', '[]', 'null', '3']) {
    it(`takes ${text} for no package, silently`, () => {
      assert.deepEqual(catalogue(path, text), { packages: [], osOwned: [], problems: [] });
    });
  }

  it('names a file that is not JSON', () => {
    assert.equal(catalogue(path, '{"name":').problems[0]?.where, path);
  });
});

describe('python cataloguer', () => {
  const wanted = [
    'usr/lib/python3/dist-packages/six-1.16.0.egg-info',
    'usr/lib/python3/dist-packages/PyYAML-6.0.egg-info/PKG-INFO',
    'usr/local/lib/python3.11/site-packages/wheel-0.38.dist-info/METADATA',
    'opt/venv/lib/python3.12/site-packages/setuptools/_vendor/jaraco.text-3.12.1.dist-info/METADATA',
    'srv/app/src/tool.egg-info/PKG-INFO',
    'usr/lib/python3.9/site-packages/old-1.0-py3.9.egg/EGG-INFO/PKG-INFO',
  ];
  for (const path of wanted) it(`wants ${path}`, () => assert.equal(isWanted(path), true));
  for (const path of ['x/wheel-0.38.dist-info/RECORD', 'x/METADATA', 'x/six.egg-info/requires.txt', 'x/PKG-INFO', 'x/.egg-info']) {
    it(`does not want ${path}`, () => assert.equal(isWanted(path), false));
  }

  const path = 'usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA';

  it('reads the head and not the description', () => {
    const text = 'Metadata-Version: 2.1\r\nName: PyYAML\r\nVersion: 6.0\r\nLicense: MIT\r\nClassifier: a\r\n\r\nName: other\r\nVersion: 9\r\n';
    assert.deepEqual(catalogue(path, text).packages, [{ type: 'pypi', name: 'PyYAML', version: '6.0', path, licenses: ['MIT'] }]);
  });

  it('prefers the licence expression, and takes UNKNOWN for none', () => {
    assert.deepEqual(catalogue(path, 'Name: a\nVersion: 1\nLicense: long text\nLicense-Expression: MIT\n').packages[0]?.licenses, ['MIT']);
    assert.equal(catalogue(path, 'Name: a\nVersion: 1\nLicense: UNKNOWN\n').packages[0]?.licenses, undefined);
  });

  it('names metadata without a version or a name', () => {
    assert.match(catalogue(path, 'Name: a\n').problems[0]?.message ?? '', /no version/);
    assert.match(catalogue(path, '\n\n').problems[0]?.message ?? '', /no name/);
  });
});

describe('gem cataloguer', () => {
  const path = 'usr/lib/ruby/gems/3.1.0/specifications/rack-2.2.3.gemspec';
  const text = '# -*- encoding: utf-8 -*-\n# stub: rack 2.2.3 ruby lib\n\nGem::Specification.new do |s|\n  s.name = "rack".freeze\n  s.version = "2.2.3"\n\n  s.required_ruby_version = Gem::Requirement.new(">= 2.3.0".freeze)\n  s.licenses = ["MIT".freeze]\n  s.rubygems_version = "3.1.2".freeze\nend\n';

  it('reads the specification that RubyGems writes', () => {
    assert.deepEqual(catalogue(path, text), { packages: [{ type: 'gem', name: 'rack', version: '2.2.3', path, licenses: ['MIT'] }], osOwned: [], problems: [] });
    assert.equal(catalogue(path, "Gem::Specification.new do |spec|\n  spec.name = 'json'\n  spec.version = Gem::Version.new('2.6.1')\nend").packages[0]?.version, '2.6.1');
  });

  it('names what it cannot read, and runs nothing', () => {
    for (const bad of ['s.name = "a"\ns.version = A::VERSION\n', 's.name = "a#{1}"\ns.version = "1"\n', '']) {
      const { packages, problems } = catalogue(path, bad);
      assert.deepEqual([packages, problems.length], [[], 1]);
    }
  });

  for (const wanted of [path, 'usr/local/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec']) it(`wants ${wanted}`, () => assert.equal(isWanted(wanted), true));
  for (const not of ['app/rack.gemspec', 'usr/lib/ruby/gems/3.1.0/gems/rack-2.2.3/rack.gemspec', 'x/specifications/a/b.gemspec']) it(`does not want ${not}`, () => assert.equal(isWanted(not), false));
});

describe('composer cataloguer', () => {
  const path = 'srv/app/vendor/composer/installed.json';
  const list = [{ name: 'symfony/http-kernel', version: 'v5.4.0', license: ['MIT'] }, { name: 'acme/x', version: 'dev-main' }, { name: 1, version: 2 }, null, { name: 'a/b' }];

  it('reads both versions of the list', () => {
    const expected = [{ type: 'composer', name: 'symfony/http-kernel', version: 'v5.4.0', path, licenses: ['MIT'] }, { type: 'composer', name: 'acme/x', version: 'dev-main', path }];
    assert.deepEqual(catalogue(path, JSON.stringify(list)).packages, expected);
    assert.deepEqual(catalogue(path, JSON.stringify({ packages: list, dev: true, 'dev-package-names': [] })).packages, expected);
  });

  it('names what is no such list', () => {
    for (const bad of ['{', '{}', 'null', '3', '{"packages":{}}']) assert.equal(catalogue(path, bad).problems.length, 1);
    assert.equal(isWanted('srv/app/composer.json'), false);
  });
});

describe('every cataloguer', () => {
  it('survives any bytes', () => {
    const paths = ['var/lib/dpkg/status', 'var/lib/dpkg/info/a.list', 'lib/apk/db/installed', 'node_modules/a/package.json', 'a.dist-info/METADATA', 'app/a.deps.json'];
    let seed = 7;
    const next = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648);
    for (let round = 0; round < 200; round += 1) {
      const bytes = Uint8Array.from({ length: next() % 300 }, () => next() % 256);
      for (const path of paths) {
        const { packages } = catalogue(path, bytes);
        for (const item of packages) assert.ok(item.name !== '' && item.version !== '');
      }
    }
  });

  it('has a name of its own and a limit', () => {
    assert.equal(new Set(cataloguers.map((cataloguer) => cataloguer.name)).size, cataloguers.length);
    for (const cataloguer of cataloguers) assert.ok(cataloguer.maxBytes > 0 && cataloguer.version > 0);
  });
});
