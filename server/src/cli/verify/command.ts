/** `plimsoll verify`. */
import { dirname, resolve } from 'node:path';

import { verificationJson, verificationTable, type ImageOutcome, type VerifiedImage } from '../../report/verification';
import { RepositoryClient } from '../../scan/registry/client';
import { repositoryOf } from '../../scan/registry/repository';
import { verifyImage, type Trust } from '../../scan/signatures/verify';
import { UsageError, type Arguments } from '../arguments';
import { runnable, type Command } from '../command';
import { exitStatus } from '../exit-status';
import type { Terminal } from '../terminal';
import { imagesNamed, imagesOfDockerfile, type NamedImage } from './images';
import { configured, sameForAll, type Policies } from './policies';

const options = {
  key: { value: 'FILE', multiple: true, help: 'Public key (cosign.pub); may be given several times: one must match. Without it, those that .plimsoll.yaml names for the image.' },
  'certificate-identity': { value: 'SUBJECT', help: 'Who may have made a keyless signature: a workflow (https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main), a mail address; * at either end.' },
  'certificate-oidc-issuer': { value: 'URL', help: 'With --certificate-identity: who must have vouched for that, exactly; https://token.actions.githubusercontent.com for workflows of GitHub.' },
  'trusted-root': { value: 'FILE', help: "With --certificate-identity or --key: Sigstore's trusted_root.json that keyless signatures are proven by, in place of that of the public instance which Plimsoll holds." },
  'signed-as': { value: 'PATTERN', multiple: true, help: 'With --key or --certificate-identity: a repository under whose name the image may also have been signed, where it is a copy; may be given several times.' },
  dockerfile: { value: 'FILE', help: 'Verifies every image that this Dockerfile takes.' },
  config: { value: 'FILE', help: 'Configuration file, in place of the nearest .plimsoll.yaml.' },
  format: { value: 'FORMAT', choices: ['table', 'json'], help: 'table (default) or json.' },
} as const;

type VerifyArguments = Arguments<typeof options>;

/** Images that are asked about at the same time. */
const atOnce = 4;

const command: Command<typeof options> = {
  usage: ['verify [OPTION…] IMAGE…', 'verify [OPTION…] --dockerfile FILE'],
  about: 'Verifies the signatures of images in their registries, as cosign makes them, with public keys or, of keyless ones, by who made them. Those of Notation are named and not verified.\nExit status: 0 every image that has a policy is verified, 1 one is not signed, or not by whom it must be, 2 one could not be looked up, or none has a policy.',
  options,
  run: async (args, terminal) => {
    const images = imagesOf(args, terminal.directory);
    const policies = policiesOf(args, terminal.directory);
    // All keys are read before anybody is asked.
    const asked = await Promise.all(images.map(async (named) => ({ named, trust: named.image && (await policies(named.image)) })));
    const verified: VerifiedImage[] = [];
    for (let start = 0; start < asked.length; start += atOnce) {
      verified.push(...(await Promise.all(asked.slice(start, start + atOnce).map(({ named, trust }) => verify(named, trust, terminal)))));
    }
    terminal.progress('');
    const report = { version: 1, images: verified } as const;
    terminal.out(args.options.format === 'json' ? verificationJson(report) : verificationTable(report, terminal.style, terminal.columns));
    return statusOf(verified, terminal);
  },
};

export const verifyCommand = runnable(command);

function imagesOf({ options: { dockerfile }, operands }: VerifyArguments, directory: string): NamedImage[] {
  if (dockerfile === undefined && operands.length === 0) throw new UsageError('Name an image, or a Dockerfile by --dockerfile.');
  if (dockerfile === undefined) return imagesNamed(operands);
  if (operands.length > 0) throw new UsageError(`With --dockerfile there is no other image to name: leave out "${operands[0]}".`);
  return imagesOfDockerfile(dockerfile, directory);
}

function policiesOf({ options: { key: keys = [], 'certificate-identity': subject, 'certificate-oidc-issuer': issuer, 'trusted-root': trustedRoot, 'signed-as': signedAs, config, dockerfile } }: VerifyArguments, directory: string): Policies {
  if ((subject === undefined) !== (issuer === undefined)) throw new UsageError('--certificate-identity and --certificate-oidc-issuer belong together: whoever vouched for an identity could be anybody otherwise.');
  if (keys.length > 0 || subject !== undefined) {
    if (config !== undefined) throw new UsageError('--config is for what a configuration file says of signatures: leave it out, or --key and --certificate-identity.');
    return sameForAll({ directory, keys, ...(subject !== undefined && issuer !== undefined && { identities: [{ subject, issuer }] }), ...(trustedRoot !== undefined && { trustedRoot }), ...(signedAs && { signedAs }) });
  }
  if (signedAs) throw new UsageError('--signed-as is for --key and --certificate-identity. In a configuration file, "signedAs" says it.');
  if (trustedRoot !== undefined) throw new UsageError('--trusted-root is for --key and --certificate-identity. In a configuration file, "trustedRoot" says it.');
  return configured(config, dockerfile === undefined ? directory : dirname(resolve(directory, dockerfile)), directory);
}

async function verify({ text, image, places }: NamedImage, trust: Trust | undefined, terminal: Terminal): Promise<VerifiedImage> {
  const nothing = { image: text, places, keys: [], identities: [], signatures: [], problems: [] };
  if (!image) return { ...nothing, outcome: 'unknown', message: 'Which image this is cannot be told: a variable in it has no value here, or it is no name of an image.' };
  if (!trust) return { ...nothing, outcome: 'no-policy', message: 'Nobody has said who must have signed it, so that it was not verified. "signatures" in .plimsoll.yaml says it, or --key or --certificate-identity.' };
  terminal.progress(`Asking for the signatures of ${text}`);
  const client = new RepositoryClient(repositoryOf(image.normalized), { environment: terminal.environment, signal: terminal.signal });
  const verification = await verifyImage({ text, normalized: image.normalized, tag: image.tag, digest: image.digest }, client, trust);
  return { ...verification, places, keys: [...new Set(trust.keys.map(({ name }) => name))], identities: trust.identities ?? [] };
}

/** What is wrong for sure comes before what is not known. */
function statusOf(images: readonly VerifiedImage[], terminal: Terminal): number {
  const has = (...outcomes: readonly ImageOutcome[]): boolean => images.some(({ outcome }) => outcomes.includes(outcome));
  if (has('not-signed', 'wrongly-signed', 'not-checked')) return exitStatus.findings;
  if (has('not-looked-up', 'unknown')) return exitStatus.failed;
  if (has('verified')) return exitStatus.ok;
  terminal.say(images.length === 0 ? 'plimsoll: this Dockerfile takes no image.' : 'plimsoll: nothing was verified. Name a key by --key or a signer by --certificate-identity, or write "signatures" in .plimsoll.yaml.');
  return images.length === 0 ? exitStatus.ok : exitStatus.failed;
}
