import { givesUpRoot } from '../../context/start-privileges';
import { unusedAccounts, unusedWindowsAccount } from '../../dockerfile/accounts';
import { addUser } from '../../dockerfile/add-user';
import { isMeantForRoot, standingOf } from '../../dockerfile/base-user';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { isRoot, runsAsNonRoot } from '../../workspace/users';

export const unusedAccount = defineRule({
  name: 'unused-account',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    tally: ['user-created-but-never-used'], trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], kics: ['missing_user_instruction'], semgrep: ['missing-user', 'missing-user-entrypoint'], droast: ['DF020'], cis: ['4.1'],
  },
  docs: {
    what: 'The final image creates an account, and nothing in the file uses it: the container runs as root.',
    why: 'Somebody meant to run the program without privileges, and the line that does it is missing. The account alone protects nothing.',
    bad: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions:
      'An account counts as used where it is named as an owner of files, in a script of the file, in a variable or in a command, and where the program that starts has its name: such programs change to it by themselves, and so do daemons to accounts that begin with an underscore, live in an empty directory or are those of well-known servers (`www-data`, `mysql`). Where a script starts, it may do so too. Base images that do not run as root, or that Plimsoll does not know, are not judged, nor are images that start a shell. Entrypoints that give up root (gosu, su-exec, setpriv, …) and Compose services that all set a user are accepted, and so are manifests of the repository that run the account by its id (`runAsUser`).',
  },
  messages: {
    windows: 'The account {user} is created and never used, so the container runs as an administrator. Add USER {user}.',
    unused: 'The account {user} is created and never used, so the container runs as root. Add USER {user} after the last step that needs root.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage) return;
    if (stage.os === 'windows') {
      const created = stage.exit.user ? undefined : unusedWindowsAccount(stage);
      if (created) report(created.span, 'windows', { data: { user: created.text } });
      return;
    }
    const { user: given } = stage.exit;
    if (given ? given.user === undefined || !isRoot(given.user) : standingOf(stage, []) !== 'root') return;
    if (isMeantForRoot(stage) || isForDevelopment(stage)) return;
    const account = unusedAccounts(stage)[0];
    if (!account || runsAsNonRoot(file.uri, workspace, stage.name) || givesUpRoot(file, workspace)) return;
    if (account.uid !== undefined && workspace.projectOf?.(file.uri)?.repository.runsAs(account.uid)) return;
    const user = account.uid ?? account.name;
    report(account.word.span, 'unused', { data: { user: account.name }, fixes: [addUser(file, stage, user)] });
  },
});
