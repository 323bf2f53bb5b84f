/**
 * Private keys by their content. Sources: RFC 7468 and RFC 5958 (PKCS #8), RFC 1421 (encrypted keys of OpenSSL's old form), openssh-portable PROTOCOL.key, PuTTY's documentation, appendix C.
 */
import type { SecretContent } from '../types';

const pem = /-----BEGIN ((?:[A-Z0-9]+ ){0,3})PRIVATE KEY(?: BLOCK)?-----/g;
/** Keys of one file that are looked at: bundles have a few. */
const mostKeys = 20;
/** Characters behind the header that are looked at: an RSA key of 16,384 bits has about 12,700. */
const mostCharacters = 16_384;
/** Characters of base64 that the shortest key (Ed25519 in PKCS #8) has. */
const fewestCharacters = 64;

/** The first key that is not encrypted, or else the first one. Undefined where there is none, or only the header of one, as in programs that read keys. */
export function privateKeyIn(text: string): SecretContent | undefined {
  const keys: SecretContent[] = [];
  let seen = 0;
  for (const match of text.matchAll(pem)) {
    if (++seen > mostKeys) break;
    const key = pemKey(match[1]!.trim(), text.slice(match.index + match[0].length, match.index + match[0].length + mostCharacters));
    if (key) keys.push(key);
  }
  const putty = /^PuTTY-User-Key-File-\d: .*\r?\nEncryption: (\S+)/.exec(text);
  if (putty) keys.push(keyOf('PuTTY', putty[1] !== 'none'));
  return keys.find(({ kind }) => kind === 'private-key') ?? keys[0];
}

function pemKey(type: string, rest: string): SecretContent | undefined {
  const body = rest.slice(0, end(rest));
  const material = body.replace(/^[\w-]+: .*$/gm, '').replace(/[^A-Za-z0-9+/=]/g, '');
  // Documentation has dots or one letter in place of the key.
  if (material.length < fewestCharacters || new Set(material).size < 16) return undefined;
  const encrypted = type === 'ENCRYPTED' || /^Proc-Type: 4,ENCRYPTED/m.test(body) || (type === 'OPENSSH' && isEncryptedOpenSsh(material));
  return keyOf(type === 'ENCRYPTED' ? '' : type === 'OPENSSH' ? 'OpenSSH' : type, encrypted);
}

function end(text: string): number {
  const at = text.indexOf('-----END');
  return at < 0 ? text.length : at;
}

function keyOf(type: string, encrypted: boolean): SecretContent {
  const what = [encrypted ? 'encrypted' : '', type, 'private key'].filter((word) => word !== '').join(' ');
  return { kind: encrypted ? 'encrypted-key' : 'private-key', what: `${/^(?:[aeiou]|RSA)/i.test(what) ? 'an' : 'a'} ${what}` };
}

const openSshMagic = Buffer.from('openssh-key-v1\0');

/** Behind the magic stands the name of the cipher, with its length in front. */
function isEncryptedOpenSsh(material: string): boolean {
  const bytes = Buffer.from(material.slice(0, 128), 'base64');
  if (!bytes.subarray(0, openSshMagic.length).equals(openSshMagic)) return false;
  const length = bytes.readUInt32BE(openSshMagic.length);
  const start = openSshMagic.length + 4;
  return bytes.toString('latin1', start, start + Math.min(length, 32)) !== 'none';
}
