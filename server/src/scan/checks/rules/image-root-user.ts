import { isMeantForRoot, standingOf } from '../../../lint/dockerfile/base-user';
import { dropsPrivileges, isInteractive } from '../../../lint/dockerfile/launch';
import type { CheckedImage } from '../image';
import { defineImageRule } from '../rule';

/** Programs that an entrypoint starts the service with, as another user. Debian's own (runuser, setpriv) are in every image and say nothing. */
const dropper = /^(?:usr\/)?(?:local\/)?s?bin\/(?:gosu|su-exec|setuidgid|s6-setuidgid|chpst)$|\/s6-setuidgid$/;

export const imageRootUser = defineImageRule({
  name: 'image-root-user',
  target: 'image',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0002'], dockle: ['CIS-DI-0001'], cis: ['4.1'] },
  toldBy: ['root-user', 'missing-user', 'unused-account', 'user-from-argument'],
  docs: {
    what: 'The built image runs as root: it has no user, or one that its own /etc/passwd gives the id 0.',
    why: 'Unlike the Dockerfile, the image says for sure which user the base image sets and which id a name has. Root in a container is root on the host as soon as one wall falls.',
    bad: 'FROM registry.corp.test/base:1.4.2\nCMD ["server"]\n',
    good: 'FROM registry.corp.test/base:1.4.2\nUSER 10001\nCMD ["server"]\n',
    exceptions:
      'A user whose name the image\'s /etc/passwd does not have is not judged. Images that start nothing or a shell, and those whose entrypoint is known to give up root (gosu, su-exec, the official images of databases), are left alone, and Windows images are too. `USER root` as the last word is a warning.',
  },
  messages: {
    unset: 'The image has no user, so that its containers run as root. Add USER with an id that needs no privileges.',
    root: 'The image runs as {user}, which is root. Switch to a user without privileges after the last step that needs root.',
  },
  check(image, report) {
    const { config } = image;
    if (config.os === 'windows' || !startsSomething(image) || givesUpRoot(image)) return;
    const user = (config.user ?? '').split(':', 1)[0]!;
    if (user === '') report('stage', 'unset');
    else if (uidOf(user, image) === 0) report(image.placeOf('USER'), 'root', { data: { user }, severity: 'warning' });
  },
});

function startsSomething({ config: { entrypoint = [], cmd = [] } }: CheckedImage): boolean {
  const last = cmd.length > 0 ? cmd : entrypoint;
  return last.length > 0 && !isInteractive(last);
}

function givesUpRoot({ config, programs, stage }: CheckedImage): boolean {
  if (stage && (standingOf(stage, []) === 'safe' || isMeantForRoot(stage) || dropsPrivileges(stage))) return true;
  return (config.entrypoint ?? []).length > 0 && programs.some(({ path, removedBy }) => removedBy === undefined && dropper.test(path));
}

function uidOf(user: string, { accounts }: CheckedImage): number | undefined {
  if (/^\d+$/.test(user)) return Number(user);
  return user === 'root' ? 0 : accounts.find(({ path }) => path === user)?.fact.uid;
}
