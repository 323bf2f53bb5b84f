/** Keyless signatures, with an instance of Sigstore made for the test: good ones of every form, and each way to be wrong. */
import assert from 'node:assert/strict';
import { createHash, sign } from 'node:crypto';
import type { Identity } from '../../../server/src/scan/signatures/identity';
import { publicRoot, readTrustedRoot } from '../../../server/src/scan/signatures/keyless';
import { publicKeys } from '../../../server/src/scan/signatures/keys';
import type { Verification } from '../../../server/src/scan/signatures/types';
import { verifyImage, type SignedRepository as Repository, type Trust } from '../../../server/src/scan/signatures/verify';
import { randomFrom } from '../../helpers/random';
import { bundleType, digest, json, keyPair, signPredicate, SignedRepository, signed, simpleLayer, simplePayload } from '../../helpers/signatures';
import { annotationsOf, bundledEntry, entryBody, extension, FakeSigstore, issuer, madeAt, pem, subject, type CertificateOptions, type Certified, type EntryKind, type Logged } from '../../helpers/sigstore';

const sigstore = new FakeSigstore();
const name = 'ghcr.io/acme/app';
const later = new Date(madeAt.getTime() + 3_600_000);

/** As the registry would answer. */
function registryWith(repository: SignedRepository): Repository {
  const content = (rest: string): { type: string; bytes: Buffer } | undefined => repository.contents[`${repository.name}/${rest}`];
  return {
    resolve: async () => ({ digest: repository.digest, index: false }),
    manifest: async (reference) => content(`manifests/${reference}`),
    blob: async (blob) => content(`blobs/${blob}`)?.bytes,
    referrers: async (of) => ({ pages: [content(`referrers/${of}`)?.bytes ?? json({ manifests: [] })], complete: true }),
  };
}

const trust = (more: Partial<Trust> = {}, instance = sigstore): Trust => ({ keys: [], identities: [{ issuer, subject }], trustedRoot: readTrustedRoot(instance.trustedRoot(), 'root.json'), ...more });

async function verify(make: (repository: SignedRepository) => unknown, by = trust()): Promise<Verification> {
  const repository = new SignedRepository('acme/app');
  make(repository);
  return verifyImage({ text: 'the image', normalized: name, tag: '1.0' }, registryWith(repository), by);
}

/** Outcome, and why not. */
async function outcome(...args: Parameters<typeof verify>): Promise<string> {
  const { outcome: found, signatures } = await verify(...args);
  return [found, ...signatures.flatMap(({ state, reason }) => (reason === undefined ? [] : `${state}: ${reason}`))].join('\n');
}

interface Simple {
  readonly instance?: FakeSigstore;
  readonly certificate?: CertificateOptions;
  readonly certified?: Certified;
  /** In place of the payload that is right. */
  readonly payload?: (repository: SignedRepository) => Buffer;
  /** What is laid beside it in place of what belongs to it. */
  readonly logged?: (entry: Logged, signature: Buffer, certified: Certified) => Logged | undefined;
  readonly stamped?: (signature: Buffer) => Buffer | undefined;
  readonly at?: Date;
  readonly annotations?: (right: Record<string, string>) => Record<string, string>;
}

/** In cosign's own form. */
function simple({ instance = sigstore, certificate, certified = instance.certify(certificate), payload: makePayload = (repository) => simplePayload(repository.digest, name), logged = (entry) => entry, stamped = () => undefined, at = madeAt, annotations = (right) => right }: Simple = {}) {
  return (repository: SignedRepository): unknown => {
    const payload = makePayload(repository);
    const signature = Buffer.from(signed(payload, certified), 'base64');
    const entry = instance.enter(entryBody('hashedrekord 0.0.1', payload, signature, certified), { at });
    return repository.tagged(simpleLayer(payload, signature.toString('base64'), annotations(annotationsOf(certified, logged(entry, signature, certified), stamped(signature)))));
  };
}

