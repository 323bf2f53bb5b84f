/** What the container does with its privileges when it starts, as the Dockerfile and the scripts of the build context tell. */
import { dropsPrivileges } from '../dockerfile/launch';
import type { DockerfileModel } from '../dockerfile/model';
import type { Workspace } from '../workspace/model';
import { likelyStartScripts } from './start-scripts';

/**
 * True where the container of the final stage starts something as another user than root: by what the Dockerfile says, or in a start script that it copies. Where no
 * script can be read, the Dockerfile alone decides.
 */
export function givesUpRoot(file: DockerfileModel, workspace: Workspace): boolean {
  if (!file.finalStage) return false;
  return dropsPrivileges(file.finalStage) || likelyStartScripts(file.whole ?? file, workspace).some((text) => text.split('\n').some((line) => changesUser.test(line)));
}

const user = '(?!["\']?root\\b)["\']?[\\w${][\\w${}.-]{0,60}["\']?';

/** At the beginning of a command, in a function or a branch too. `su` and `sudo` without the name of a user are root again. */
const changesUser = new RegExp(
  `(?:^|[;&|(){!]|\\b(?:if|then|do|else|exec|nohup)\\s)\\s{0,40}(?:(?:/[\\w/]{1,40}/)?(?:env|tini|dumb-init|catatonit|nice|setsid)\\s{1,4}(?:-\\S{0,40}\\s{1,4}){0,4}){0,2}(?:\\w{1,40}=\\S{0,80}\\s{1,4}){0,4}(?:/[\\w/]{1,40}/)?(?:${[
    '(?:gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid|setuidgid|supervisord)\\s',
    `(?:sudo|doas)\\s(?:[^#;&|]{0,80}\\s)?(?:-\\w{0,5}u|--user)[\\s=]?${user}`,
    `su(?:\\s{1,4}(?:-[lmp]{0,3}|--login|(?:-s|--shell)[\\s=]\\S{1,60})){0,4}\\s{1,4}${user}(?:\\s|$)`,
    `su\\s[^#]{0,80}-c\\s.{1,400}["']\\s+${user}\\s*(?:$|[;&|}>])`,
    `start-stop-daemon\\s.{0,200}(?:-c|--chuid)[\\s=]${user}`,
  ].join('|')})`,
);
