/** Credentials by their form: provider prefixes and lengths, from the providers' documentation. Patterns are linear in the text and are only tried where their keyword stands. */

interface SecretPattern {
  /** What it is, as it reads after "This is a". */
  readonly label: string;
  /** One of them must stand in the text, exactly so, for the pattern to be tried. */
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
}

const patterns: readonly SecretPattern[] = [
  // Clouds and hosting
  { label: 'AWS access key id', keywords: ['AKIA'], pattern: /\bAKIA[0-9A-Z]{16}\b/g },
  { label: 'temporary AWS access key id', keywords: ['ASIA'], pattern: /\bASIA[0-9A-Z]{16}\b/g },
  { label: 'Google API key', keywords: ['AIza'], pattern: /\bAIza[0-9A-Za-z_-]{35}(?![\w-])/g },
  { label: 'Google OAuth client secret', keywords: ['GOCSPX-'], pattern: /\bGOCSPX-[A-Za-z0-9_-]{28}(?![\w-])/g },
  { label: 'Azure storage account key', keywords: ['AccountKey='], pattern: /(?<=\bAccountKey=)[A-Za-z0-9+/]{86}==/g },
  { label: 'Azure client secret', keywords: ['8Q~'], pattern: /(?<![\w~.-])[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{34}(?![\w~.-])/g },
  { label: 'DigitalOcean token', keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'], pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { label: 'Heroku key', keywords: ['HRKU-'], pattern: /\bHRKU-[A-Za-z0-9_-]{36,}/g },
  { label: 'Netlify token', keywords: ['nfp_'], pattern: /\bnfp_[A-Za-z0-9]{36}\b/g },
  { label: 'Fly.io token', keywords: ['fm1r_', 'fm2_'], pattern: /\bfm(?:1r|2)_[A-Za-z0-9+/=_-]{90,}/g },
  { label: 'Tailscale key', keywords: ['tskey-'], pattern: /\btskey-(?:api|auth|client|scim|webhook)-[A-Za-z0-9]{6,}-[A-Za-z0-9]{20,}/g },
  { label: 'PlanetScale credential', keywords: ['pscale_'], pattern: /\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,}/g },
  { label: 'Databricks token', keywords: ['dapi'], pattern: /\bdapi[a-f0-9]{32}(?:-\d)?\b/g },
  // Code and registries
  { label: 'GitHub token', keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g },
  { label: 'GitHub fine-grained token', keywords: ['github_pat_'], pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g },
  { label: 'GitLab token', keywords: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glft-'], pattern: /\bgl(?:pat|dt|rt|ptt|cbt|ft)-[A-Za-z0-9_-]{20,}/g },
  { label: 'Bitbucket app password', keywords: ['ATBB'], pattern: /\bATBB[A-Za-z0-9_=.-]{28,}/g },
  { label: 'Atlassian token', keywords: ['ATATT3', 'ATCTT3'], pattern: /\bAT[AC]TT3[A-Za-z0-9_=-]{60,}/g },
  { label: 'npm token', keywords: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { label: 'PyPI token', keywords: ['pypi-AgE'], pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,}/g },
  { label: 'RubyGems key', keywords: ['rubygems_'], pattern: /\brubygems_[a-f0-9]{48}\b/g },
  { label: 'crates.io token', keywords: ['cio'], pattern: /\bcio[A-Za-z0-9]{32}\b/g },
  { label: 'NuGet key', keywords: ['oy2'], pattern: /\boy2[a-z0-9]{43}\b/g },
  { label: 'Docker Hub token', keywords: ['dckr_pat_', 'dckr_oat_'], pattern: /\bdckr_[po]at_[A-Za-z0-9_-]{20,}/g },
  { label: 'Artifactory key', keywords: ['AKCp'], pattern: /\bAKCp[A-Za-z0-9]{69}\b/g },
  { label: 'Artifactory reference token', keywords: ['cmVmdGtu'], pattern: /\bcmVmdGtu[A-Za-z0-9]{56}\b/g },
  // Operations
  { label: 'HashiCorp Vault token', keywords: ['hvs.', 'hvb.'], pattern: /\bhv[bs]\.[A-Za-z0-9_-]{24,}/g },
  { label: 'Terraform Cloud token', keywords: ['.atlasv1.'], pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}/g },
  { label: 'Pulumi token', keywords: ['pul-'], pattern: /\bpul-[a-f0-9]{40}\b/g },
  { label: 'Doppler token', keywords: ['dp.'], pattern: /\bdp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]+\.)?[A-Za-z0-9]{40,}/g },
  { label: 'Grafana token', keywords: ['glsa_'], pattern: /\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\b/g },
  { label: 'New Relic key', keywords: ['NRAK-'], pattern: /\bNRAK-[A-Z0-9]{27}\b/g },
  { label: 'Sentry token', keywords: ['sntrys_', 'sntryu_'], pattern: /\bsntry[su]_[A-Za-z0-9+/=_-]{60,}/g },
  { label: 'Dynatrace token', keywords: ['dt0c01.'], pattern: /\bdt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b/g },
  // Messages and mail
  { label: 'Slack token', keywords: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'], pattern: /\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}/g },
  { label: 'Slack webhook', keywords: ['hooks.slack.com'], pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{20,}/g },
  { label: 'Discord webhook', keywords: ['/api/webhooks/'], pattern: /https:\/\/discord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{60,}/g },
  { label: 'Telegram bot token', keywords: [':AA'], pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![\w-])/g },
  { label: 'SendGrid key', keywords: ['SG.'], pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![\w-])/g },
  { label: 'Mailgun key', keywords: ['key-'], pattern: /\bkey-[a-f0-9]{32}\b/g },
  { label: 'Mailchimp key', keywords: ['-us'], pattern: /\b[a-f0-9]{32}-us\d{1,2}\b/g },
  // Shops and payment
  { label: 'Stripe secret key', keywords: ['k_live_'], pattern: /\b[rs]k_live_[A-Za-z0-9]{20,}\b/g },
  { label: 'Stripe webhook secret', keywords: ['whsec_'], pattern: /\bwhsec_[A-Za-z0-9+/=]{32,}/g },
  { label: 'Square token', keywords: ['sq0atp-', 'sq0csp-'], pattern: /\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}(?![\w-])/g },
  { label: 'Shopify token', keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/g },
  // Tools
  { label: 'OpenAI key', keywords: ['sk-'], pattern: /\bsk-(?!ant-)(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{40,}/g },
  { label: 'Anthropic key', keywords: ['sk-ant-'], pattern: /\bsk-ant-[a-z0-9]+-[A-Za-z0-9_-]{60,}/g },
  { label: 'Hugging Face token', keywords: ['hf_'], pattern: /\bhf_[A-Za-z0-9]{30,}\b/g },
  { label: 'Replicate token', keywords: ['r8_'], pattern: /\br8_[A-Za-z0-9]{37}\b/g },
  { label: 'Groq key', keywords: ['gsk_'], pattern: /\bgsk_[A-Za-z0-9]{52}\b/g },
  { label: 'Linear key', keywords: ['lin_api_'], pattern: /\blin_api_[A-Za-z0-9]{40}\b/g },
  { label: 'Notion token', keywords: ['ntn_'], pattern: /\bntn_[A-Za-z0-9]{43,}\b/g },
  { label: 'Figma token', keywords: ['figd_'], pattern: /\bfigd_[A-Za-z0-9_-]{40,}/g },
  { label: 'Airtable token', keywords: ['pat'], pattern: /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g },
  // Keys and tokens of any maker
  // Two parts that begin like the base64 of `{"`, and a signature. Their lengths are bounded, since a text may have many such beginnings and no end.
  { label: 'signed JSON web token', keywords: ['eyJ'], pattern: /\beyJ[A-Za-z0-9_-]{15,500}\.eyJ[A-Za-z0-9_-]{15,4000}\.[A-Za-z0-9_-]{20,}/g },
  { label: 'private key', keywords: ['-----BEGIN'], pattern: /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?=[\s\S]{0,300}?[A-Za-z0-9+/]{32})/g },
  { label: 'PuTTY private key', keywords: ['PuTTY-User-Key-File-'], pattern: /\bPuTTY-User-Key-File-\d(?=:)/g },
  { label: 'secret key of age', keywords: ['AGE-SECRET-KEY-1'], pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g },
];

export interface FoundSecret {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** Credentials in a text by provider pattern; examples and placeholders are left out. Offsets are into the text. */
export function findSecrets(text: string): FoundSecret[] {
  return patterns
    .filter(({ keywords }) => keywords.some((keyword) => text.includes(keyword)))
    .flatMap(({ label, pattern }) => [...text.matchAll(pattern)].filter((match) => !isPlaceholder(match[0])).map((match) => ({ label, start: match.index, end: match.index + match[0].length })));
}

const placeholderWords = /example|change[_-]?(?:me|it|this|the)|placeholder|your|dummy|redacted|insert|replace|todo|sample|xxxx|0000000|1234567890abcdef|(?<![a-z])set_?me(?![a-z])/i;

/** Text that stands for a value to be filled in. */
export function isPlaceholder(value: string): boolean {
  return value === '' || placeholderWords.test(value) || /^[<{[(].*[>}\])]$/.test(value) || /^(.)\1*$/.test(value) || /^\**(?:none|null|nil|true|false|unset|empty|undefined)\**$/i.test(value);
}
