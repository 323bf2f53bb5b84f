/** Whether a text can be a secret that somebody wrote down. */
import { isPlaceholder } from './values';

const noSecret = /^(?:yes|no|on|off|disabled|enabled|auto|default|required|optional|invalid|missing|unknown|-?\d{1,3})$/i;
const filledInLater = /^(?:%.*%|__.*__|\*+|\.{2,}|change[_-]?(?:me|it|this).*|(?:the|enter|put|add)[_-].*|.*[_-]here|tbd|fixme|masked|hidden)$/i;

/** A literal that is used as a secret: no placeholder, switch, path, variable, command or plain URL. */
export function isLiteralSecret(value: string): boolean {
  const text = value.trim().replace(/^("|')(.*)\1$/s, '$2');
  if (text.length < 3 || noSecret.test(text) || isPlaceholder(text) || filledInLater.test(text)) return false;
  // One letter again and again: as many bytes as are needed, and no secret.
  if (/^(.)\1{15,}=*$/.test(text)) return false;
  if (/[$`]|^\{|^!/.test(text) || /\s/.test(text)) return false;
  // Files and URLs are where a secret comes from.
  if (/[\\/][\w.-]+\.(?:pem|key|crt|json|txt|jks|p12|pfx|ya?ml|env|secret)$/i.test(text)) return false;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w.-]+(?:[\\/.]|$)/.test(text) || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return false;
  return !/^(?:file|vault|ssm|arn|env|secretsmanager|op):/i.test(text);
}

/** Letters only, in the casing of a word or of several, `build-key` and `not_so_secret` too: hardly random, more likely a stand-in. */
export function isWord(text: string): boolean {
  if (/^[a-z]{2,}(?:[-_][a-z]{1,}){1,9}$/i.test(text)) return text.split(/[-_]/).every((part) => /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(part));
  return /^(?:[a-z]+|[A-Z]+|(?:[A-Z]?[a-z]{2,}){1,6})$/.test(text);
}
