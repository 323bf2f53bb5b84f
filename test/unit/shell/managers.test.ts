import assert from 'node:assert/strict';
import { installsOf, managerOf, packageManagers } from '../../../server/src/lint/shell/managers';
import { run } from './support';

/** `manager action : packages`, each package with operator and version; `?` for what is not known. */
function drawInstall(script: string): string {
  const install = installsOf(run(script, 'ARG V=1.2\nARG NONE\nENV LIST="a b=1"\n').commands[0]!);
  if (!install) return 'none';
  const packages = install.packages.map((item) => {
    const name = item.kind === 'unknown' ? '?' : item.name;
    const version = item.operator === undefined ? '' : ` ${item.operator} ${item.version ?? '?'}`;
    const more = [item.kind === 'package' || item.kind === 'unknown' ? '' : item.kind, item.release ? `from ${item.release}` : '', item.architecture ?? '', item.removes ? 'removed' : ''].filter((text) => text !== '');
    return `${name}${version}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
  });
  const files = install.files.map((file) => `${file.kind} ${file.path ?? '?'}`);
  return [`${install.manager.name} ${install.action}${install.global ? ' global' : ''}${install.assumesYes ? '' : ' asks'} : ${packages.join(', ')}`.trimEnd(), ...files].join(' + ');
}

describe('installsOf', () => {
  const cases: [string, string][] = [
    // Debian
    ['apt-get -y install --no-install-recommends -t bookworm-backports foo=1.2 bar/testing ./x.deb', 'apt-get install : foo = 1.2, bar (from testing), ./x.deb (file)'],
    ['apt-get install foo:arm64=1 g++ libfoo* task^ foo-', 'apt-get install asks : foo = 1 (arm64), g++, libfoo* (group), task^ (group), foo (removed)'],
    ['apt-get install -y foo=$V bar=$NONE $NONE lib$NONE $LIST', 'apt-get install : foo = 1.2, bar = ?, ?, ?, a, b = 1'],
    ['apt-get -qq update', 'apt-get update asks :'],
    ['apt-get -y --no-install-recommends dist-upgrade', 'apt-get dist-upgrade :'],
    ['apt-get build-dep -y x', 'apt-get build-dep : x'],
    ['apt-get purge -y --auto-remove x', 'apt-get remove : x'],
    ['apt-get autoremove -y', 'apt-get autoremove :'],
    ['apt-get clean', 'apt-get clean asks :'],
    ['apt -y full-upgrade', 'apt dist-upgrade :'],
    ['aptitude -y install x', 'aptitude install : x'],
    ['apt-get --version', 'none'],
    ['apt-get frobnicate x', 'none'],
    // Alpine
    ["apk add --no-cache --virtual .build-deps gcc~=12 'foo>1' bar=1.2-r0 baz@edge '!qux'", 'apk install : gcc ~= 12, foo > 1, bar = 1.2-r0, baz (from edge), qux (removed)'],
    ['apk --no-cache add -t .deps a ./x.apk', 'apk install : a, ./x.apk (file)'],
    ['apk update', 'apk update :'],
    ['apk del .build-deps', 'apk remove : .build-deps'],
    ['apk upgrade --no-cache', 'apk upgrade :'],
    ['apk cache clean', 'apk clean :'],
    // rpm
    ['yum install -y foo-1.2.3 bar-1-2.el8.x86_64 gcc-toolset-12 java-1.8.0-openjdk baz.noarch @dev', 'yum install : foo - 1.2.3, bar - 1-2.el8 (x86_64), gcc-toolset-12, java-1.8.0-openjdk, baz (noarch), dev (group)'],
    ['dnf -y --setopt=install_weak_deps=False --enablerepo crb install x https://h/x.rpm foo-$V bar-$NONE', 'dnf install : x, https://h/x.rpm (url), foo - 1.2, bar - ?'],
    ["dnf install -y 'foo >= 2' python3-3.9", 'dnf install : foo >= 2, python3 - 3.9'],
    ['dnf group install -y "Development Tools"', 'dnf install : Development Tools (group)'],
    ['dnf module install -y nodejs:18', 'dnf install : nodejs:18 (group)'],
    ['yum groupinstall -y x', 'yum install : x (group)'],
    ['yum update', 'yum upgrade asks :'],
    ['dnf makecache', 'dnf update asks :'],
    ['yum clean all', 'yum clean asks :'],
    ['microdnf install -y x', 'microdnf install : x'],
    ['tdnf install -y x', 'tdnf install : x'],
    ['dnf builddep x.spec -y', 'dnf build-dep : x.spec'],
    ['zypper -n in --no-recommends foo=1.2 ./x.rpm', 'zypper install : foo = 1.2, ./x.rpm (file)'],
    ['zypper --non-interactive install -- foo -bar', 'zypper install : foo, bar (removed)'],
    ['zypper refresh', 'zypper update asks :'],
    ['zypper -n dup', 'zypper dist-upgrade :'],
    ['zypper cc -a', 'zypper clean asks :'],
    // Arch
    ['pacman -Syu --noconfirm foo extra/bar baz=1', 'pacman install : foo, bar, baz = 1'],
    ['pacman -Sy', 'pacman update asks :'],
    ['pacman -Syu --noconfirm', 'pacman dist-upgrade :'],
    ['pacman -Scc --noconfirm', 'pacman clean :'],
    ['pacman -U --noconfirm x-1.pkg.tar.zst', 'pacman install : x-1.pkg.tar.zst (file)'],
    ['pacman -Rns x', 'pacman remove asks : x'],
    // Python
    ["pip install -r req.txt -c c.txt 'django>=3,<4' git+https://h/x . x==1.0 y~=2 'z[extra]==3' w", 'pip install asks : django >= 3, git+https://h/x (vcs), . (directory), x == 1.0, y ~= 2, z == 3, w + requirements req.txt + constraints c.txt'],
    ['pip3 install --no-cache-dir -e . foo.whl src/app', 'pip install asks : foo.whl (file), src/app (directory) + editable .'],
    ["pip3.11 install 'x @ https://h/x.whl' 'y; python_version<\"3\"' z==$V w==$NONE", 'pip install asks : x (url), y, z == 1.2, w == ?'],
    ['python3 -m pip install -U pip setuptools', 'pip install asks : pip, setuptools'],
    ['python -W ignore -Im pip install x', 'pip install asks : x'],
    ['python -m http.server', 'none'],
    ['python setup.py install', 'none'],
    ['/venv/bin/pip install x', 'pip install asks : x'],
    ['pip uninstall -y x', 'pip remove : x'],
    ['pip cache purge', 'pip clean asks :'],
    ['pip download -d /x y', 'pip download asks : y'],
    ['pipx install black==24', 'pipx install global : black == 24'],
    ['pipx inject app dep', 'pipx install global : dep'],
    ['uv pip install --system -r r.txt x==1', 'uv install : x == 1 + requirements r.txt'],
    ['uv pip sync r.txt', 'uv restore : + requirements r.txt'],
    ['uv sync --frozen', 'uv restore :'],
    ['uv add x@1', 'uv install : x @ 1'],
    ['uv tool install ruff', 'uv install global : ruff'],
    ['uvx ruff@1 check', 'uvx run : ruff @ 1'],
    ['poetry install --no-root', 'poetry restore :'],
    ['poetry add x@^1 y==2', 'poetry install : x @ ^1, y == 2'],
    ['pipenv install --system --deploy', 'pipenv restore :'],
    ['pipenv install x==1', 'pipenv install : x == 1'],
    ['conda install -y -n env -c conda-forge python=3.9 "numpy>=1" pkg==1.2=build conda-forge::zlib', 'conda install : python = 3.9, numpy >= 1, pkg == 1.2, zlib'],
    ['mamba env create -f env.yml', 'conda restore asks : + environment env.yml'],
    ['conda clean -afy', 'conda clean :'],
    ['conda create -yn x python', 'conda install : python'],
    ['micromamba install -y -f env.yml', 'conda install : + environment env.yml'],
    // Node
    ['npm i -g x@1.2.3 @scope/y @scope/z@^2 w@latest', 'npm install global : x @ 1.2.3, @scope/y, @scope/z @ ^2, w @ latest'],
    ['npm install', 'npm restore :'],
    ['npm ci --omit=dev', 'npm restore :'],
    ['npm --prefix /x install --registry https://r y', 'npm install : y'],
    ['npm install git+https://h/x user/repo ./dir x.tgz https://h/x.tgz github:u/r al@npm:bar@1', 'npm install : git+https://h/x (vcs), user/repo (vcs), ./dir (directory), x.tgz (file), https://h/x.tgz (url), github:u/r (vcs), al @ npm:bar@1'],
    ['npm cache clean --force', 'npm clean :'],
    ['npm run build', 'npm other : build'],
    ['npx -y create-x@1 .', 'npx run : create-x @ 1'],
    ['npx -p a b', 'npx run asks : a'],
    ['yarn', 'yarn restore :'],
    ['yarn --frozen-lockfile', 'yarn restore :'],
    ['yarn global add z@1', 'yarn install global : z @ 1'],
    ['yarn add x', 'yarn install : x'],
    ['yarn my-script', 'none'],
    ['yarn cache clean', 'yarn clean :'],
    ['pnpm add -g x', 'pnpm install global : x'],
    ['pnpm i --frozen-lockfile', 'pnpm restore :'],
    ['pnpm store prune', 'pnpm clean :'],
    ['bun add x@1', 'bun install : x @ 1'],
    ['bun install --production', 'bun restore :'],
    // Ruby
    ['gem install rails -v 7.0', 'gem install global : rails -v 7.0'],
    ['gem install rails -v 7.0 foo:1.2', 'gem install global : rails, foo : 1.2'],
    ['gem install --no-document bundler:2.4 x.gem', 'gem install global : bundler : 2.4, x.gem (file)'],
    ['bundle install --jobs 4', 'bundle restore :'],
    ['bundle', 'bundle restore :'],
    // others
    ['go install example.org/x/cmd@v1 ./...', 'go install global : example.org/x/cmd @ v1, ./... (directory)'],
    ['go get -u example.org/x', 'go install : example.org/x'],
    ['go mod download', 'go restore :'],
    ['go clean -modcache', 'go clean :'],
    ['cargo install --locked --version 1 x', 'cargo install global : x --version 1'],
    ['cargo install x@1 --git https://h/y', 'cargo install global : x @ 1'],
    ['cargo fetch', 'cargo restore :'],
    ['composer require vendor/a:^1 vendor/b', 'composer install asks : vendor/a : ^1, vendor/b'],
    ['composer install --no-dev -n', 'composer restore :'],
    ['composer global require vendor/a', 'composer install global asks : vendor/a'],
    ['dotnet tool install -g x --version 1', 'dotnet install global : x --version 1'],
    ['dotnet add app.csproj package X --version 2', 'dotnet install : X --version 2'],
    ['dotnet restore app.csproj', 'dotnet restore :'],
    ['nuget install X -Version 1', 'nuget install : X -Version 1'],
    ['cpanm --notest Foo::Bar@1.2 Baz', 'cpanm install : Foo::Bar @ 1.2, Baz'],
    ['cpan Foo::Bar', 'cpan install : Foo::Bar'],
    ['choco install -y git --version 2', 'choco install : git --version 2'],
    ['winget install --id Git.Git -e --version 2', 'winget install asks : Git.Git --version 2'],
    ['brew install jq', 'brew install : jq'],
    ['echo apt-get install', 'none'],
  ];
  for (const [script, expected] of cases) it(script, () => assert.equal(drawInstall(script), expected));

  it('sees through sudo and env', () => {
    assert.equal(drawInstall('sudo DEBIAN_FRONTEND=noninteractive apt-get install -y x'), 'apt-get install : x');
  });

  it('reads exec forms', () => {
    assert.equal(drawInstall('["apt-get", "install", "-y", "x=1"]'), 'apt-get install : x = 1');
  });

  it('tells the subcommand, its words and those of packages and options', () => {
    const { model, commands } = run('yarn -s global add "x@1" --cwd /y');
    const install = installsOf(commands[0]!)!;
    assert.deepEqual([install.subcommand, install.subcommandWords.map((word) => model.source.slice(word.span)), model.source.slice(install.packages[0]!.word.span)], ['global add', ['global', 'add'], '"x@1"']);
    assert.equal(install.option('--cwd')!.value, '/y');
    assert.ok(install.has('-s') && !install.has('--silent'));
    assert.equal(installsOf(commands[0]!), install);
  });
});

describe('the table', () => {
  it('names each program once', () => {
    const programs = packageManagers.flatMap((manager) => manager.programs);
    assert.equal(new Set(programs).size, programs.length);
  });

  it('knows programs by name', () => {
    assert.equal(managerOf('pip3.12')!.name, 'pip');
    assert.equal(managerOf('pip-3')!.name, 'pip');
    assert.equal(managerOf('constructor'), undefined);
  });

  it('writes options with their dashes', () => {
    for (const manager of packageManagers) {
      for (const option of [...manager.valueFlags, ...(manager.assumeYes ?? []), ...(manager.versionFlags ?? []), ...(manager.packageFlags ?? [])]) {
        assert.match(option, manager.singleDash ? /^-[A-Za-z]/ : /^(-[A-Za-z0-9]|--[\w-]{2,})$/, `${manager.name} ${option}`);
      }
      for (const option of [...(manager.versionFlags ?? []), ...(manager.packageFlags ?? []), ...Object.keys(manager.files ?? {})]) {
        const values = [...manager.valueFlags, ...Object.values(manager.actions).flatMap((action) => (typeof action === 'string' ? [] : (action.values ?? [])))];
        assert.ok(values.includes(option), `${manager.name} ${option} takes a value`);
      }
    }
  });
});
