import { defineRule } from '../../rule';

export const optionalSecretMount = defineRule({
  name: 'optional-secret-mount',
  target: 'dockerfile',
  severity: 'info',
  category: 'secrets',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {},
  docs: {
    what: 'A secret mount does not say that the secret is required.',
    why: 'When nobody passes the secret, the build goes on without it: the command fails later with something that is hard to read, or does less than it should and nobody notices.',
    bad: 'FROM alpine:3.24\nRUN --mount=type=secret,id=token ./fetch.sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=token,required=true ./fetch.sh\nUSER 10001\n',
    exceptions: 'A command that does without the secret on purpose can say required=false.',
  },
  messages: {
    optional: 'Without required=true the build goes on when nobody passes the secret {id}.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const mount of instruction.mounts) {
        if (mount.type !== 'secret' || mount.option('required') || !mount.flag.value) continue;
        const id = mount.option('id')?.value ?? mount.option('target', 'dst', 'destination')?.value ?? '';
        const last = mount.options[mount.options.length - 1];
        const at = last?.span.end ?? mount.flag.value.span.end;
        report(mount.flag.value.span, 'optional', { data: { id }, fixes: [{ title: 'Add required=true', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ',required=true' }] }] });
      }
    }
  },
});
