/**
 * cosign's own form: a layer whose blob says, in the JSON of "simple signing", which image is meant, and whose annotation is the signature over just that blob.
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 * https://github.com/containers/image/blob/main/docs/containers-signature.5.md
 */
import type { Candidate } from './candidate';
import { bytesIn, MalformedError, objectIn, parseObject, textIn, type Json } from './json';
import { proofInAnnotations } from './proof';

export const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** Larger payloads are not read. In bytes. */
export const largestPayload = 256 * 1024;

export const signatureAnnotation = 'dev.cosignproject.cosign/signature';
const certificateAnnotation = 'dev.sigstore.cosign/certificate';
const payloadType = 'cosign container image signature';

/** @throws MalformedError */
export function simpleSigning(payload: Buffer, annotations: Json, where: string): Candidate {
  const signature = bytesIn(annotations, signatureAnnotation);
  if (!signature) throw new MalformedError(`has no signature in its annotation ${signatureAnnotation}`);
  const critical = objectIn(parseObject(payload), 'critical');
  if (textIn(critical, 'type') !== payloadType) throw new MalformedError(`is no "${payloadType}"`);
  const digest = textIn(objectIn(critical, 'image'), 'docker-manifest-digest');
  if (digest === undefined) throw new MalformedError('names no digest of an image (critical.image.docker-manifest-digest)');
  const name = textIn(objectIn(critical, 'identity'), 'docker-reference');
  const certificate = textIn(annotations, certificateAnnotation);
  return { form: 'cosign', where, bytes: payload, signature, digests: [digest], ...(name === undefined ? {} : { name }), ...(certificate === undefined ? {} : { keyless: { certificate, proof: proofInAnnotations(annotations) } }) };
}
