import type { JsonNode, JsonString } from '../../daemon/model';
import { embeddedPassword } from '../../secrets/connection-string';
import { isLiteralSecret, isWord } from '../../secrets/literal';
import { isSecretName } from '../../secrets/names';
import { findSecrets } from '../../secrets/values';
import type { Span } from '../../text/span';
import { defineRule } from '../../rule';

export const secretInDaemonConfig = defineRule({
  name: 'secret-in-daemon-config',
  target: 'daemon',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A password or token is written in daemon.json: in the address of a proxy, in an option of the log driver, or as a token of a known form.',
    why: 'The file is readable by every user of the host, usually kept in version control, and `docker info` shows parts of it.',
    bad: '{\n  "proxies": { "https-proxy": "http://deploy:tr0ub4dor@proxy.example.org:3128" }\n}\n',
    good: '{\n  "proxies": { "https-proxy": "http://proxy.example.org:3128" }\n}\n',
    exceptions: 'Silent about placeholders and variables of templates. Log drivers have no option to read a token from a file: where `splunk-token` is needed, keep the file out of version control, fill it in at deployment and let only root read it (mode 600).',
  },
  messages: {
    password: '{key} holds a password, for every user of this host and everybody who has the file. Let a proxy without a login in front, or pass it in the environment of the service.',
    token: '{key} is a secret in clear text, for every user of this host and everybody who has the file. Fill it in at deployment, and let only root read the file.',
    form: 'This is a {label}, for every user of this host and everybody who has the file. Revoke it, and keep its successor elsewhere.',
  },
  check(file, report) {
    for (const { path, text } of textsIn(file.root, '')) {
      const inside = { start: text.span.start + 1, end: text.span.end - 1 };
      // Where something is escaped, offsets in the value are not those in the text.
      const exact = file.source.slice(inside) === text.value;
      const place = (start: number, end: number): Span => (exact ? { start: inside.start + start, end: inside.start + end } : text.span);
      const [found] = findSecrets(text.value);
      const password = found ? undefined : embeddedPassword(text.value);
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (found) report(place(found.start, found.end), 'form', { data: { label: found.label } });
      else if (password) report(place(password.start, password.end), 'password', { data: { key: path } });
      else if (path.startsWith('log-opts.') && isSecretName(name) && !/-(?:cert|key|ca-cert)$/.test(name) && isLiteralSecret(text.value) && !isWord(text.value)) report(text.span, 'token', { data: { key: name } });
    }
  },
});

/** Every text of the file, with the names above it. */
function* textsIn(node: JsonNode | undefined, path: string): Generator<{ path: string; text: JsonString }> {
  if (node?.kind === 'string') yield { path, text: node };
  else if (node?.kind === 'array') for (const item of node.items) yield* textsIn(item, path);
  else if (node?.kind === 'object') for (const { name, value } of node.members) yield* textsIn(value, path === '' ? name : `${path}.${name}`);
}
