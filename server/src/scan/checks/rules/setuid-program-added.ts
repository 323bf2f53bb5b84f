import { isSetId, modes } from '../modes';
import { defineImageRule } from '../rule';

export const setuidProgramAdded = defineImageRule({
  name: 'setuid-program-added',
  target: 'image',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0008'], cis: ['4.8'] },
  toldBy: ['setuid-bit'],
  docs: {
    what: 'An instruction has added a program with the setuid or setgid bit to the built image, or given one the bit, and it belongs to no package of the distribution.',
    why: 'Whoever starts it becomes its owner, mostly root, or gets its group. One fault in it, and every user of the container is root. Archives and copied files bring such bits along unseen.',
    bad: 'FROM alpine:3.24\nADD tools.tar.gz /usr/local/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD tools.tar.gz /usr/local/\nRUN chmod a-s /usr/local/bin/*\nUSER 10001\n',
    exceptions:
      'Those of the base image and of packages (su, mount, sudo) are left alone; running the container with `no-new-privileges` makes them harmless. Without a Dockerfile, everything above the first layer counts.',
  },
  messages: {
    setuid: 'Whoever starts {files} becomes its owner ({bits}). Take the bit away (chmod a-s), and give the program the one capability it needs.',
  },
  check(image, report) {
    for (const { path, fact, layer, removedBy } of image.programs) {
      if (!isSetId(fact) || removedBy !== undefined || !image.isOwn(layer) || image.isPackaged(path)) continue;
      report({ layer }, 'setuid', { data: { bits: [fact & modes.setuid ? 'setuid' : '', fact & modes.setgid ? 'setgid' : ''].filter(Boolean).join(' and ') }, file: path });
    }
  },
});
