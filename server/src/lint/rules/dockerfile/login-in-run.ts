import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { isLiteralSecret } from '../../secrets/literal';
import { credentialWords } from '../../shell/credentials';
import type { ShellCommand } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const loginInRun = defineRule({
  name: 'login-in-run',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0031'] },
  docs: {
    what: 'A RUN logs in to a registry or a cloud and has no secret mount.',
    why: 'Logins write their credentials to a file in the home directory, and the file stays in the layer. Without a secret mount the credential itself comes from an argument, a variable or a copied file, which stay too.',
    bad: 'FROM alpine:3.24\nARG PROJECT\nRUN gcloud auth activate-service-account --key-file=/key.json\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=gcloud,env=CLOUDSDK_AUTH_ACCESS_TOKEN gcloud storage cp gs://corp/app /app\nUSER 10001\n',
    exceptions: 'Only stages that the final image is built from are looked at. A logout in the same RUN, which deletes the file, is accepted. A credential that is written out is the matter of `credential-in-command`.',
  },
  messages: {
    login: '{command} writes credentials to a file that stays in this layer. Do it in a RUN with --mount=type=secret, and log out or mount the file as well.',
  },
  check(file, report) {
    const chain = file.finalStage?.chain ?? [];
    for (const instruction of file.all('RUN')) {
      if (!chain.some((stage) => stage.index === instruction.stage?.index) || hasSecretMount(instruction)) continue;
      const commands = commandsOf(instruction);
      for (const command of commands) {
        const words = loginWords(command);
        if (!words || commands.some((other) => other.index > command.index && isLogout(other)) || credentialWords(command).some(({ literal }) => literal !== undefined && isLiteralSecret(literal))) continue;
        const last = words[words.length - 1]!;
        report({ start: command.nameWord.span.start, end: last.span.end }, 'login', { data: { command: [command.name, ...words.map((word) => word.value)].join(' ') } });
      }
    }
  },
});

function hasSecretMount(instruction: Instruction): boolean {
  return instruction.mounts.some((mount) => mount.type === 'secret');
}

/** The operands that make a command a login; the first ones must be these. */
const logins: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws: [['configure', 'set', 'aws_access_key_id'], ['configure', 'set', 'aws_secret_access_key'], ['configure', 'set', 'aws_session_token']],
  gcloud: [['auth', 'activate-service-account'], ['auth', 'login']],
  az: [['login']],
  doctl: [['auth', 'init']],
  docker: [['login']], podman: [['login']], buildah: [['login']], skopeo: [['login']], nerdctl: [['login']], oras: [['login']], crane: [['auth', 'login']],
  helm: [['registry', 'login']],
  gh: [['auth', 'login']], glab: [['auth', 'login']],
  heroku: [['login'], ['auth:login']],
  npm: [['login'], ['adduser']], yarn: [['npm', 'login']], pnpm: [['login']],
  oc: [['login']], cf: [['login'], ['auth']], ibmcloud: [['login']], kubectl: [['config', 'set-credentials']],
  vault: [['login']], 'huggingface-cli': [['login']], hf: [['auth', 'login']], wandb: [['login']], snyk: [['auth']], fly: [['auth', 'login']], flyctl: [['auth', 'login']], databricks: [['configure']],
};

function loginWords(command: ShellCommand): readonly ShellCommand['args'][number][] | undefined {
  const known = Object.hasOwn(logins, command.name) ? logins[command.name]! : [];
  if (known.length === 0) return undefined;
  const operands = positionals(command);
  const found = known.find((words) => words.every((word, index) => operands[index]?.value === word));
  return found && operands.slice(0, found.length);
}

function isLogout(command: ShellCommand): boolean {
  return Object.hasOwn(logins, command.name) && positionals(command).some((word) => word.value === 'logout' || word.value === 'revoke');
}
