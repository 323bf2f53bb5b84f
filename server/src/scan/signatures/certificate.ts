/** What the certificate of a keyless signature claims. Nothing here says that it is true: whether Sigstore issued it is checked in keyless/. */
import { X509Certificate } from 'node:crypto';

export interface CertificateClaims {
  /** Its subject alternative names, of which Fulcio writes one: `https://github.com/…`, `me@example.com`. */
  readonly identities: readonly string[];
  /** Who, says Fulcio, vouched for the identity: `https://token.actions.githubusercontent.com`. */
  readonly issuer?: string;
}

/** In bytes; Fulcio's have less than 2 KB. */
export const largestCertificate = 16 * 1024;

/** Object identifiers in DER. Fulcio's are 1.3.6.1.4.1.57264.1.N: N = 8 holds the issuer as a UTF8String, N = 1, which is older, as the bare text, N = 7 names a user. */
const issuerV2 = Buffer.from('060a2b0601040183bf300108', 'hex');
const issuerV1 = Buffer.from('060a2b0601040183bf300101', 'hex');
const userName = Buffer.from('060a2b0601040183bf300107', 'hex');
const subjectAlternativeName = Buffer.from('0603551d11', 'hex');

/** Of PEM or DER; without identities where it cannot be read. */
export function certificateClaims(certificate: string | Buffer): CertificateClaims {
  if (certificate.length > largestCertificate) return { identities: [] };
  try {
    const extensions = extensionsOf(new X509Certificate(certificate).raw);
    const issuer = issuerIn(extensions);
    return { identities: identitiesIn(extensions), ...(issuer === undefined ? {} : { issuer }) };
  } catch {
    return { identities: [] };
  }
}

interface Extension {
  /** In DER. */
  readonly name: Buffer;
  readonly value: Buffer;
}

function valueOf(extensions: readonly Extension[], name: Buffer): Buffer | undefined {
  return extensions.find((extension) => extension.name.equals(name))?.value;
}

function issuerIn(extensions: readonly Extension[]): string | undefined {
  const text = elementAt(valueOf(extensions, issuerV2), 0);
  return text?.tag === utf8String ? text.content.toString('utf8') : valueOf(extensions, issuerV1)?.toString('utf8');
}

function identitiesIn(extensions: readonly Extension[]): string[] {
  const names = elementsOf(elementAt(valueOf(extensions, subjectAlternativeName), 0)?.content);
  return names.flatMap(({ tag, content }) => {
    if (tag === mailName || tag === uriName) return content.toString('utf8');
    const [type, value] = tag === otherName ? elementsOf(content) : [];
    const user = type && content.subarray(0, type.end).equals(userName) ? elementAt(value?.content, 0) : undefined;
    return user?.tag === utf8String ? user.content.toString('utf8') : [];
  });
}

const octetString = 0x04;
const utf8String = 0x0c;
const sequence = 0x30;
/** `[3] EXPLICIT`, the last field of what is signed in a certificate. */
const extensionsTag = 0xa3;
/** Choices of a GeneralName: `[0]`, `[1]`, `[6]`. */
const otherName = 0xa0;
const mailName = 0x81;
const uriName = 0x86;

function extensionsOf(der: Buffer): Extension[] {
  const signed = elementAt(elementAt(der, 0)?.content, 0)?.content;
  const list = elementAt(elementsOf(signed).find(({ tag }) => tag === extensionsTag)?.content, 0);
  return elementsOf(list?.content).flatMap(({ tag, content }) => {
    const [name, ...rest] = tag === sequence ? elementsOf(content) : [];
    // A flag "critical" may stand between name and value.
    const value = rest.at(-1);
    return name && value?.tag === octetString ? { name: content.subarray(0, name.end), value: value.content } : [];
  });
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
