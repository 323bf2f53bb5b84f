import { secretFilesOf } from '../secret-findings';
import { defineImageRule } from '../rule';

export const privateKeyInImage = defineImageRule({
  name: 'private-key-in-image',
  target: 'image',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  toldBy: ['secret-file-copied'],
  docs: {
    what: 'A layer of the built image has a file with a private key in it, also where a later layer deletes the file.',
    why: 'Everybody who can pull the image has the key, for as long as any copy of the image is about. A layer that deletes a file only hides it: the one below still holds it. An SSH host key that was made while the image was built is the same in all containers, so that one of them can pose as another.',
    bad: 'FROM alpine:3.24\nCOPY deploy /root/.ssh/id_ed25519\nRUN ./fetch.sh && rm /root/.ssh/id_ed25519\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=ssh ./fetch.sh\nUSER 10001\n',
    exceptions:
      'The content counts, in the forms of PEM, OpenSSH and PuTTY; PKCS #12 and Java key stores are not looked into. Encrypted keys are warnings. Files of packages, of the distribution or of a language, and what lies in directories for tests, examples and documentation are left alone, and so is Debian\'s snakeoil certificate.',
  },
  messages: {
    key: 'Private key in the image: {files} ({what}). Everybody who has the image has the key too; replace it, and hand it over by RUN --mount=type=secret or when the container starts.',
    encrypted: 'Private key in the image: {files} ({what}). Only its passphrase keeps those who have the image from using it; hand it over by RUN --mount=type=secret or when the container starts.',
    hostKey: 'SSH host key in the image: {files}. All containers have the same one, and whoever has the image can pose as each of them; delete it in the same RUN, and make it when the container starts.',
    hidden: 'Private key in a layer of the image: {files} ({what}). {by} only hides it from containers, and everybody who has the image has it; replace it, and use RUN --mount=type=secret.',
  },
  check(image, report) {
    for (const { path, fact, layer, removedBy } of secretFilesOf(image, ['private-key', 'encrypted-key'])) {
      const severity = fact.kind === 'encrypted-key' ? { severity: 'warning' as const } : {};
      const data = { what: fact.what };
      if (removedBy !== undefined) report({ layer }, 'hidden', { data: { ...data, by: image.describeLayer(removedBy) }, file: path, ...severity });
      else if (/(?:^|\/)ssh_host_\w+_key$/.test(path)) report({ layer }, 'hostKey', { file: path, ...severity });
      else report({ layer }, fact.kind === 'encrypted-key' ? 'encrypted' : 'key', { data, file: path, ...severity });
    }
  },
});
