import { holdsVariables, isPrivateKey, mayHoldCredential } from '../../context/secret-files';
import { copiedTo, deletionOf } from '../../dockerfile/copied-files';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { Report } from '../../rule';
import { credentialFileVariables, secretFileKind } from '../../secrets/files';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { baseName } from '../../text/go-path';

type Message = 'copied' | 'key' | 'deleted' | 'possible' | 'variable';

export const secretFileCopied = defineRule({
  name: 'secret-file-copied',
  target: 'dockerfile',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0031'], dockle: ['CIS-DI-0010'] },
  docs: {
    what: 'COPY or ADD brings a file into the image that by its name holds credentials.',
    why: 'The file stays in its layer, also when a later RUN deletes it, and everybody who can pull the image can take it out.',
    bad: 'FROM alpine:3.24\nCOPY id_rsa /root/.ssh/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=ssh git clone --depth 1 git@git.corp.test:app.git\nUSER 10001\n',
    exceptions:
      'A .pem or .key file whose name says nothing is reported if it can be read and holds a private key. A .npmrc, .yarnrc.yml or .env file that can be read is reported if it holds a credential. Public keys and examples (.pub, .example, .sample, .template, .dist), trust stores and keys that go to apt-key, gpg or rpm are left alone, and so are copies in stages that the final image does not start from. Variables that name a file of credentials (GOOGLE_APPLICATION_CREDENTIALS, AWS_CONFIG_FILE, …) are reported where the file is among those that are copied.',
  },
  messages: {
    copied: '{file} usually holds credentials, and they stay in the layer for everybody who has the image. Use RUN --mount=type=secret, or give it to the container when it starts.',
    key: '{file} holds a private key, and it stays in the layer for everybody who has the image. Give it to the container when it starts, as a secret or a mounted file.',
    deleted: '{file} is deleted in a later layer, but stays in the one of this copy for everybody who has the image. Use RUN --mount=type=secret, which leaves nothing behind.',
    possible: '{file} may hold credentials, and they would stay in the layer for everybody who has the image. If it does, use RUN --mount=type=secret.',
    variable: '{name} names a file of credentials that COPY brings into the image, where everybody who has the image can read it. Mount the file when the container starts.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage) return;
    for (const instruction of file.all('COPY', 'ADD')) {
      const { copy } = instruction;
      if (!copy || copy.from || !stage.chain.some((part) => part.index === instruction.stage?.index)) continue;
      for (const source of copy.sources) {
        const path = source.resolved ?? source.value;
        const kind = secretFileKind(path) ?? (isPrivateKey(file, source.span, workspace) ? 'key' : undefined);
        if (!kind || isImportedKey(path, stage) || ((kind === 'possible' || holdsVariables(path)) && !mayHoldCredential(file, source.span, workspace.contextsOf?.(file)?.context))) continue;
        const target = copiedTo(instruction, source);
        const deletion = target === undefined ? undefined : deletionOf(target, instruction, stage);
        const message = deletion ? 'deleted' : kind === 'secret' ? 'copied' : kind;
        report(source.span, message, {
          data: { file: path },
          related: deletion ? [{ span: deletion, message: 'It is deleted here, one layer too late.' }] : [],
          ...(kind === 'possible' ? { severity: 'info' as const } : {}),
        });
      }
    }
    checkVariables(file, stage, report);
  },
});

/** The public key of a package archive. */
function isImportedKey(path: string, stage: Stage): boolean {
  const name = baseName(path);
  if (!/\.(?:key|pem)$/i.test(name)) return false;
  return stage.chain.some((part) =>
    part.instructions.some(
      (instruction) =>
        instruction.keyword === 'RUN' &&
        commandsOf(instruction).some((command) => /^(?:apt-key|gpg2?|rpm|rpmkeys|update-ca-certificates)$/.test(command.name) && positionals(command).some((word) => word.value?.endsWith(name))),
    ),
  );
}

function checkVariables(file: DockerfileModel, stage: Stage, report: Report<Message>): void {
  const copies: Instruction[] = [];
  for (const instruction of [...stage.chain].reverse().flatMap((part) => part.instructions)) {
    const { keyword, copy } = instruction;
    if ((keyword === 'COPY' || keyword === 'ADD') && copy?.destination) {
      const use = copy.destination.variables.find(({ name }) => credentialFileVariables.has(name));
      if (use) report(copy.destination.span, 'variable', { data: { name: use.name } });
      copies.push(instruction);
    }
  }
  for (const instruction of file.all('ENV', 'ARG')) {
    if (!stage.chain.some((part) => part.index === instruction.stage?.index)) continue;
    for (const { key, value } of instruction.pairs) {
      if (!credentialFileVariables.has(key.value) || !value?.resolved) continue;
      const path = joinPath(instruction.before.workdir?.path ?? '/', value.resolved);
      // Where COPY names the variable, it has been said there.
      const said = copies.some(({ copy }) => copy?.destination?.variables.some(({ name }) => name === key.value));
      if (path !== undefined && !said && copies.some((copy) => holds(copy, path))) report(value.span, 'variable', { data: { name: key.value } });
    }
  }
}

/** Whether the copy puts something at the path or in a directory above it. */
function holds(copy: Instruction, path: string): boolean {
  const target = joinPath(copy.before.workdir?.path ?? '/', copy.copy?.destination?.resolved);
  return target !== undefined && target !== '/' && (path === target || path.startsWith(`${target}/`));
}
