/** Signs made-up images as cosign does, with Node's crypto: what lies in a registry then, by its address there, for a `FakeRegistry` or a real one. */
import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { FakeContent } from './fake-registry';

export const manifestType = 'application/vnd.oci.image.manifest.v1+json';
export const indexType = 'application/vnd.oci.image.index.v1+json';
export const simpleType = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const cosignArtifact = 'application/vnd.dev.cosign.artifact.sig.v1+json';
export const signPredicate = 'https://sigstore.dev/cosign/sign/v1';

export interface KeyPair {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly publicKey: string;
}

export type KeyKind = 'P-256' | 'P-384' | 'P-521' | 'RSA' | 'Ed25519';
export const keyKinds: readonly KeyKind[] = ['P-256', 'P-384', 'P-521', 'RSA', 'Ed25519'];

export function keyPair(kind: KeyKind = 'P-256'): KeyPair {
  const { publicKey, privateKey } = kind === 'RSA' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : kind === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export interface Scheme {
  readonly digest?: string;
  readonly pss?: boolean;
}

export function signed(bytes: Buffer, { privateKey }: KeyPair, { digest = 'sha256', pss }: Scheme = {}): string {
  const algorithm = privateKey.asymmetricKeyType === 'ed25519' ? null : digest;
  return sign(algorithm, bytes, { key: privateKey, ...(pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}) }).toString('base64');
}

export function digest(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

export function simplePayload(of: string, name: string | undefined, more: Readonly<Record<string, unknown>> = {}): Buffer {
  return json({ critical: { identity: { 'docker-reference': name ?? '' }, image: { 'docker-manifest-digest': of }, type: 'cosign container image signature', ...more }, optional: null });
}

export interface Layer {
  readonly bytes: Buffer;
  readonly type?: string;
  /** In the manifest, where it is not the bytes' own. */
  readonly digest?: string;
  readonly annotations?: Readonly<Record<string, unknown>>;
}

export function simpleLayer(payload: Buffer, signature: string, annotations: Readonly<Record<string, unknown>> = {}): Layer {
  return { bytes: payload, annotations: { 'dev.cosignproject.cosign/signature': signature, ...annotations } };
}

export interface Envelope {
  readonly predicateType?: string;
  readonly payloadType?: string;
  readonly subjects?: readonly string[];
  readonly material?: Readonly<Record<string, unknown>>;
  readonly scheme?: Scheme;
  /** In place of the one signature. */
  readonly signatures?: readonly unknown[];
}

export function envelopeBundle(of: string, pair: KeyPair, { predicateType = signPredicate, payloadType = 'application/vnd.in-toto+json', subjects = [of], material = { publicKey: { hint: '' } }, scheme, signatures }: Envelope = {}): Buffer {
  const statement = json({ _type: 'https://in-toto.io/Statement/v1', subject: subjects.map((subject) => ({ digest: { sha256: subject.slice(7) } })), predicateType, predicate: {} });
  const over = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${statement.length} `), statement]);
  return json({ mediaType: bundleType, verificationMaterial: material, dsseEnvelope: { payload: statement.toString('base64'), payloadType, signatures: signatures ?? [{ sig: signed(over, pair, scheme) }] } });
}

export function messageBundle(manifest: Buffer, pair: KeyPair): Buffer {
  return json({ mediaType: bundleType, verificationMaterial: { publicKey: { hint: '' } }, messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(manifest).digest('base64') }, signature: signed(manifest, pair) } });
}

/** A repository with one image in it, and what was hung beside it. */
export class SignedRepository {
  readonly contents: Record<string, FakeContent> = {};
  readonly manifest: Buffer;
  private readonly type: string;
  /** Of the image. */
  readonly digest: string;
  private readonly referring: Readonly<Record<string, unknown>>[] = [];

  constructor(
    readonly name: string,
    { tag = '1.0', index = false, text = 'an image' } = {},
  ) {
    this.manifest = index ? json({ schemaVersion: 2, mediaType: indexType, manifests: [], annotations: { text } }) : json({ schemaVersion: 2, mediaType: manifestType, config: this.config('application/vnd.oci.image.config.v1+json'), layers: [], annotations: { text } });
    this.digest = digest(this.manifest);
    this.type = index ? indexType : manifestType;
    const content = { type: this.type, bytes: this.manifest };
    this.put(`manifests/${tag}`, content);
    this.put(`manifests/${this.digest}`, content);
  }

  put(path: string, content: FakeContent): void {
    this.contents[`${this.name}/${path}`] = content;
  }

  blob(bytes: Buffer, as = digest(bytes)): void {
    this.put(`blobs/${as}`, { type: 'application/octet-stream', bytes });
  }

  get signatureTag(): string {
    return `${this.digest.replace(':', '-')}.sig`;
  }

  /** Under cosign's tag. */
  tagged(...layers: readonly Layer[]): this {
    this.put(`manifests/${this.signatureTag}`, { type: manifestType, bytes: this.artifact(layers, { config: this.config('application/vnd.oci.image.config.v1+json') }) });
    return this;
  }

  /** Among what refers to the image; `list` is what the list says of it. */
  refer(layers: readonly Layer[], manifest: Readonly<Record<string, unknown>> = {}, list: Readonly<Record<string, unknown>> = { artifactType: bundleType }): this {
    const bytes = this.artifact(layers, { artifactType: bundleType, config: this.config('application/vnd.oci.empty.v1+json'), subject: { mediaType: this.type, digest: this.digest, size: this.manifest.length }, ...manifest });
    this.put(`manifests/${digest(bytes)}`, { type: manifestType, bytes });
    this.referring.push({ mediaType: manifestType, digest: digest(bytes), size: bytes.length, ...list });
    return this;
  }

  bundle(bytes: Buffer, list?: Readonly<Record<string, unknown>>): this {
    return this.refer([{ bytes, type: bundleType }], {}, list);
  }

  /** Writes the list of what refers to the image: the registry's own, or that under a tag. */
  list(where: 'api' | 'tag'): this {
    const bytes = json({ schemaVersion: 2, mediaType: indexType, manifests: this.referring });
    this.put(where === 'api' ? `referrers/${this.digest}` : `manifests/${this.digest.replace(':', '-')}`, { type: indexType, bytes });
    return this;
  }

  /** An empty one, which lies there too. */
  private config(mediaType: string): Readonly<Record<string, unknown>> {
    this.blob(Buffer.from('{}'));
    return { mediaType, digest: digest(Buffer.from('{}')), size: 2 };
  }

  private artifact(layers: readonly Layer[], more: Readonly<Record<string, unknown>>): Buffer {
    const described = layers.map(({ bytes, type = simpleType, digest: as = digest(bytes), annotations }) => {
      this.blob(bytes, as);
      return { mediaType: type, digest: as, size: bytes.length, ...(annotations ? { annotations } : {}) };
    });
    return json({ schemaVersion: 2, mediaType: manifestType, ...more, layers: described });
  }
}
