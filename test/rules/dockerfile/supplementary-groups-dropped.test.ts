import { supplementaryGroupsDropped } from '../../../server/src/lint/rules/dockerfile/supplementary-groups-dropped';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('supplementary-groups-dropped', () => {
  it('marks the user, however the account got into the group', () => {
    for (const command of ['useradd -G docker app', 'useradd -g app --groups=audio,video app', 'useradd app && usermod -aG docker app', 'gpasswd -a app wheel', 'adduser app wheel', 'addgroup app wheel', 'groupmems -g wheel -a app']) {
      checkRule(supplementaryGroupsDropped, `FROM debian:13\nRUN ${command}\nUSER app:app\n     ^^^^^^^ warning supplementary-groups-dropped/dropped\n`);
    }
  });

  it('follows the chain of stages', () => {
    checkRule(supplementaryGroupsDropped, `
FROM debian:13 AS base
RUN <<EOF
useradd -G audio app
EOF
FROM base
ARG U=app
USER $U:$U
     ^^^^^ warning supplementary-groups-dropped/dropped
RUN usermod -aG video app
`);
  });

  it('is silent where nothing is lost', () => {
    for (const user of ['app', 'app:docker', '1000:1000', 'root:root', 'bob:bob']) checkClean(supplementaryGroupsDropped, `FROM debian:13\nRUN useradd -u 1000 -G docker app\nUSER ${user}\n`);
    checkClean(supplementaryGroupsDropped, 'FROM debian:13\nRUN useradd -g app app\nUSER app:app\nUSER root\nRUN usermod -aG docker app\n');
    checkClean(supplementaryGroupsDropped, 'FROM debian:13 AS a\nRUN useradd -G docker app\nFROM debian:13\nRUN useradd app\nUSER app:app\n');
  });

  it('leaves the group out', () => {
    checkFix(supplementaryGroupsDropped, 'FROM debian:13\nRUN useradd -G docker app\nUSER app:app\n', 'FROM debian:13\nRUN useradd -G docker app\nUSER app\n', 'unsafe');
  });
});
