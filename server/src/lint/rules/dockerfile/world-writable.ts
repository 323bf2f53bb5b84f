import { fileMode, modeWordOf, withoutOthersWrite } from '../../shell/file-modes';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

export const worldWritable = defineRule({
  name: 'world-writable',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD', 'RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S2612'], kics: ['avoid_chmod_777'], tally: ['world-writable-state-path-workaround'], droast: ['DF034'] },
  docs: {
    what: 'Files are made writable for everybody.',
    why: 'Any process in the container, also one that was broken into, can then change programs and configuration that others run.',
    bad: 'FROM alpine:3.24\nCOPY --chmod=777 app /app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 app /app\nUSER 10001\n',
    exceptions: 'Modes with the sticky bit (1777) are what /tmp has, and are left alone. Symbolic modes that name nobody (`+w`) are cut by the umask, and are too, and so are files that the same RUN deletes, and the homes of toolchains that all accounts of a build image install into (CARGO_HOME, GOPATH, conda, …), and what lies below /tmp.',
  },
  messages: {
    open: 'Mode {mode} lets everybody change these files. Take the write permission of others away, for example {better}.',
  },
  check(file, report) {
    const add = (at: Span, mode: string, files: readonly (string | undefined)[]): void => {
      if (files.length > 0 && files.every((path) => path !== undefined && (sharedHome.test(path) || /^\/(?:var\/)?tmp\/./.test(path)))) return;
      const parsed = fileMode(mode);
      if (!parsed?.othersWrite || parsed.sticky) return;
      // What the directory for temporary files must have.
      const temporary = files.length > 0 && files.every((path) => path === '/tmp' || path === '/var/tmp');
      const better = temporary ? '1777' : withoutOthersWrite(mode);
      if (better === undefined) return;
      const offset = file.source.slice(at).indexOf(mode);
      const edits = offset < 0 ? [] : [{ span: { start: at.start + offset, end: at.start + offset + mode.length }, newText: better }];
      report(at, 'open', { data: { mode, better }, fixes: edits.length > 0 ? [{ title: `Use ${better}`, applicability: 'unsafe', edits }] : [] });
    };
    for (const instruction of file.all('COPY', 'ADD')) {
      const value = instruction.flags.find((candidate) => candidate.name === 'chmod')?.value;
      if (value?.resolved !== undefined) add(value.span, value.resolved, []);
    }
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const found = modeWordOf(command);
        if (found && !isRemovedLater(command, found.files)) add(found.word.span, found.mode, found.files.map(nameOf));
      }
    }
  },
});

/** Homes of toolchains, which every account of a build image shares and installs into. */
const sharedHome =
  /^(?:\$\{?(?:RUSTUP_HOME|CARGO_HOME|GOPATH|GOCACHE|EMSDK|EM_CACHE|NVM_DIR|CONDA_DIR|ANDROID_(?:SDK_ROOT|HOME)|SDKMAN_DIR|GRADLE_USER_HOME|FLUTTER_(?:HOME|ROOT)|JULIA_DEPOT_PATH|PYENV_ROOT|RBENV_ROOT|PUB_CACHE|VCPKG_ROOT|GEM_HOME|BUNDLE_PATH|ASDF_DATA_DIR|PNPM_HOME|DOTNET_CLI_HOME|NUGET_PACKAGES)\}?|\/(?:usr\/local|opt|root|home\/\w+)?\/?\.?(?:cargo|rustup|go|conda|miniconda\d?|mambaforge|miniforge\d?|emsdk|nvm|android-sdk(?:-linux)?|sdkman|flutter|julia|pyenv|rbenv|vcpkg))(?:\/|$)/;

/** Whether the RUN deletes the files again, so that they are in no image: directories for the build, such as mktemp makes. */
function isRemovedLater(command: ShellCommand, files: readonly ShellWord[]): boolean {
  const removed = command.script.commands.filter(({ name, index }) => name === 'rm' && index > command.index).flatMap((removal) => positionals(removal)).map(nameOf);
  return files.length > 0 && files.map(nameOf).every((file) => removed.some((path) => path !== '' && (file === path || file.startsWith(`${path}/`))));
}

/** Also of a path that only the shell knows. */
function nameOf({ text, value }: ShellWord): string {
  return (value ?? text.replace(/^"(.*)"$/, '$1')).replace(/\/$/, '');
}
