import type { CheckedImage } from '../image';
import { modes } from '../modes';
import { defineImageRule } from '../rule';

/** What containers search where the image says nothing, as Docker has it. */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const writableProgram = defineImageRule({
  name: 'writable-program',
  target: 'image',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  toldBy: ['world-writable'],
  docs: {
    what: 'Everybody may change a program that PATH finds in the built image, or put programs into a directory of PATH.',
    why: 'A process that runs without privileges, and was broken into, can then put its own code in the place of what root starts next: a health check, `docker exec`, the next start of the container.',
    bad: 'FROM alpine:3.24\nADD tools.tar.gz /usr/local/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD tools.tar.gz /usr/local/\nRUN chmod -R o-w /usr/local/bin\nUSER 10001\n',
    exceptions: 'Directories with the sticky bit, symbolic links and what packages of the distribution own are left alone. Only directories named `bin`, `sbin`, `.bin` and `games` are looked into.',
  },
  messages: {
    program: 'Everybody may change {files}, which PATH finds: whoever is in the container decides what others run. Take the permission away: chmod o-w.',
    directory: 'Everybody may put programs into {files}, a directory of PATH: whoever is in the container decides what others run. Take the permission away: chmod o-w.',
  },
  check(image, report) {
    const searched = searchPath(image);
    for (const { path, fact, layer, removedBy } of image.programs) {
      if (removedBy !== undefined || (fact & modes.worldWritable) === 0 || image.isPackaged(path)) continue;
      if (fact & modes.directory) {
        if ((fact & modes.sticky) === 0 && searched.has(path)) report({ layer }, 'directory', { file: path });
      } else if (fact & modes.executable && searched.has(path.slice(0, path.lastIndexOf('/')))) report({ layer }, 'program', { file: path });
    }
  },
});

function searchPath({ environment }: CheckedImage): ReadonlySet<string> {
  const path = environment.find(({ name }) => name === 'PATH')?.value ?? defaultPath;
  return new Set(path.split(':').map((directory) => directory.replace(/^\/+|\/+$/g, '')));
}
