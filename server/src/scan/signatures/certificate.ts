/** What the certificate of a keyless signature claims. It is shown and never trusted: whether Sigstore issued it is not checked here. */
import { X509Certificate } from 'node:crypto';

export interface CertificateClaims {
  /** The subject alternative name: `URI:https://github.com/…`, `email:me@example.com`. */
  readonly identity?: string;
  /** Who, says Fulcio, vouched for the identity: `https://token.actions.githubusercontent.com`. */
  readonly issuer?: string;
}

const largestCertificate = 64 * 1024;

/** Fulcio's extensions, 1.3.6.1.4.1.57264.1.N, in DER: N = 8 holds a UTF8String, N = 1, which is older, the bare text. */
const issuerV2 = Buffer.from('060a2b0601040183bf300108', 'hex');
const issuerV1 = Buffer.from('060a2b0601040183bf300101', 'hex');

/** Of PEM or DER; empty where it cannot be read. */
export function certificateClaims(certificate: string | Buffer): CertificateClaims {
  if (certificate.length > largestCertificate) return {};
  try {
    const { subjectAltName, raw } = new X509Certificate(certificate);
    const issuer = issuerOf(raw);
    return { ...(subjectAltName ? { identity: subjectAltName } : {}), ...(issuer === undefined ? {} : { issuer }) };
  } catch {
    return {};
  }
}

function issuerOf(der: Buffer): string | undefined {
  const extensions = extensionsOf(der);
  for (const extension of extensions) {
    const name = elementAt(extension, 0);
    if (!name) continue;
    // A flag "critical" may stand between name and value.
    const second = elementAt(extension, name.end);
    const value = second?.tag === octetString ? second : second && elementAt(extension, second.end);
    if (value?.tag !== octetString) continue;
    const whole = extension.subarray(0, name.end);
    if (whole.equals(issuerV1)) return value.content.toString('utf8');
    const inner = whole.equals(issuerV2) ? elementAt(value.content, 0) : undefined;
    if (inner?.tag === utf8String) return inner.content.toString('utf8');
  }
  return undefined;
}

const octetString = 0x04;
const utf8String = 0x0c;
const sequence = 0x30;
/** `[3] EXPLICIT`, the last field of what is signed in a certificate. */
const extensionsTag = 0xa3;

/** The content of each extension: name, perhaps a flag, value. */
function extensionsOf(der: Buffer): Buffer[] {
  const signed = elementAt(elementAt(der, 0)?.content, 0)?.content;
  const list = elementAt(elementsOf(signed).find(({ tag }) => tag === extensionsTag)?.content, 0);
  return elementsOf(list?.content).filter(({ tag }) => tag === sequence).map(({ content }) => content);
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

function elementsOf(bytes: Buffer | undefined): Element[] {
  const found: Element[] = [];
  for (let at = 0, element = elementAt(bytes, at); element; element = elementAt(bytes, at)) {
    found.push(element);
    at = element.end;
  }
  return found;
}

/** One element of DER; undefined where none can be read. Tags of one byte only: certificates have no others. */
function elementAt(bytes: Buffer | undefined, at: number): Element | undefined {
  if (!bytes || at + 2 > bytes.length) return undefined;
  const short = bytes[at + 1]!;
  const more = short < 0x80 ? 0 : short & 0x7f;
  if (more > 4 || short === 0x80 || at + 2 + more > bytes.length) return undefined;
  const length = more === 0 ? short : bytes.readUIntBE(at + 2, more);
  const start = at + 2 + more;
  return start + length > bytes.length ? undefined : { tag: bytes[at]!, content: bytes.subarray(start, start + length), end: start + length };
}