interface Bundle {
  readonly certificate?: CertificateOptions;
  readonly kind?: EntryKind;
  readonly type?: string;
  readonly predicateType?: string;
  readonly parts?: readonly ('promise' | 'proof')[];
  readonly among?: readonly [count: number, index: number];
  readonly stamped?: boolean;
  readonly chain?: boolean;
  readonly change?: (bundle: Record<string, any>) => void; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Around a statement, or, of the first two kinds, over the manifest. */
function bundled({ certificate, kind = 'dsse 0.0.1', type = bundleType, predicateType = signPredicate, parts, among: [among, index] = [5, 3], stamped, chain, change }: Bundle = {}) {
  return (repository: SignedRepository): unknown => {
    const certified = sigstore.certify(certificate);
    const payloadType = 'application/vnd.in-toto+json';
    const statement = json({ _type: 'https://in-toto.io/Statement/v1', subject: [{ digest: { sha256: repository.digest.slice(7) } }], predicateType, predicate: {} });
    const envelope = !kind.startsWith('hashedrekord');
    const over = envelope ? Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${statement.length} `), statement]) : repository.manifest;
    const signature = sign('sha256', over, certified.privateKey);
    const sig = signature.toString('base64');
    const rawBytes = certified.der.toString('base64');
    const bundle = {
      mediaType: type,
      verificationMaterial: {
        ...(chain ? { x509CertificateChain: { certificates: [{ rawBytes }] } } : { certificate: { rawBytes } }),
        tlogEntries: [bundledEntry(sigstore.enter(entryBody(kind, envelope ? statement : over, signature, certified), { among, index }), parts)],
        ...(stamped && { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: sigstore.stamp(signature).toString('base64') }] } }),
      },
      ...(envelope ? { dsseEnvelope: { payload: statement.toString('base64'), payloadType, signatures: [{ sig }] } } : { messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(over).digest('base64') }, signature: sig } }),
    };
    change?.(bundle);
    return repository.bundle(json(bundle)).list('api');
  };
}

describe('keyless signatures', () => {
  describe('are verified', () => {
    it("in cosign's own form, with a promise of the log", async () => {
      const found = await verify(simple());
      const [{ where, ...record }] = found.signatures as [Verification['signatures'][0]];
      assert.match(where, /^sha256:/);
      assert.deepEqual(record, { form: 'cosign', state: 'verified', identity: subject, issuer, signedAs: name });
      assert.equal(found.message, `the image is signed by ${subject} (vouched for by ${issuer}) as ${name}: ${found.digest}.`);
    });

    it('with a timestamp besides, though the authority of that may be unknown', async () => {
      assert.equal(await outcome(simple({ stamped: (signature) => sigstore.stamp(signature) })), 'verified');
      assert.equal(await outcome(simple({ stamped: (signature) => new FakeSigstore('other').stamp(signature) })), 'verified');
    });

    for (const kind of ['hashedrekord 0.0.1', 'hashedrekord 0.0.2', 'dsse 0.0.1', 'dsse 0.0.2', 'intoto 0.0.2'] as const) {
      it(`in bundles, logged as ${kind}`, async () => {
        assert.equal(await outcome(bundled({ kind })), 'verified');
        assert.equal(await outcome(bundled({ kind, parts: ['proof'], stamped: true })), 'verified');
      });
    }

    it('in bundles of each version', async () => {
      assert.equal(await outcome(bundled({ type: 'application/vnd.dev.sigstore.bundle+json;version=0.1', parts: ['promise'], chain: true })), 'verified');
      assert.equal(await outcome(bundled({ type: 'application/vnd.dev.sigstore.bundle+json;version=0.2', chain: true })), 'verified');
      assert.equal(await outcome(bundled({ type: 'application/vnd.dev.sigstore.bundle+json;version=0.3' })), 'verified');
      // A proof without a signed root was written by the first of them; it proves nothing, and the promise counts.
      const unsigned = (bundle: Record<string, any>): void => void delete bundle.verificationMaterial.tlogEntries[0].inclusionProof.checkpoint; // eslint-disable-line @typescript-eslint/no-explicit-any
      assert.equal(await outcome(bundled({ type: 'application/vnd.dev.sigstore.bundle+json;version=0.1', chain: true, change: unsigned })), 'verified');
      assert.match(await outcome(bundled({ change: unsigned })), /^wrongly-signed\nrefused: It holds a log entry without its inclusion, which a bundle of version 0\.3 must have\./);
    });

    it('wherever the entry is in the tree of the log', async () => {
      for (const count of [1, 2, 3, 7, 8, 9]) {
        for (let index = 0; index < count; index++) assert.equal(await outcome(bundled({ among: [count, index] })), 'verified', `${index} of ${count}`);
      }
    });

    it('of a workflow, a person or an account, with the issuer in the newer extension or the older one', async () => {
      for (const [subjects, identity] of [[['mail:me@example.com'], 'me@example.com'], [['user:me!example.com'], 'me!example.com'], [['https://a.example.com', 'https://b.example.com'], 'https://b.example.com']] as const) {
        assert.equal(await outcome(simple({ certificate: { subjects } }), trust({ identities: [{ issuer, subject: identity }] })), 'verified', identity);
      }
      assert.equal(await outcome(simple({ certificate: { issuer: '', olderIssuer: issuer } })), 'verified');
      assert.match(await outcome(simple({ certificate: { issuer: 'https://other.example.com', olderIssuer: issuer } })), /^wrongly-signed/);
    });

    it('by a pattern for the subject, whose issuer is exact', async () => {
      const by = (one: Partial<Identity>): Trust => trust({ identities: [{ issuer: 'https://example.com', subject: 'x' }, { issuer, subject, ...one }] });
      for (const pattern of ['https://github.com/acme/*', '*@refs/heads/main', '*/acme/app/*', subject]) assert.equal(await outcome(simple(), by({ subject: pattern })), 'verified', pattern);
      for (const wrong of [{ subject: 'https://github.com/acme' }, { subject: 'https://github.com/acme/other/*' }, { subject: subject.toUpperCase() }, { subject: `${subject}s` }, { issuer: 'https://*' }, { issuer: `${issuer}/` }, { issuer: `*${issuer}` }]) {
        assert.match(await outcome(simple(), by(wrong)), /^wrongly-signed\nrefused: It is a keyless signature by https:\/\/github\.com\/acme\/app\/\S+ \(vouched for by https:\/\/token\.actions\.githubusercontent\.com\), which is none of the identities that must have made it\./, JSON.stringify(wrong));
      }
    });

    it('beside keys: either is enough', async () => {
      const pair = keyPair();
      const keys = publicKeys(pair.publicKey, 'cosign.pub');
      const byKey = (repository: SignedRepository): unknown => {
        const payload = simplePayload(repository.digest, name);
        return repository.tagged(simpleLayer(payload, signed(payload, pair)));
      };
      assert.equal(await outcome(simple(), trust({ keys })), 'verified');
      assert.equal(await outcome(byKey, trust({ keys })), 'verified');
      assert.match(await outcome(byKey), /^wrongly-signed\nrefused: It was made with a key, and no key is named for this image\./);
    });
  });

  it('are named and do not count where nobody has said whose do', async () => {
    const found = await verify(simple(), trust({ identities: [], keys: publicKeys(keyPair().publicKey, 'cosign.pub') }));
    assert.deepEqual([found.outcome, found.signatures[0]!.identity, found.signatures[0]!.issuer], ['not-checked', subject, issuer]);
    assert.match(found.message, /^Nobody has verified the image \(.*\)\. It is a keyless signature by https:\/\/github\.com\/acme\/\S+ \(vouched for by \S+\)\. Anybody can make one in their own name: say by identities in \.plimsoll\.yaml, or by --certificate-identity and --certificate-oidc-issuer, whose counts\.$/);
  });

  it('of what they say about an image are attestations and no signatures', async () => {
    const predicateType = 'https://slsa.dev/provenance/v1';
    const found = await verify(bundled({ predicateType }));
    assert.deepEqual([found.outcome, found.signatures.map(({ state, identity }) => [state, identity])], ['not-signed', [['attestation', subject]]]);
    assert.match(await outcome(bundled({ predicateType, certificate: { forged: true } })), /^not-signed\nattestation: It is an attestation \(https:\/\/slsa\.dev\/provenance\/v1\).* has not signed that/);
  });

  describe('are refused', () => {
    /** Of a signature that claims to be by whom it must be. */
    const refused = async (make: (repository: SignedRepository) => unknown, why: RegExp, by?: Trust): Promise<void> => {
      assert.match(await outcome(make, by), new RegExp(`^wrongly-signed\nrefused: (?:It is a keyless signature that claims to be by [^\n]*\\. )?${why.source}`));
    };

    it('of another digest, or under another name', async () => {
      await refused(simple({ payload: () => simplePayload(digest(Buffer.from('another')), name) }), /It is for another image/);
      await refused(simple({ payload: (repository) => simplePayload(repository.digest, 'ghcr.io/acme/debug') }), /https:\/\/github\.com\/acme\/app\/\S+ \(vouched for by \S+\) has signed this content as ghcr\.io\/acme\/debug, and not as ghcr\.io\/acme\/app\./);
    });

    it('where what is signed was changed', async () => {
      const other = sigstore.certify();
      await refused(simple({ annotations: (right) => ({ ...right, 'dev.cosignproject.cosign/signature': signed(Buffer.from('another'), other) }) }), /The key of its certificate has not made it, or it was changed\./);
      await refused(bundled({ change: (bundle) => (bundle.dsseEnvelope.payload = Buffer.from(Buffer.from(bundle.dsseEnvelope.payload as string, 'base64').toString().replace('"predicate":{}', '"predicate":[]')).toString('base64')) }), /The key of its certificate has not made it/);
      await refused(bundled({ kind: 'hashedrekord 0.0.1', change: (bundle) => (bundle.messageSignature.messageDigest.digest = 'AAAA') }), /It names the digest of another message/);
    });

    it('made before or after the certificate was valid, by either clock', async () => {
      const why = /It was made on 2026-11-30 13:00:00 UTC, when its certificate was not valid: that was so from 2026-11-30 12:00:00 UTC to 2026-11-30 12:10:00 UTC\./;
      await refused(simple({ at: later }), why);
      await refused(simple({ stamped: (signature) => sigstore.stamp(signature, later) }), why);
      await refused(simple({ at: new Date(madeAt.getTime() - 1000) }), /It was made on 2026-11-30 11:59:59 UTC/);
    });

    it('of a certificate that the authority has not signed, though it bears its name and key', async () => {
      await refused(simple({ certificate: { forged: true } }), /The certificate authority that its certificate names has not signed that, or was not valid then\./);
    });

    it('of an authority that was not valid then', async () => {
      const ended = sigstore.trustedRoot((root) => (root.certificateAuthorities[0].validFor.end = '2026-01-01T00:00:00Z'));
      await refused(simple(), /The certificate authority that its certificate names has not signed that, or was not valid then\./, trust({ trustedRoot: readTrustedRoot(ended, 'root.json') }));
    });

    it('of a certificate that was not logged, or not this one', async () => {
      await refused(simple({ certificate: { timestamp: 'none' } }), /Its certificate bears no signature of a certificate transparency log \(SCT\)/);
      await refused(simple({ certificate: { timestamp: 'wrong' } }), /The certificate transparency log that its certificate names has not signed that/);
    });

    it('of a certificate for something else, for nobody, or of no issuer', async () => {
      await refused(simple({ certificate: { use: '1.3.6.1.5.5.7.3.1' } }), /Its certificate is not one for signing code\./);
      await refused(simple({ certificate: { subjects: [] } }), /Its certificate names nobody\./);
      await refused(simple({ certificate: { issuer: '' } }), /Its certificate does not say who vouched for the identity\./);
    });

    it('without an entry of the log, or with one that it has not made', async () => {
      await refused(simple({ logged: () => undefined }), /It comes without an entry of a transparency log/);
      await refused(simple({ logged: () => undefined, stamped: (signature) => sigstore.stamp(signature) }), /It comes without an entry of a transparency log/);
      await refused(simple({ logged: (entry) => ({ ...entry, integratedTime: entry.integratedTime + 1 }) }), /The transparency log has not signed its entry, or that was changed\./);
      await refused(simple({ logged: (entry) => ({ ...entry, logIndex: entry.logIndex + 1 }) }), /The transparency log has not signed its entry/);
      await refused(simple({ logged: (entry) => ({ ...entry, promise: sigstore.stamp(entry.body) }) }), /The transparency log has not signed its entry/);
    });

    it('with the entry of another signature', async () => {
      const body = (of: (payload: Buffer, signature: Buffer, certified: Certified) => Buffer) => simple({ logged: (entry, signature, certified) => sigstore.enter(of(Buffer.from('x'), signature, certified), { at: new Date(entry.integratedTime * 1000) }) });
      const why = /The entry of the transparency log beside it is that of another signature\./;
      const other = sigstore.certify();
      await refused(body((payload, signature, certified) => entryBody('hashedrekord 0.0.1', payload, signature, certified)), why);
      const right = simplePayload(new SignedRepository('acme/app').digest, name);
      assert.equal(await outcome(body((_, signature, certified) => entryBody('hashedrekord 0.0.1', right, signature, certified))), 'verified');
      await refused(body((_, signature) => entryBody('hashedrekord 0.0.1', right, signature, other)), why);
      await refused(body((_, __, certified) => entryBody('hashedrekord 0.0.1', right, Buffer.from(signed(right, certified), 'base64'), certified)), why);
      // Each of them is good where it belongs.
      const entries: unknown[] = [];
      const keep = (bundle: Record<string, any>): void => void entries.push(bundle.verificationMaterial.tlogEntries); // eslint-disable-line @typescript-eslint/no-explicit-any
      for (const kind of ['hashedrekord 0.0.1', 'hashedrekord 0.0.2', 'dsse 0.0.1', 'dsse 0.0.2', 'intoto 0.0.2'] as const) {
        assert.equal(await outcome(bundled({ kind, change: keep })), 'verified');
        await refused(bundled({ kind, change: (bundle) => (bundle.verificationMaterial.tlogEntries = entries.at(-1)) }), why);
      }
    });

    it('with a proof of inclusion that is not one', async () => {
      const change = (edit: (proof: Record<string, any>) => void, more: Bundle = {}) => bundled({ ...more, change: (bundle) => edit(bundle.verificationMaterial.tlogEntries[0].inclusionProof) }); // eslint-disable-line @typescript-eslint/no-explicit-any
      const why = /The proof that the transparency log holds its entry is wrong\./;
      const note = (proof: Record<string, any>, edit: (note: string) => string): void => void (proof.checkpoint.envelope = edit(proof.checkpoint.envelope as string)); // eslint-disable-line @typescript-eslint/no-explicit-any
      await refused(change((proof) => (proof.logIndex = '2')), why);
      await refused(change((proof) => (proof.logIndex = '9')), why);
      await refused(change((proof) => (proof.hashes = proof.hashes.slice(1))), why);
      await refused(change((proof) => proof.hashes.push(proof.hashes[0])), why);
      await refused(change((proof) => (proof.hashes = []), { among: [2, 1] }), why);
      await refused(change((proof) => note(proof, (text) => text.replace('\n5\n', '\n6\n'))), why);
      await refused(change((proof) => note(proof, (text) => text.replace(/\u2014 .*/, ''))), why);
      await refused(change((proof) => note(proof, (text) => text.replace(/^rekor/, 'other'))), why);
      await refused(change((proof) => note(proof, () => '\n\n\n')), why);
      // Another's signature with the hint of the log's key.
      const other = new FakeSigstore().enter(Buffer.from('x')).proof.checkpoint;
      await refused(change((proof) => note(proof, () => other)), why);
      // Witnesses may have signed it too, also before.
      assert.equal(await outcome(change((proof) => note(proof, (text) => text.replace('\n\n', '\n\n\u2014 witness.example.com AAAAAAAA\n')))), 'verified');
    });

    it('with nothing that shows when it was made, or with a timestamp of something else', async () => {
      const nothing = /Nothing shows when it was made: neither the promise of the transparency log nor a timestamp\./;
      await refused(bundled({ parts: ['proof'] }), nothing);
      // Only a promise signs the time.
      await refused(bundled({ parts: ['proof'], change: (bundle) => (bundle.verificationMaterial.tlogEntries[0].integratedTime = `${madeAt.getTime() / 1000}`) }), nothing);
      await refused(simple({ stamped: () => sigstore.stamp(Buffer.from('another')) }), /A timestamp beside it is wrong, or for another signature\./);
      await refused(simple({ stamped: () => Buffer.from('nothing') }), /Its certificate, or a timestamp beside it, cannot be read\./);
    });

    it('logged when the key of the log was not valid', async () => {
      const ended = sigstore.trustedRoot((root) => (root.tlogs[0].publicKey.validFor.end = '2026-11-30T11:00:00Z'));
      await refused(simple(), /It was logged with a key that, by the trusted root root\.json, was not valid then\./, trust({ trustedRoot: readTrustedRoot(ended, 'root.json') }));
    });
  });

  describe('are not called bad where the trusted root does not know who made them', () => {
    const unknown = (what: string): RegExp => new RegExp(`^not-checked\nunchecked: It is a keyless signature that claims to be by \\S+ \\(vouched for by \\S+\\)\\. It cannot be verified with the trusted root root\\.json, which does not know the ${what} that it was made with\\. Give a newer one, or that of another instance of Sigstore, with trustedRoot in \\.plimsoll\\.yaml or --trusted-root\\.$`);

    it('with another certificate authority', async () => {
      assert.match(await outcome(simple({ instance: new FakeSigstore('other') })), unknown('certificate authority'));
      // Of the same name: its key is another.
      assert.match(await outcome(simple({ instance: new FakeSigstore() })), unknown('certificate authority'));
    });

    it('with another log of certificates, transparency log or timestamp authority', async () => {
      const without = (list: string): Trust => trust({ trustedRoot: readTrustedRoot(sigstore.trustedRoot((root) => (root[list] = [{ ...root[list][0], logId: { keyId: 'AAAA' } }])), 'root.json') });
      assert.match(await outcome(simple(), without('ctlogs')), unknown('certificate transparency log'));
      assert.match(await outcome(simple(), without('tlogs')), unknown('transparency log'));
      assert.match(await outcome(bundled({ parts: ['proof'], stamped: true }), trust({ trustedRoot: readTrustedRoot(sigstore.trustedRoot((root) => (root.timestampAuthorities = [])), 'root.json') })), unknown('timestamp authority'));
    });

    it('with the public root, which tells its date', async () => {
      assert.match(await outcome(simple(), trust({ trustedRoot: undefined })), /^not-checked\nunchecked: .* with the trusted root of \d{4}-\d\d-\d\d, which does not know the certificate authority/);
      assert.equal(publicRoot().material.tlogs.length > 0, true);
    });

    it('and those that are logged as something that is not read', async () => {
      const rekord = simple({ logged: () => sigstore.enter(json({ apiVersion: '0.0.1', kind: 'rekord', spec: {} })) });
      assert.match(await outcome(rekord), /^not-checked\nunchecked: .* is of a kind that is not read here \(rekord 0\.0\.1\)/);
    });
  });

  describe('whatever they are made of', () => {
    it('are refused where they are not what the format describes', async () => {
      const cases: readonly (readonly [(right: Record<string, string>) => Record<string, string>, RegExp])[] = [
        [(right) => ({ ...right, 'dev.sigstore.cosign/bundle': '{' }), /It is no JSON/],
        [(right) => ({ ...right, 'dev.sigstore.cosign/bundle': '{}' }), /It holds a log entry without log, body, index or time/],
        [(right) => ({ ...right, 'dev.sigstore.cosign/bundle': right['dev.sigstore.cosign/bundle']!.replace('"logIndex":', '"logIndex":-') }), /It holds a log entry without/],
        [(right) => ({ ...right, 'dev.sigstore.cosign/rfc3161timestamp': '{}' }), /It holds a timestamp that cannot be read/],
        [(right) => ({ ...right, 'dev.sigstore.cosign/certificate': 'none' }), /.*Its certificate, or a timestamp beside it, cannot be read/],
        [(right) => ({ ...right, 'dev.sigstore.cosign/certificate': `-----BEGIN CERTIFICATE-----\n${'A'.repeat(100_000)}\n-----END CERTIFICATE-----` }), /.*Its certificate is larger than any that is read/],
      ];
      for (const [annotations, why] of cases) assert.match(await outcome(simple({ annotations })), new RegExp(`^wrongly-signed\nrefused: ${why.source}`), why.source);
      assert.match(await outcome(bundled({ type: 'application/vnd.dev.sigstore.bundle.v0.9+json' })), /It is a keyless signature in a version of the format that is not read \(0\.9\)/);
      assert.match(await outcome(bundled({ change: ({ verificationMaterial: material }) => (material.tlogEntries = Array.from({ length: 9 }, () => material.tlogEntries[0])) })), /It holds more than the 8 log entries or timestamps that are read/);
    });

    it('are refused where the certificate could be read in two ways', async () => {
      const certified = sigstore.certify();
      // The length of what is signed in it, with a zero before.
      const bytes = Buffer.concat([Buffer.from([0x30, 0x82, 0, 0]), Buffer.from([0x30, 0x83, 0]), certified.der.subarray(6)]);
      bytes.writeUInt16BE(bytes.length - 4, 2);
      const changed = { ...certified, der: bytes, pem: pem(bytes) };
      assert.match(await outcome(simple({ certified: changed })), /^wrongly-signed\nrefused: .*Its certificate is not in DER\./);
    });

    it('never fail with bytes changed in certificate, entry or timestamp, and are not good where those are signed', async function () {
      this.timeout(60_000);
      const { below } = randomFrom(7);
      const damage = (text: string): string => {
        const bytes = Buffer.from(text, 'base64');
        for (let times = 0; times < 3; times++) bytes[below(bytes.length)] = below(256);
        return bytes.subarray(0, below(8) === 0 ? below(bytes.length) : undefined).toString('base64');
      };
      let bad = 0;
      for (let run = 0; run < 200; run++) {
        let same = false;
        const change = ({ verificationMaterial: material }: Record<string, any>): void => { // eslint-disable-line @typescript-eslint/no-explicit-any
          const [entry] = material.tlogEntries;
          const places: [Record<string, string>, string][] = [[material.certificate, 'rawBytes'], [entry, 'canonicalizedBody'], [material.timestampVerificationData.rfc3161Timestamps[0], 'signedTimestamp'], [entry.inclusionPromise, 'signedEntryTimestamp']];
          const [object, key] = places[run % places.length]!;
          const damaged = damage(object[key]!);
          // The status around a timestamp is not signed, and one of an authority that is unknown says nothing.
          same = damaged === object[key] || key === 'signedTimestamp';
          object[key] = damaged;
        };
        const found = await outcome(bundled({ stamped: true, change }));
        if (found === 'verified') assert.ok(same, `run ${run}`);
        else bad++;
      }
      assert.ok(bad > 140, `${bad}`);
    });

    it('take little time where a certificate is nested as deep as it can be', async () => {
      const nested = (tag: number): Buffer => {
        let bytes: Buffer = Buffer.alloc(0);
        while (bytes.length < 15_000) bytes = Buffer.concat([Buffer.from([tag, 0x82, bytes.length >> 8, bytes.length & 0xff]), bytes]);
        return bytes;
      };
      const start = performance.now();
      for (const tag of [0x04, 0x30, 0x24]) await outcome(simple({ certificate: { more: [extension('1.2.3', nested(tag))] } }));
      assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
    });
  });

  it('take a trusted root only where it is one', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['no JSON', 'text'], ['null', 'null'], ['another type', '{"mediaType":"text/plain"}'], ['no keys', '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}'],
      ['no authority', sigstore.trustedRoot((root) => (root.certificateAuthorities = []))],
      ['a broken certificate', sigstore.trustedRoot((root) => (root.certificateAuthorities[0].certChain.certificates[0].rawBytes = 'AAAA'))],
      ['a broken key', sigstore.trustedRoot((root) => (root.tlogs[0].publicKey.rawBytes = 'AAAA'))],
      ['a log without beginning', sigstore.trustedRoot((root) => delete root.tlogs[0].publicKey.validFor.start)],
    ];
    for (const [what, text] of wrong) assert.throws(() => readTrustedRoot(text, 'root.json'), /^TrustedRootError: root\.json is no trusted root that can be read\. Name a trusted_root\.json/, what);
  });
});
