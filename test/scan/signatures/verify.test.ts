/** Signatures of images, good ones and others, against a registry on this machine. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { RepositoryClient } from '../../../server/src/scan/registry/client';
import { repositoryOf } from '../../../server/src/scan/registry/repository';
import { certificateClaims } from '../../../server/src/scan/signatures/certificate';
import { publicKeys } from '../../../server/src/scan/signatures/keys';
import type { Verification } from '../../../server/src/scan/signatures/types';
import { verifyImage, type Trust } from '../../../server/src/scan/signatures/verify';
import { FakeRegistry, type FakeRegistryOptions } from '../../helpers/fake-registry';
import { certificate, olderCertificate } from '../../fixtures/signatures/certificate';
import { bundleType, cosignArtifact, digest, envelopeBundle, json, keyKinds, keyPair, manifestType, messageBundle, SignedRepository, signed, simpleLayer, simplePayload, type KeyPair } from '../../helpers/signatures';

describe('signatures of an image', () => {
  let registry: FakeRegistry | undefined;
  const pair = keyPair();

  afterEach(async () => {
    await registry?.stop();
    registry = undefined;
  });

  interface Asked extends Partial<Omit<Trust, 'keys'>>, Pick<FakeRegistryOptions, 'intercept' | 'tokens'> {
    readonly keys?: readonly KeyPair[];
    readonly tag?: string;
    readonly digest?: string;
    readonly signal?: AbortSignal;
  }

  /** Signatures may name the host, which is known only when the registry runs. */
  async function verify(make: (repository: SignedRepository, name: string) => void, { keys = [pair], signedAs, tag = '1.0', digest: asked, signal, intercept, tokens }: Asked = {}, kind: ConstructorParameters<typeof SignedRepository>[1] = {}): Promise<Verification> {
    const repository = new SignedRepository('acme/app', kind);
    registry = await FakeRegistry.start({ contents: repository.contents, repositories: { 'acme/app': {} }, ...(intercept && { intercept }), ...(tokens && { tokens }) });
    const normalized = `${registry.host}/acme/app`;
    make(repository, normalized);
    const client = new RepositoryClient(repositoryOf(normalized), { environment: {}, home: '/nowhere', timeout: 2000, signal });
    const trust = { keys: keys.flatMap(({ publicKey }, index) => publicKeys(publicKey, `${index + 1}.pub`)), ...(signedAs && { signedAs }) };
    return verifyImage({ text: 'the image', normalized, tag: asked === undefined ? tag : undefined, digest: asked }, client, trust);
  }

  const outcome = async (...args: Parameters<typeof verify>): Promise<string> => {
    const { outcome: found, signatures, problems } = await verify(...args);
    await registry?.stop();
    return [found, ...signatures.flatMap(({ state, reason }) => (reason === undefined ? [] : `${state}: ${reason}`)), ...problems].join('\n').replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:…');
  };

  const good = (repository: SignedRepository, name: string, by = pair): SignedRepository => {
    const payload = simplePayload(repository.digest, name);
    return repository.tagged(simpleLayer(payload, signed(payload, by)));
  };

  describe("in cosign's form", () => {
    for (const kind of keyKinds) {
      it(`are verified with a key of ${kind}, and with no other`, async () => {
        const own = keyPair(kind);
        assert.equal(await outcome((repository, name) => good(repository, name, own), { keys: [own] }), 'verified');
        assert.equal(await outcome((repository, name) => good(repository, name, own), { keys: [keyPair(kind)] }), `wrongly-signed\nrefused: 1.pub has not made it, or it was changed.${kind === 'Ed25519' ? ' Of Ed25519 only the pure form can be verified here, not the pre-hashed one (Ed25519ph), which newer versions of cosign can write.' : ''}`);
      });
    }

    it("are verified with the digest of the key's curve, and with PSS", async () => {
      for (const [kind, scheme] of [['P-384', { digest: 'sha384' }], ['P-521', { digest: 'sha512' }], ['RSA', { pss: true }]] as const) {
        const own = keyPair(kind);
        const make = (repository: SignedRepository, name: string): void => {
          const payload = simplePayload(repository.digest, name);
          repository.tagged(simpleLayer(payload, signed(payload, own, scheme)));
        };
        assert.equal(await outcome(make, { keys: [own] }), 'verified', kind);
      }
    });

    it('are told of with key, name and digest', async () => {
      const found = await verify(good, { keys: [keyPair('RSA'), pair], tokens: {} });
      const { host } = registry!;
      const { digest: of } = new SignedRepository('acme/app');
      assert.deepEqual({ ...found, signatures: found.signatures.map(({ where, ...rest }) => ({ ...rest, where: /^sha256:/.test(where) })) }, {
        image: 'the image', outcome: 'verified', digest: of, index: false, problems: [],
        signatures: [{ form: 'cosign', state: 'verified', key: '2.pub', signedAs: `${host}/acme/app`, where: true }],
        message: `the image is signed with 2.pub as ${host}/acme/app: ${of}.`,
      });
      // The list of what refers to the image is not asked for any more.
      assert.deepEqual(registry!.requests.filter((request) => request.includes('referrers')), []);
    });

    it('are those of the index where there is one, and of a digest', async () => {
      const found = await verify(good, {}, { index: true });
      assert.deepEqual([found.outcome, found.index], ['verified', true]);
      assert.match(found.message, /, the index of all its platforms\.$/);
      await registry!.stop();
      const { digest: of } = new SignedRepository('acme/app');
      assert.equal(await outcome(good, { digest: of }), 'verified');
    });

    it('are looked at until one is good, the same one once', async () => {
      let payload: Buffer = Buffer.alloc(0);
      const other = keyPair();
      const found = await verify((repository, name) => {
        payload = simplePayload(repository.digest, name);
        const by = simpleLayer(payload, signed(payload, other));
        repository.tagged(by, by, by, simpleLayer(payload, signed(payload, pair)));
      });
      assert.deepEqual(found.signatures.map(({ state }) => state), ['refused', 'verified']);
      assert.equal(registry!.requests.filter((request) => request.includes(digest(payload))).length, 1);
    });

    it('are refused where the payload was changed', async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(repository.digest, name);
        repository.tagged(simpleLayer(Buffer.from(payload.toString().replace('null', '{}')), signed(payload, pair)));
      };
      assert.equal(await outcome(make), 'wrongly-signed\nrefused: 1.pub has not made it, or it was changed.');
    });

    it('are refused where they are for another image', async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(digest(Buffer.from('another')), name);
        repository.tagged(simpleLayer(payload, signed(payload, pair)));
      };
      assert.equal(await outcome(make), 'wrongly-signed\nrefused: It is for another image (sha256:…), and not for sha256:….');
    });

    it('make no links, and no second line, of what is written in them', async () => {
      const make = (repository: SignedRepository): void => {
        const [other, name] = [simplePayload('[Sign in](command:workbench.action.quit)', 'a'), simplePayload(repository.digest, `a\n\u202e[b](command:c)${'d'.repeat(1000)}`)];
        repository.tagged(simpleLayer(other, signed(other, pair)), simpleLayer(name, signed(name, pair)));
      };
      const { message } = await verify(make);
      assert.doesNotMatch(message, /[[\]\n\u202e]/);
      assert.match(message, /another image \(\ufffdSign in\ufffd\(command:workbench\.action\.quit\)\)/);
      assert.ok(message.length < 1000);
    });

    it('are refused under the name of another repository, unless that is said to be the original', async () => {
      const make = (name: string) => (repository: SignedRepository): void => {
        const payload = simplePayload(repository.digest, name);
        repository.tagged(simpleLayer(payload, signed(payload, pair)));
      };
      assert.match(await outcome(make('ghcr.io/acme/debug')), /^wrongly-signed\nrefused: 1\.pub has signed this content as ghcr\.io\/acme\/debug, and not as 127\.0\.0\.1:\d+\/acme\/app\. Where this is a copy of it, say so by signedAs\.$/);
      assert.equal(await outcome(make('ghcr.io/acme/debug'), { signedAs: ['ghcr.io/acme/*'] }), 'verified');
      assert.match(await outcome(make('ghcr.io/acme/debug'), { signedAs: ['ghcr.io/other'] }), /^wrongly-signed/);
      assert.match(await outcome(make('not a name'), { signedAs: ['*'] }), /^wrongly-signed/);
      // cosign has no need of a name.
      assert.equal(await outcome(make('')), 'verified');
    });

    it('may name the repository with a tag or a digest, and Docker Hub as cosign calls it', async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(repository.digest, `${name}:1.0`);
        repository.tagged(simpleLayer(payload, signed(payload, pair)));
      };
      assert.equal(await outcome(make), 'verified');
      const hub = (repository: SignedRepository): void => {
        const payload = simplePayload(repository.digest, 'index.docker.io/library/app');
        repository.tagged(simpleLayer(payload, signed(payload, pair)));
      };
      assert.equal(await outcome(hub, { signedAs: ['docker.io/library/app'] }), 'verified');
    });

    it('are refused where a blob does not match its digest, or is not there', async () => {
      const replaced = (repository: SignedRepository, name: string): void => {
        good(repository, name);
        const payload = simplePayload(repository.digest, name);
        repository.blob(Buffer.from(`${payload.toString()} `), digest(payload));
      };
      assert.equal(await outcome(replaced), 'wrongly-signed\nrefused: It does not match its digest: what the registry sends has sha256:…. Have the image signed again.');
      const gone = (repository: SignedRepository, name: string): void => {
        good(repository, name);
        delete repository.contents[`acme/app/blobs/${digest(simplePayload(repository.digest, name))}`];
      };
      assert.equal(await outcome(gone), 'wrongly-signed\nrefused: It is not in the registry. Have the image signed again.');
    });

    it('are refused where they are not what the format describes', async () => {
      const payloads: readonly (readonly [Buffer, RegExp])[] = [
        [Buffer.from('{'), /It is no JSON\./],
        [Buffer.from([0xff, 0xfe]), /It is no JSON\./],
        [Buffer.from('null'), /It is no JSON object\./],
        [Buffer.from('[]'), /It is no JSON object\./],
        [json({ critical: [] }), /It is no "cosign container image signature"\./],
        [simplePayload('sha256:1', 'a', { type: 'atomic container signature' }), /It is no "cosign container image signature"\./],
        [simplePayload('sha256:1', 'a', { image: null }), /names no digest of an image/],
        [simplePayload('', 'a'), /names no digest of an image/],
        [simplePayload(7 as unknown as string, 'a'), /names no digest of an image/],
        [Buffer.from('{"__proto__":{"critical":{}}}'), /It is no "cosign container image signature"\./],
      ];
      for (const [payload, reason] of payloads) assert.match(await outcome((repository) => repository.tagged(simpleLayer(payload, signed(payload, pair)))), new RegExp(`^wrongly-signed\nrefused: .*${reason.source}`), payload.toString());
    });

    it('are refused without their annotation, or with one that is none', async () => {
      for (const annotations of [undefined, {}, { 'dev.cosignproject.cosign/signature': 7 }, { 'dev.cosignproject.cosign/signature': 'not base64!' }]) {
        const make = (repository: SignedRepository, name: string): void => void repository.tagged({ bytes: simplePayload(repository.digest, name), annotations });
        assert.match(await outcome(make), /^wrongly-signed\nrefused: It has no signature in its annotation dev\.cosignproject\.cosign\/signature\. Have the image signed again\.$/);
      }
      // In base64, but no signature in any form.
      const make = (repository: SignedRepository, name: string): void => void repository.tagged(simpleLayer(simplePayload(repository.digest, name), 'AAAA'));
      assert.match(await outcome(make), /^wrongly-signed\nrefused: 1\.pub has not made it/);
    });

    it('cost nothing but themselves where they are broken', async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(repository.digest, name);
        repository.tagged({ bytes: Buffer.from('x') }, { bytes: Buffer.from('y'), type: 'text/plain' }, { bytes: payload, digest: '../../other/blobs/x' }, simpleLayer(payload, signed(payload, pair)));
      };
      const found = await verify(make);
      assert.deepEqual([found.outcome, ...found.signatures.map(({ state }) => state)], ['verified', 'refused', 'refused', 'verified']);
      assert.deepEqual(registry!.requests.filter((request) => request.includes('other')), []);
    });

    it('are none where the manifest is broken, which is told', async () => {
      const broken = (bytes: Buffer) => (repository: SignedRepository): void => repository.put(`manifests/${repository.signatureTag}`, { type: manifestType, bytes });
      assert.match(await outcome(broken(Buffer.from('{'))), /^wrongly-signed\nrefused: What the tag sha256-[0-9a-f]{64}\.sig stands for is no JSON\. Have the image signed again\.$/);
      for (const layers of [undefined, null, 7, {}, [], [null, 7, 'x', []]]) assert.equal(await outcome(broken(json({ layers }))), 'not-signed');
    });

    it('are not looked for without end', async () => {
      const payloadOf = (index: number): Buffer => simplePayload(digest(Buffer.from('another')), `${index}`);
      const layers = (count: number, same: boolean) => (repository: SignedRepository, name: string): void => {
        const last = simplePayload(repository.digest, name);
        repository.tagged(...Array.from({ length: count }, (_, index) => simpleLayer(payloadOf(same ? 0 : index), Buffer.from(`${index}`).toString('base64'))), simpleLayer(last, signed(last, pair)));
      };
      assert.match(await outcome(layers(499, true)), /^verified\nrefused/);
      assert.match(await outcome(layers(500, true)), /^not-looked-up\n(?:.*\n)*.* holds more signatures than the 500 that are looked at\. Remove those that are of no use any more\.$/);
      assert.match(await outcome(layers(100, false)), /^not-looked-up\n(?:.*\n)*.* holds more different signatures than the 100 that are fetched\./);
    });

    it('are not read where they are too large, and then nobody knows', async () => {
      const huge = Buffer.alloc(5 * 1024 * 1024, ' ');
      const manifest = (repository: SignedRepository): void => repository.put(`manifests/${repository.signatureTag}`, { type: manifestType, bytes: huge });
      assert.match(await outcome(manifest), /^not-looked-up\nsha256-[0-9a-f]{64}\.sig could not be read\. The answer of the registry is larger than the 4 MiB that are read\.$/);
      const blob = (repository: SignedRepository): void => void repository.tagged(simpleLayer(huge, 'AAAA'));
      assert.match(await outcome(blob), /^not-looked-up\nsha256:… could not be read\. The answer of the registry is larger than the 0\.25 MiB that are read\.$/);
    });
  });

  describe('as Sigstore bundles', () => {
    for (const where of ['api', 'tag'] as const) {
      it(`are found ${where === 'api' ? "in the registry's list of what refers to the image" : 'under the tag that stands in for that list'}`, async () => {
        const found = await verify((repository) => repository.bundle(envelopeBundle(repository.digest, pair)).list(where));
        assert.deepEqual([found.outcome, found.signatures[0]!.form, found.signatures[0]!.key], ['verified', 'bundle', '1.pub']);
      });
    }

    it('are found where the list gives no type, or that of an empty configuration, as cosign writes it', async () => {
      for (const list of [{}, { artifactType: 'application/vnd.oci.empty.v1+json' }]) {
        assert.equal(await outcome((repository) => repository.bundle(envelopeBundle(repository.digest, pair), list).list('tag')), 'verified');
      }
    });

    it('are verified with keys of every kind', async () => {
      for (const kind of keyKinds) {
        const own = keyPair(kind);
        const make = (repository: SignedRepository): void => void repository.bundle(envelopeBundle(repository.digest, own)).list('api');
        assert.equal(await outcome(make, { keys: [own] }), 'verified', kind);
        assert.match(await outcome(make, { keys: [keyPair(kind)] }), /^wrongly-signed\nrefused: 1\.pub has not made it/);
      }
    });

    it("are verified over the image's manifest where they hold the signature of a message", async () => {
      assert.equal(await outcome((repository) => repository.bundle(messageBundle(repository.manifest, pair)).list('api')), 'verified');
      assert.match(await outcome((repository) => repository.bundle(messageBundle(Buffer.from(`${repository.manifest.toString()} `), pair)).list('api')), /^wrongly-signed\nrefused: It names the digest of another message/);
      const unnamed = (): Buffer => Buffer.from(messageBundle(Buffer.from('another'), pair).toString().replace('SHA2_256', 'NONE'));
      assert.match(await outcome((repository) => repository.bundle(unnamed()).list('api')), /^wrongly-signed\nrefused: 1\.pub has not made it/);
    });

    it('are refused where they are for another image', async () => {
      const another = digest(Buffer.from('another'));
      assert.match(await outcome((repository) => repository.bundle(envelopeBundle(another, pair)).list('api')), /^wrongly-signed\nrefused: It is for another image/);
      assert.match(await outcome((repository) => repository.bundle(envelopeBundle(another, pair, { subjects: [] })).list('api')), /^wrongly-signed\nrefused: It is for no image at all/);
      assert.equal(await outcome((repository) => repository.bundle(envelopeBundle(another, pair, { subjects: [another, repository.digest] })).list('api')), 'verified');
    });

    it('are refused where they hang beside another image, though a list says otherwise', async () => {
      const subject = { digest: digest(Buffer.from('another')) };
      assert.match(await outcome((repository) => repository.refer([{ bytes: envelopeBundle(repository.digest, pair), type: bundleType }], { subject }).list('tag')), /^wrongly-signed\nrefused: It belongs to another image than/);
    });

    it('are no signatures where they say something about the image', async () => {
      const predicateType = 'https://cosign.sigstore.dev/attestation/vuln/v1';
      const make = (repository: SignedRepository): void => void repository.bundle(envelopeBundle(repository.digest, pair, { predicateType })).list('api');
      const found = await verify(make);
      assert.deepEqual([found.outcome, found.signatures.map(({ state, key }) => [state, key])], ['not-signed', [['attestation', '1.pub']]]);
      assert.match(found.message, /^the image is not signed: .* It is an attestation \(https:\/\/cosign\.sigstore\.dev\/attestation\/vuln\/v1\): it says something about the image, and is no signature of it\.$/);
    });

    it('are refused where the type of the payload, or the payload, was changed', async () => {
      const changed = (change: (envelope: Record<string, unknown>) => void) => (repository: SignedRepository): void => {
        const bundle = JSON.parse(envelopeBundle(repository.digest, pair, { predicateType: 'https://example.com/bad' }).toString()) as { dsseEnvelope: Record<string, unknown> };
        change(bundle.dsseEnvelope);
        repository.bundle(json(bundle)).list('api');
      };
      const resigned = (envelope: Record<string, unknown>): void => {
        const statement = Buffer.from(envelope.payload as string, 'base64').toString();
        envelope.payload = Buffer.from(statement.replace('https://example.com/bad', 'https://sigstore.dev/cosign/sign/v1')).toString('base64');
      };
      assert.match(await outcome(changed(resigned)), /^wrongly-signed\nrefused: 1\.pub has not made it, or it was changed\.$/);
      assert.match(await outcome(changed((envelope) => (envelope.payloadType = 'text/plain'))), /^wrongly-signed\nrefused: It holds an envelope around "text\/plain"/);
    });

    it('are refused where they are not what the format describes', async () => {
      const cases: readonly (readonly [(of: string) => Buffer, RegExp])[] = [
        [() => Buffer.from('nothing'), /is no JSON/],
        [() => json({ mediaType: 'text/plain' }), /is no Sigstore bundle/],
        [() => json({ mediaType: bundleType }), /holds neither an envelope/],
        [() => json({ mediaType: bundleType, dsseEnvelope: null }), /holds an envelope without payload/],
        [() => json({ mediaType: bundleType, messageSignature: {} }), /holds no signature/],
        [() => json({ mediaType: bundleType, messageSignature: [] }), /holds no signature/],
        [(of) => envelopeBundle(of, pair, { signatures: [] }), /holds an envelope with 0 signatures/],
        [(of) => envelopeBundle(of, pair, { signatures: [{ sig: 'AAAA' }, { sig: 'AAAA' }] }), /holds an envelope with 2 signatures/],
        [(of) => envelopeBundle(of, pair, { signatures: [{ sig: '' }] }), /holds an envelope without signature/],
        [() => json({ mediaType: bundleType, dsseEnvelope: { payload: 'e30=', payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: 'AAAA' }] } }), /holds no in-toto statement/],
      ];
      for (const [make, reason] of cases) assert.match(await outcome((repository) => repository.bundle(make(repository.digest)).list('api')), new RegExp(`^wrongly-signed\nrefused: It ${reason.source}`), reason.source);
    });

    it('are refused where the manifest is not that of its digest', async () => {
      const make = (repository: SignedRepository): void => {
        repository.bundle(envelopeBundle(repository.digest, pair)).list('api');
        const path = Object.keys(repository.contents).find((each) => each.includes('manifests/sha256:') && !each.endsWith(repository.digest))!;
        repository.contents[path] = { ...repository.contents[path]!, bytes: Buffer.concat([repository.contents[path]!.bytes, Buffer.from(' ')]) };
      };
      assert.match(await outcome(make), /^wrongly-signed\nrefused: It does not match its digest/);
    });

    it("may be lists of cosign's own form", async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(repository.digest, name);
        repository.refer([simpleLayer(payload, signed(payload, pair))], { artifactType: undefined, config: { mediaType: cosignArtifact } }, { artifactType: cosignArtifact }).list('tag');
      };
      assert.equal(await outcome(make), 'verified');
    });

    it('are found on further pages of the list, which are read as far as the limit goes', async () => {
      const pages = (last: number): FakeRegistryOptions['intercept'] => (request, response) => {
        const page = Number(/referrers\/.*[?]page=(\d+)$/.exec(request.url!)?.[1] ?? (request.url!.includes('referrers') ? 1 : last));
        if (page >= last) return false;
        const path = request.url!.replace(/[?].*/, '');
        response.writeHead(200, { 'content-type': 'application/vnd.oci.image.index.v1+json', link: `<${path}${page + 1 === last ? '' : `?page=${page + 1}`}>; rel="next"` }).end('{"manifests":[]}');
        return true;
      };
      // The last one is the list that lies there; it is asked for by another address than the first.
      const make = (repository: SignedRepository): void => void repository.bundle(envelopeBundle(repository.digest, pair)).list('api');
      const two: FakeRegistryOptions['intercept'] = (request, response) => {
        if (!request.url!.includes('referrers') || request.url!.includes('?')) return false;
        response.writeHead(200, { 'content-type': 'application/vnd.oci.image.index.v1+json', link: `<${request.url}?page=2>; rel="next"` }).end('{"manifests":[]}');
        return true;
      };
      assert.equal(await outcome(make, { intercept: two }), 'verified');
      assert.equal(await outcome(make, { intercept: pages(1000) }), 'not-looked-up\nThe list of what belongs to the image is longer than is read. Remove what is of no use any more.');
      assert.match(await outcome(make, { intercept: pages(3) }), /^not-looked-up\nThe list/);
    });

    it('are no more than are looked at, and other artifacts are not fetched', async () => {
      const make = (repository: SignedRepository): void => {
        repository.refer([], {}, { artifactType: 'application/spdx+json' });
        for (let index = 0; index < 101; index++) repository.refer([], { annotations: { index } }, {});
        repository.list('api');
      };
      const found = await verify(make);
      assert.equal(found.outcome, 'not-looked-up');
      assert.match(found.message, /There are 101 artifacts that may be signatures; only the first 100 are looked at\./);
      assert.equal(registry!.requests.filter((request) => request.includes('/manifests/sha256:')).length, 100);
    });
  });

  describe('that are not checked', () => {
    it('are those of the key of another certificate, which is named with what it claims', async () => {
      const make = (repository: SignedRepository, name: string): void => {
        const payload = simplePayload(repository.digest, name);
        repository.tagged(simpleLayer(payload, signed(payload, keyPair()), { 'dev.sigstore.cosign/certificate': certificate }));
      };
      const found = await verify(make);
      assert.equal(found.outcome, 'wrongly-signed');
      const [record] = found.signatures;
      assert.deepEqual([record!.state, record!.identity, record!.issuer], ['refused', 'https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main', 'https://token.actions.githubusercontent.com']);
      assert.match(found.message, /It is a keyless signature that claims to be by https:\S+ \(vouched for by https:\/\/token\.actions\.githubusercontent\.com\)\. The key of its certificate has not made it, or it was changed\. Have the image signed again\.$/);
    });

    it('are named: keyless attestations, in each place for a certificate', async () => {
      const rawBytes = certificate.replace(/-----[A-Z ]+-----|\n/g, '');
      for (const [type, material] of [[bundleType, { certificate: { rawBytes } }], ['application/vnd.dev.sigstore.bundle+json;version=0.1', { x509CertificateChain: { certificates: [{ rawBytes }] } }]] as const) {
        const bundle = (of: string): Buffer => json({ ...(JSON.parse(envelopeBundle(of, keyPair(), { material, predicateType: 'https://slsa.dev/provenance/v1' }).toString()) as object), mediaType: type });
        const found = await verify((repository) => repository.bundle(bundle(repository.digest)).list('api'));
        assert.deepEqual([found.outcome, found.signatures[0]!.issuer], ['not-signed', 'https://token.actions.githubusercontent.com']);
        assert.match(found.message, /an attestation \(https:\/\/slsa\.dev\/provenance\/v1\).* claims to be by https:/);
        await registry!.stop();
      }
    });

    it('are named with the issuer as older certificates have it', () => {
      assert.deepEqual(certificateClaims(olderCertificate), { identities: ['https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main'], issuer: 'https://accounts.example.com' });
    });

    it('are read from a certificate that is cut off, or has bytes changed, without failing', () => {
      const der = Buffer.from(certificate.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64');
      for (let at = 0; at < der.length; at++) {
        certificateClaims(der.subarray(0, at));
        for (const byte of [0, 0x80, 0xff]) certificateClaims(Buffer.concat([der.subarray(0, at), Buffer.from([byte]), der.subarray(at + 1)]));
      }
    });

    it('are named, whatever stands in place of the certificate', async () => {
      for (const one of ['nothing', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(100_000)}\n-----END CERTIFICATE-----`]) {
        const make = (repository: SignedRepository, name: string): void => {
          const payload = simplePayload(repository.digest, name);
          repository.tagged(simpleLayer(payload, 'AAAA', { 'dev.sigstore.cosign/certificate': one }));
        };
        assert.match(await outcome(make), /^wrongly-signed\nrefused: It is a keyless signature that claims to be by nobody that can be read\. Its certificate(?:, or a timestamp beside it, cannot be read| is larger than any that is read)\./);
      }
    });

    it('are named: those of Notation', async () => {
      const type = 'application/vnd.cncf.notary.signature';
      const made = (list: Readonly<Record<string, unknown>>) => (repository: SignedRepository): void => void repository.refer([], { artifactType: undefined, config: { mediaType: type } }, list).list('tag');
      for (const list of [{ artifactType: type }, {}]) assert.match(await outcome(made(list)), /^not-checked\nunchecked: It is a signature of Notation \(Notary Project\), which Plimsoll does not check\. "notation verify" does\.$/);
    });

    it('do not stand in the way of one that is good', async () => {
      const make = (repository: SignedRepository): void => void repository.refer([], {}, { artifactType: 'application/vnd.cncf.notary.signature' }).bundle(envelopeBundle(repository.digest, pair)).list('api');
      assert.equal((await verify(make)).outcome, 'verified');
    });
  });

  describe('that are not there', () => {
    it('are none', async () => {
      const found = await verify(() => undefined);
      assert.deepEqual([found.outcome, found.signatures, found.problems], ['not-signed', [], []]);
      assert.match(found.message, /^the image is not signed: its registry has no signature for sha256:[0-9a-f]{64}\.$/);
      assert.deepEqual(registry!.requests.map((request) => request.replaceAll(/[0-9a-f]{64}/g, '…')), [
        'HEAD /v2/acme/app/manifests/1.0', 'GET /v2/acme/app/manifests/sha256-….sig', 'GET /v2/acme/app/referrers/sha256:…', 'GET /v2/acme/app/manifests/sha256-…',
      ]);
    });

    it('are none where the registry answers with a page for people', async () => {
      const intercept: FakeRegistryOptions['intercept'] = (request, response) => {
        if (!request.url!.includes('referrers')) return false;
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
        return true;
      };
      assert.equal(await outcome((repository) => repository.bundle(envelopeBundle(repository.digest, pair)).list('tag'), { intercept }), 'verified');
    });

    it('could not be looked up where the registry fails', async () => {
      const failing = (part: string, status: number): FakeRegistryOptions['intercept'] => (request, response) => {
        if (!request.url!.includes(part)) return false;
        response.writeHead(status).end();
        return true;
      };
      assert.match(await outcome(good, { intercept: failing('.sig', 500) }), /^not-looked-up\nsha256-[0-9a-f]{64}\.sig could not be read\. .* answers with status 500\. Ask again later\.$/);
      assert.match(await outcome(() => undefined, { intercept: failing('referrers', 403) }), /^not-looked-up\n.*gives no access/);
      assert.match(await outcome(good, { intercept: failing('blobs', 429) }), /^not-looked-up\n.*allows no more requests/);
      // One that is good is enough.
      assert.match(await outcome((repository) => repository.bundle(envelopeBundle(repository.digest, pair)).list('api'), { intercept: failing('.sig', 500) }), /^verified\nsha256-/);
    });

    it('could not be looked up where there is no such image', async () => {
      const found = await verify(() => undefined, { tag: '2.0' });
      assert.deepEqual([found.outcome, found.digest], ['not-looked-up', undefined]);
      assert.match(found.message, /has no image acme\/app:2\.0\. Check the name and the tag\.$/);
      await registry!.stop();
      assert.match(await outcome(good, { digest: `md5:${'0'.repeat(32)}` }), /^not-looked-up\nthe image has a digest of a form that signatures are not looked for by/);
    });

    it('are not waited for when the user stops', async () => {
      for (const part of ['manifests/1.0', '.sig', 'blobs', 'referrers']) {
        const controller = new AbortController();
        const intercept: FakeRegistryOptions['intercept'] = (request) => {
          if (!request.url!.includes(part)) return false;
          controller.abort();
          return true;
        };
        await assert.rejects(verify(part === 'referrers' ? () => undefined : good, { signal: controller.signal, intercept }), { name: 'AbortError' }, part);
        await registry?.stop();
      }
    });
  });

  describe('keys', () => {
    it('are read from PEM, several of them too', () => {
      const text = [keyPair(), keyPair('RSA')].map(({ publicKey }) => publicKey).join('and\n');
      assert.deepEqual(publicKeys(text, 'both.pub').map(({ name, key }) => [name, key.asymmetricKeyType]), [['both.pub', 'ec'], ['both.pub', 'rsa']]);
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      assert.equal(publicKeys(publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(), 'old.pub').length, 1);
      assert.equal(publicKeys(keyPair().publicKey.replaceAll('\n', '\r\n'), 'windows.pub').length, 1);
    });

    it('are refused where they are private, none, or weak', () => {
      const cases: readonly (readonly [string, RegExp])[] = [
        [keyPair().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /^KeyError: a\.pub holds a private key\. Name the public one/],
        ['-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n', /holds a private key/],
        ['', /holds no public key in PEM/],
        ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /holds a certificate, and no public key/],
        ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /holds a public key that cannot be read/],
        [keyPair().publicKey.repeat(21), /holds 21 keys/],
        [pem(generateKeyPairSync('rsa', { modulusLength: 1024 })), /holds an RSA key of 1024 bits/],
        [pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })), /holds a key on the curve secp256k1/],
        [pem(generateKeyPairSync('x25519')), /holds a key of the kind x25519/],
      ];
      for (const [text, message] of cases) assert.throws(() => publicKeys(text, 'a.pub'), message);
    });
  });
});

function pem({ publicKey }: ReturnType<typeof generateKeyPairSync>): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
