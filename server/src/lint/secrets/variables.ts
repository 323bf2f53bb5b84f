/** What is written as the value of a variable that is named like a credential. */
import { embeddedPassword, isWeakPassword } from './connection-string';
import { isLiteralSecret, isWord } from './literal';
import { wordsOfName } from './names';
import { findSecrets, isPlaceholder } from './values';

export interface WrittenSecret {
  /** `placeholder`: something to be replaced. `literal`: the credential. `known`: so is a token of a known form, or an address with a password. */
  readonly kind: 'placeholder' | 'literal' | 'known';
  /** A literal that everybody tries first, or a plain word. */
  readonly weak: boolean;
}

/** Undefined where it is empty, or a path, an address or a switch. `name` is known to be a credential's. */
export function writtenSecret(name: string, value: string): WrittenSecret | undefined {
  const text = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (text === '' || isNoSecret(name, text)) return undefined;
  if (findSecrets(text).length > 0 || embeddedPassword(text)) return { kind: 'known', weak: false };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  if (isPlaceholder(text) || !isLiteralSecret(text)) return { kind: 'placeholder', weak: false };
  return { kind: 'literal', weak: isWeakPassword(text) || isWord(text) };
}

/** Switches, nothing in words, files, fingerprints of keys, and the value that Rails takes for none. */
function isNoSecret(name: string, text: string): boolean {
  if (/^\**(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|undefined|unset|required|optional|[01])\**$/i.test(text)) return true;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(text) || /^[\w./\\-]+\.(?:pem|key|pub|crt|cer|asc|gpg|jks|p12|pfx|json|ya?ml|txt|env|conf|properties|sh|bash|py|pl|rb)$/i.test(text)) return true;
  // A server and its port.
  if (/^[a-z][\w.-]*:\d{2,5}$/i.test(text) && wordsOfName(name).includes('auth')) return true;
  if (/^(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40})$/.test(text.replace(/\s/g, '')) && /\d/.test(text) && wordsOfName(name).includes('key')) return true;
  return wordsOfName(name).some((word) => /^(?:gpg|gnupg|pgp)$/.test(word)) && /^(?:0x)?[0-9a-f\s]{8,}$/i.test(text) || (/^SECRET_KEY_BASE/.test(name) && text === '1');
}
