import { unusedAccount } from '../../../server/src/lint/rules/dockerfile/unused-account';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('unused-account', () => {
  it('marks the name of the account', () => {
    checkRule(unusedAccount, `
FROM debian:13
RUN groupadd -r app && \\
    useradd -r -g app -d /home/app app
                                   ^^^ warning unused-account/unused
CMD ["serve"]
`);
    checkRule(unusedAccount, `
FROM alpine:3.24 AS base
RUN <<EOF
adduser -D -u 1000 alice
                   ^^^^^ warning unused-account/unused
adduser alice wheel
EOF
FROM base
`);
  });

  it('is silent where the account is used in some way', () => {
    for (const use of ['USER app', 'USER 1000:1000', 'COPY --chown=app:app . /srv', 'RUN chown -R app /srv', 'ENV RUN_AS=app', 'COPY <<EOF /start.sh\nexec su app -c serve\nEOF', 'CMD ["gosu", "app", "serve"]', 'CMD ["app-server"]', 'ENTRYPOINT ["/start.sh"]', 'CMD ./docker-entrypoint']) {
      checkClean(unusedAccount, `FROM debian:13\nRUN useradd -u 1000 app\n${use}\n`);
    }
  });

  it('is silent about accounts of stages that are only copied from, and with any USER', () => {
    checkClean(unusedAccount, 'FROM debian:13 AS build\nRUN useradd app\nFROM debian:13\nCOPY --from=build /x /x\n');
    checkClean(unusedAccount, 'FROM debian:13\nRUN useradd app\nUSER 65532\n');
    checkClean(unusedAccount, 'FROM lsiobase/alpine:3.20\nRUN useradd app\n');
    checkClean(unusedAccount, 'FROM debian:13\nRUN useradd app\nCMD ["bash"]\n');
    checkClean(unusedAccount, 'FROM debian:13\nRUN useradd root; adduser --group staff; adduser bob sudo\n');
  });

  it('adds USER', () => {
    checkFix(unusedAccount, 'FROM debian:13\nRUN useradd -u 1234 app\nCMD ["x"]\n', 'FROM debian:13\nRUN useradd -u 1234 app\nUSER 1234\nCMD ["x"]\n', 'unsafe');
    checkFix(unusedAccount, 'FROM debian:13\nRUN useradd app\n', 'FROM debian:13\nRUN useradd app\nUSER app\n', 'unsafe');
  });

  it('does not take a USER that is root for a use', () => {
    checkRule(unusedAccount, `
FROM debian:13
RUN useradd app
            ^^^ warning unused-account/unused
USER 0
CMD ["serve"]
`);
  });

  it('knows how Windows makes accounts', () => {
    checkRule(unusedAccount, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN net user app /add && net localgroup users app /add
             ^^^ warning unused-account/windows
CMD ["app.exe"]
`);
    checkRule(unusedAccount, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
SHELL ["powershell", "-Command"]
RUN New-LocalUser -NoPassword -name app
                                    ^^^ warning unused-account/windows
`);
    for (const use of ['USER app', 'RUN icacls C:\\\\srv /grant App:F', 'ENV RUN_AS=app', 'CMD ["serve", "--user=app"]']) {
      checkClean(unusedAccount, `FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN net user app /add\n${use}\n`);
    }
  });

  it('leaves it to supervisors to run services as somebody else', () => {
    checkClean(unusedAccount, 'FROM phusion/baseimage:0.9.16\nRUN useradd turn\nADD turn.sh /etc/service/turn/run\n');
    checkClean(unusedAccount, 'FROM debian:13\nRUN useradd turn\nCMD ["/sbin/my_init"]\n');
    checkRule(unusedAccount, 'FROM debian:13\nRUN useradd turn\n            ^^^^ warning unused-account/unused\nCMD ["/usr/bin/serve"]\n');
  });

  it('leaves accounts of daemons alone, which change to them by themselves', () => {
    checkClean(unusedAccount, 'FROM fedora:43\nRUN useradd _smtpd && useradd --home-dir /var/lib/mail/empty mailq && adduser -h /var/empty -D sshd2\nCMD ["make"]\n');
    checkRule(unusedAccount, 'FROM fedora:43\nRUN useradd -d /var/lib/app app\n                            ^^^ warning unused-account/unused\nCMD ["serve"]\n');
  });

  it('leaves accounts alone that manifests run the image as', () => {
    const text = 'FROM debian:13\nRUN useradd -u 6180 app\nCMD ["serve"]\n';
    const manifest = (uid: string): Parameters<typeof checkRule>[2] => ({ workspace: workspaceOf({ 'README.md': '', 'helm/app/templates/app.yaml': `spec:\n  securityContext:\n    runAsUser: ${uid}\n` }) });
    checkClean(unusedAccount, text, manifest('6180'));
    checkRule(unusedAccount, text.replace('app\n', 'app\n                    ^^^ warning unused-account/unused\n'), manifest('61800'));
  });

  it('leaves accounts of well-known servers alone', () => {
    for (const name of ['www-data', 'munge', 'nixbld1', 'systemd-network']) checkClean(unusedAccount, `FROM debian:13\nRUN useradd -r ${name}\nCMD ["serve"]\n`);
    checkRule(unusedAccount, 'FROM debian:13\nRUN useradd -r -s /usr/sbin/nologin app\n                                    ^^^ warning unused-account/unused\nCMD ["serve"]\n');
  });

  it('is silent where the final stage is for development', () => {
    checkClean(unusedAccount, 'FROM debian:13 AS dev-envs\nRUN useradd vscode\nCMD ["serve"]\n');
  });
});
