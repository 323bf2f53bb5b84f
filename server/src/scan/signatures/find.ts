/**
 * Finds the signatures of an image: under cosign's tag for it, and among what refers to it, by the registry's list or by the tag that stands in for one.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md (listing referrers, referrers tag schema)
 */
import { isRegistryError } from '../registry/errors';
import { isDigest, type Artifacts } from './artifacts';
import { bundleType, largestBundle, readBundle } from './bundle';
import type { Candidate } from './candidate';
import { isObject, MalformedError, objectIn, objectsIn, parseObject, textIn, type Json } from './json';
import { largestPayload, signatureAnnotation, simpleSigning, simpleSigningType } from './simple-signing';
import type { SignatureRecord } from './types';

/** A signature to be judged, one that needs no judging, or something that could not be read, so that a signature may have been missed. */
export type Found = { readonly candidate: Candidate } | { readonly record: SignatureRecord } | { readonly problem: string };

const notationType = 'application/vnd.cncf.notary.signature';
const cosignArtifact = 'application/vnd.dev.cosign.artifact.sig.v1+json';
/** A builder that signs every night appends a layer each time. */
const mostLayers = 500;
const mostReferrers = 100;
/** Blobs of one image that are fetched. */
const mostBlobs = 100;

/** Of what a signature would be: others (bills of materials, for one) are not fetched. Clients that do not know `artifactType` write the type of the configuration, which is empty. */
const mayHoldSignature = /^(?:|application\/vnd\.oci\.empty\.v1\+json|application\/vnd\.oci\.image\.config\.v1\+json|application\/vnd\.dev\.sigstore\.bundle.*|application\/vnd\.dev\.cosign\.artifact\.sig\.v1\+json)$/;

/**
 * Asks only for as much as is read of it: who has found a good signature stops.
 *
 * @throws AbortError when the signal of the source is raised
 */
export async function* findSignatures(artifacts: Artifacts, digest: string): AsyncGenerator<Found> {
  const finder = new Finder(artifacts, digest);
  yield* finder.tagged();
  yield* finder.referring();
}

class Finder {
  private readonly seen = new Set<string>();
  private readonly fetched = new Set<string>();
  private layers = 0;

  constructor(
    private readonly artifacts: Artifacts,
    private readonly digest: string,
  ) {}

  async *tagged(): AsyncGenerator<Found> {
    // Longer digests have no tag of this kind: it would be too long for one.
    if (!this.digest.startsWith('sha256:')) return;
    const tag = `${this.digest.replace(':', '-')}.sig`;
    const manifest = await this.attempt('cosign', tag, async () => {
      const found = await this.artifacts.tagged(tag);
      return found && parseObject(found.bytes);
    });
    if ('failed' in manifest) yield manifest.failed;
    else if (manifest.value) yield* this.signaturesOf(manifest.value, tag);
  }

  async *referring(): AsyncGenerator<Found> {
    const tag = fallbackTag(this.digest);
    const lists = await this.attempt('cosign', tag, async () => {
      const { pages, complete } = (await this.artifacts.referrers(this.digest)) ?? { pages: [(await this.artifacts.tagged(tag))?.bytes], complete: true };
      return { descriptors: pages.flatMap((page) => (page ? objectsIn(parseObject(page), 'manifests') : [])), complete };
    });
    if ('failed' in lists) return void (yield lists.failed);
    const all = lists.value.descriptors.filter((descriptor) => isSignature(textIn(descriptor, 'artifactType')));
    if (!lists.value.complete) yield { problem: 'The list of what belongs to the image is longer than is read. Remove what is of no use any more.' };
    if (all.length > mostReferrers) yield { problem: `There are ${all.length} artifacts that may be signatures; only the first ${mostReferrers} are looked at. Remove those that are of no use any more.` };
    for (const descriptor of all.slice(0, mostReferrers)) yield* this.referrer(descriptor);
  }

