import assert from 'node:assert/strict';
import { findSecrets, isPlaceholder } from '../../../server/src/lint/secrets/values';

/** Letters and digits without any repetition that would make them a placeholder. */
function random(length: number, alphabet = 'aZ7bY3cX9dW1eV5fU8gT2hS6iR4jQ0kP'): string {
  let text = '';
  for (let i = 0, at = 11; i < length; i++, at = (at * 13 + 7 + i) % alphabet.length) text += alphabet[at];
  return text;
}

const hex = (length: number): string => random(length, '3a9f7c1e5b8d2046');
const upper = (length: number): string => random(length, 'Q7WE4RT2YU9IO5PA');
const digits = (length: number): string => '739148620519273846'.slice(0, length);

const samples: readonly (readonly [string, string])[] = [
  ['AWS access key id', `AKIA${upper(16)}`],
  ['temporary AWS access key id', `ASIA${upper(16)}`],
  ['Google API key', `AIza${random(35)}`],
  ['Google OAuth client secret', `GOCSPX-${random(28)}`],
  ['Azure client secret', `${random(3)}8Q~${random(34)}`],
  ['DigitalOcean token', `dop_v1_${hex(64)}`],
  ['Heroku key', `HRKU-${random(36)}`],
  ['Netlify token', `nfp_${random(36)}`],
  ['Fly.io token', `fm2_${random(100)}`],
  ['Tailscale key', `tskey-auth-${random(12)}-${random(32)}`],
  ['PlanetScale credential', `pscale_tkn_${random(43)}`],
  ['Databricks token', `dapi${hex(32)}`],
  ['GitHub token', `ghp_${random(36)}`],
  ['GitHub token', `ghs_${random(36)}`],
  ['GitHub fine-grained token', `github_pat_${random(22)}_${random(59)}`],
  ['GitLab token', `glpat-${random(20)}`],
  ['Bitbucket app password', `ATBB${random(32)}`],
  ['Atlassian token', `ATATT3${random(180)}`],
  ['npm token', `npm_${random(36)}`],
  ['PyPI token', `pypi-AgE${random(60)}`],
  ['RubyGems key', `rubygems_${hex(48)}`],
  ['crates.io token', `cio${random(32)}`],
  ['NuGet key', `oy2${random(43).toLowerCase()}`],
  ['Docker Hub token', `dckr_pat_${random(27)}`],
  ['Artifactory key', `AKCp${random(69)}`],
  ['Artifactory reference token', `cmVmdGtu${random(56)}`],
  ['HashiCorp Vault token', `hvs.${random(90)}`],
  ['Terraform Cloud token', `${random(14)}.atlasv1.${random(67)}`],
  ['Pulumi token', `pul-${hex(40)}`],
  ['Doppler token', `dp.st.prd.${random(43)}`],
  ['Grafana token', `glsa_${random(32)}_${hex(8)}`],
  ['New Relic key', `NRAK-${upper(27)}`],
  ['Sentry token', `sntryu_${hex(64)}`],
  ['Dynatrace token', `dt0c01.${upper(24)}.${upper(64)}`],
  ['Slack token', `xoxb-${digits(12)}-${random(24)}`],
  ['Slack webhook', `https://hooks.slack.com/services/T${upper(9)}/B${upper(9)}/${random(24)}`],
  ['Discord webhook', `https://discord.com/api/webhooks/${digits(18)}/${random(68)}`],
  ['Telegram bot token', `${digits(9)}:AA${random(33)}`],
  ['SendGrid key', `SG.${random(22)}.${random(43)}`],
  ['Mailgun key', `key-${hex(32)}`],
  ['Mailchimp key', `${hex(32)}-us14`],
  ['Stripe secret key', `sk_live_${random(24)}`],
  ['Stripe webhook secret', `whsec_${random(32)}`],
  ['Square token', `sq0atp-${random(22)}`],
  ['Shopify token', `shpat_${hex(32)}`],
  ['OpenAI key', `sk-proj-${random(48)}`],
  ['Anthropic key', `sk-ant-api03-${random(93)}`],
  ['Hugging Face token', `hf_${random(34)}`],
  ['Replicate token', `r8_${random(37)}`],
  ['Groq key', `gsk_${random(52)}`],
  ['Linear key', `lin_api_${random(40)}`],
  ['Notion token', `ntn_${random(46)}`],
  ['Figma token', `figd_${random(40)}`],
  ['Airtable token', `pat${random(14)}.${hex(64)}`],
  ['signed JSON web token', `eyJ${random(30)}.eyJ${random(40)}.${random(43)}`],
  ['secret key of age', `AGE-SECRET-KEY-1${upper(58)}`],
];

describe('values of secrets', () => {
  for (const [label, sample] of samples) {
    it(`knows a ${label}`, () => {
      const text = `curl -H "X: ${sample}" https://x.test`;
      assert.deepEqual(findSecrets(text), [{ label, start: 12, end: 12 + sample.length }]);
    });
  }

  it('knows an Azure storage account key by the name before it', () => {
    const key = `${random(86)}==`;
    const text = `AccountName=x;AccountKey=${key};`;
    assert.deepEqual(findSecrets(text), [{ label: 'Azure storage account key', start: 25, end: 25 + key.length }]);
  });

  it('knows private keys with content, in lines or escaped', () => {
    const body = random(64);
    for (const [header, next] of [['-----BEGIN RSA PRIVATE KEY-----', '\n'], ['-----BEGIN PRIVATE KEY-----', '\\n'], ['-----BEGIN OPENSSH PRIVATE KEY-----', ' '], ['-----BEGIN PGP PRIVATE KEY BLOCK-----', '\n\n'], ['-----BEGIN EC PRIVATE KEY-----', '\nProc-Type: 4,ENCRYPTED\n\n']] as const) {
      assert.deepEqual(findSecrets(header + next + body), [{ label: 'private key', start: 0, end: header.length }], header);
    }
    for (const text of ['grep -q "-----BEGIN PRIVATE KEY-----" x', `-----BEGIN CERTIFICATE-----\n${body}`, `-----BEGIN PUBLIC KEY-----\n${body}`]) assert.deepEqual(findSecrets(text), [], text);
    assert.equal(findSecrets('PuTTY-User-Key-File-3: ssh-ed25519')[0]?.label, 'PuTTY private key');
  });

  it('finds several', () => {
    assert.deepEqual(findSecrets(`AKIA${upper(16)} AKIA${upper(15)}Z npm_${random(36)}`).map(({ label }) => label), ['AWS access key id', 'AWS access key id', 'npm token']);
  });

  it('leaves examples, shorter and longer text alone', () => {
    for (const text of ['AKIAIOSFODNN7EXAMPLE', `AKIA${'X'.repeat(16)}`, `AKIA${upper(17)}`, `ghp_${random(20)}`, 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', `npm_${random(37)}`, 'https://github.com/x/y', 'sk-learn', `monkey-${hex(32)}`, 'https://discord.com/api/webhooks/']) {
      assert.deepEqual(findSecrets(text), [], text);
    }
  });
});

describe('placeholders', () => {
  it('stand for values to be filled in', () => {
    for (const text of ['', 'changeme', 'CHANGE_ME', 'your-token', '<token>', '{{ secret }}', 'xxxxxxxx', '********', 'none', '**None**', 'NULL', 'setme', 'todo', 'change_it_please']) assert.equal(isPlaceholder(text), true, text);
    for (const text of ['hunter2', 'setmenu', 'Tr4inSet9', 'nonet']) assert.equal(isPlaceholder(text), false, text);
  });
});
