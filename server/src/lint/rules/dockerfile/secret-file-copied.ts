import { defineRule } from '../../rule';

export const secretFileCopied = defineRule({
  name: 'secret-file-copied',
  target: 'dockerfile',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'COPY or ADD brings a file into the image that by its name holds credentials.',
    why: 'The file stays in its layer, also when a later RUN deletes it, and everybody who can pull the image can take it out.',
    bad: 'FROM alpine:3.24\nCOPY id_rsa /root/.ssh/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=ssh git clone git@git.corp.test:app.git\nUSER 10001\n',
    exceptions: 'Public keys and examples (.pub, .example, .sample, .template, .dist) are left alone, and so are copies in stages that the final image does not start from.',
  },
  messages: {
    copied: '{file} usually holds credentials, and they stay in the layer for everybody who has the image. Use RUN --mount=type=secret, or give it to the container when it starts.',
  },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      if (!instruction.stage || instruction.copy?.from || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      for (const source of instruction.copy?.sources ?? []) {
        const path = source.resolved ?? source.value;
        if (isSecretFile(path)) report(source.span, 'copied', { data: { file: path } });
      }
    }
  },
});

const names = /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.env(?:\.(?:local|production|prod|development|dev|staging|test))?|\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass|kubeconfig|credentials\.json|service-account(?:-key)?\.json|\.dockercfg|\.dockerconfigjson|terraform\.tfstate|.*\.(?:p12|pfx|jks|keystore|ppk|kdbx))$/i;
const paths = /(?:^|\/)(?:\.aws\/(?:credentials|config)|\.kube\/config|\.docker\/config\.json|\.ssh\/?)$/i;
const keys = /(?:^|[/_-])(?:private|server|client|tls|ssl|ca)?[_-]?key\.pem$|\.key$/i;

function isSecretFile(path: string): boolean {
  const plain = path.replace(/\/+$/, '');
  const name = plain.replace(/^.*\//, '');
  if (/\.(?:pub|example|sample|template|dist|tmpl)$/i.test(name)) return false;
  return names.test(name) || paths.test(plain) || keys.test(plain);
}