  private async *referrer(descriptor: Json): AsyncGenerator<Found> {
    const digest = textIn(descriptor, 'digest');
    if (!isDigest(digest) || this.seen.has(digest)) return;
    this.seen.add(digest);
    if (textIn(descriptor, 'artifactType') === notationType) return void (yield notation(digest));
    const manifest = await this.attempt('bundle', digest, async () => parseObject(await this.artifacts.manifest(digest)));
    if ('failed' in manifest) return void (yield manifest.failed);
    const { value } = manifest;
    const type = textIn(value, 'artifactType') ?? textIn(objectIn(value, 'config'), 'mediaType') ?? '';
    if (type === notationType) return void (yield notation(digest));
    if (textIn(objectIn(value, 'subject'), 'digest') !== this.digest) {
      if (type.startsWith(bundleType) || type === cosignArtifact) yield { record: { form: type === cosignArtifact ? 'cosign' : 'bundle', where: digest, state: 'refused', reason: `It belongs to another image than ${this.digest}, though it is listed for that.` } };
      return;
    }
    yield* this.signaturesOf(value, digest);
  }

  /** Layers that are signatures. */
  private async *signaturesOf(manifest: Json, where: string): AsyncGenerator<Found> {
    for (const layer of objectsIn(manifest, 'layers')) {
      const type = textIn(layer, 'mediaType') ?? '';
      const form = type === simpleSigningType ? 'cosign' : type.startsWith(bundleType) ? 'bundle' : undefined;
      if (!form) continue;
      const blob = textIn(layer, 'digest');
      const annotations = objectIn(layer, 'annotations');
      // The same payload may be signed by several; the same signature over the same payload says nothing more.
      const key = JSON.stringify([blob, textIn(annotations, signatureAnnotation)]);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      if (++this.layers > mostLayers) return void (yield { problem: `${where} holds more signatures than the ${mostLayers} that are looked at. Remove those that are of no use any more.` });
      if (!isDigest(blob)) {
        yield { record: { form, where, state: 'refused', reason: `It is a layer of ${where} without a digest that can be asked for.` } };
        continue;
      }
      if (!this.fetched.has(blob) && this.fetched.size >= mostBlobs) return void (yield { problem: `${where} holds more different signatures than the ${mostBlobs} that are fetched. Remove those that are of no use any more.` });
      this.fetched.add(blob);
      const found = await this.attempt(form, blob, () => this.candidate(form, blob, annotations));
      yield 'failed' in found ? found.failed : { candidate: found.value };
    }
  }

  private async candidate(form: 'cosign' | 'bundle', blob: string, annotations: Json): Promise<Candidate> {
    if (form === 'cosign') return simpleSigning(await this.artifacts.payload(blob, largestPayload), annotations, blob);
    const bundle = await this.artifacts.blob(blob, largestBundle);
    return readBundle(bundle, blob, { digest: this.digest, manifest: needsManifest(bundle) ? await this.artifacts.manifest(this.digest) : Buffer.alloc(0) });
  }

  /** What cannot be understood costs this signature; what cannot be fetched may be asked for again. */
  private async attempt<T>(form: SignatureRecord['form'], where: string, work: () => Promise<T>): Promise<{ readonly value: T } | { readonly failed: Found }> {
    try {
      return { value: await work() };
    } catch (error) {
      if (error instanceof MalformedError) return { failed: { record: { form, where, state: 'refused', reason: `${isDigest(where) ? 'It' : `What the tag ${where} stands for`} ${error.message}. Have the image signed again.` } } };
      if (isRegistryError(error)) return { failed: { problem: `${where} could not be read. ${error.message}` } };
      throw error;
    }
  }
}

function isSignature(artifactType = ''): boolean {
  return artifactType === notationType || mayHoldSignature.test(artifactType);
}

function needsManifest(bundle: Buffer): boolean {
  const { messageSignature } = parseObject(bundle);
  return isObject(messageSignature);
}

function notation(where: string): Found {
  return { record: { form: 'notation', where, state: 'unchecked', reason: 'It is a signature of Notation (Notary Project), which Plimsoll does not check. "notation verify" does.' } };
}

/** The tag under which clients list what refers to a manifest, where the registry does not. */
function fallbackTag(digest: string): string {
  const [algorithm, hex] = digest.split(':') as [string, string];
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}
