/** Credentials by their form: provider prefixes and lengths, from the providers' documentation. Patterns are linear in the text and are only tried where their keyword stands. */

interface SecretPattern {
  readonly label: string;
  /** Lower-case text that must stand in the text for the pattern to be tried. */
  readonly keyword: string;
  readonly pattern: RegExp;
}

const patterns: readonly SecretPattern[] = [
  { label: 'AWS access key id', keyword: 'akia', pattern: /\bAKIA[0-9A-Z]{16}\b/g },
  { label: 'temporary AWS access key id', keyword: 'asia', pattern: /\bASIA[0-9A-Z]{16}\b/g },
  { label: 'GitHub token', keyword: 'gh', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g },
  { label: 'GitHub fine-grained token', keyword: 'github_pat_', pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g },
  { label: 'GitLab token', keyword: 'glpat-', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/g },
  { label: 'npm token', keyword: 'npm_', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { label: 'PyPI token', keyword: 'pypi-', pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,}/g },
  { label: 'Slack token', keyword: 'xox', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { label: 'Slack webhook', keyword: 'hooks.slack.com', pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{20,}/g },
  { label: 'Google API key', keyword: 'aiza', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/g },
  { label: 'Stripe secret key', keyword: 'sk_live_', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,}\b/g },
  { label: 'SendGrid key', keyword: 'sg.', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g },
  { label: 'DigitalOcean token', keyword: 'dop_v1_', pattern: /\bdop_v1_[a-f0-9]{64}\b/g },
  { label: 'Docker Hub token', keyword: 'dckr_pat_', pattern: /\bdckr_pat_[A-Za-z0-9_-]{20,}/g },
  { label: 'Hugging Face token', keyword: 'hf_', pattern: /\bhf_[A-Za-z0-9]{30,}\b/g },
  { label: 'OpenAI key', keyword: 'sk-', pattern: /\bsk-(?:proj-)?[A-Za-z0-9_-]{40,}\b/g },
  { label: 'HashiCorp Vault token', keyword: 'hvs.', pattern: /\bhvs\.[A-Za-z0-9_-]{24,}/g },
  { label: 'private key', keyword: '-----begin', pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g },
];

export interface FoundSecret {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

const anyKeyword = new RegExp(patterns.map(({ keyword }) => keyword.replace(/[.\\]/g, '\\$&')).join('|'), 'i');

/** A quick look: false where `findSecrets` can find nothing. */
export function mayHoldSecret(text: string): boolean {
  return anyKeyword.test(text);
}

/** Credentials in a text by provider pattern; examples and placeholders are left out. Offsets are into the text. */
export function findSecrets(text: string): FoundSecret[] {
  const lower = text.toLowerCase();
  return patterns.flatMap(({ label, keyword, pattern }) => {
    if (!lower.includes(keyword)) return [];
    return [...text.matchAll(pattern)].filter((match) => !isPlaceholder(match[0])).map((match) => ({ label, start: match.index, end: match.index + match[0].length }));
  });
}

const placeholderWords = /example|changeme|change_me|placeholder|your[_-]?|dummy|redacted|insert|replace|todo|sample|xxxx|0000000|1234567890abcdef/i;

/** Text that stands for a value to be filled in. */
export function isPlaceholder(value: string): boolean {
  return value === '' || placeholderWords.test(value) || /^[<{[(].*[>}\])]$/.test(value) || /^(.)\1*$/.test(value) || /^(?:none|null|nil|true|false|unset|empty|undefined)$/i.test(value);
}

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const ch of text) counts.set(ch, (counts.get(ch) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a value under a secret's name is the secret itself: not a variable, path, address without login, switch or placeholder. */
export function isLiteralSecret(value: string): boolean {
  const text = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  return !isPlaceholder(text) && !/\$|^\/|^\.{0,2}\/|^[a-z][a-z0-9+.-]*:\/\/|^(?:yes|no|on|off|required|optional)$/i.test(text) && !/\s/.test(text) && text.length >= 3 && !/^\d{1,4}$/.test(text);
}
