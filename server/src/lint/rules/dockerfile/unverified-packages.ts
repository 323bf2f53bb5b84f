import { findUncheckedPackages } from '../../shell/package-signatures';
import { defineRule } from '../../rule';

export const unverifiedPackages = defineRule({
  name: 'unverified-packages',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN', 'COPY', 'ADD', 'ENV', 'ARG'],
  severity: 'error',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { checkov: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'] },
  docs: {
    what: 'An option, a setting or a line of a repository file switches off the check of package signatures or checksums.',
    why: 'Signatures are what ties a package to its distribution. Without them a mirror, a proxy or anybody on the way can put a package of their own into the image, and it is installed as root.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache --allow-untrusted ./tool.apk\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache ./tool.apk\nUSER 10001\n',
    exceptions: 'A repository of your own needs its key (in /etc/apk/keys, signed-by=, rpm --import), not this switch. Releases that have ended are left alone where they come from their archive (archive.debian.org and the like), since their signatures have expired.',
  },
  messages: {
    option: '{what} lets {tool} install packages that nobody signed. Remove it and install the key of the repository instead.',
    setting: '"{what}" lets {tool} install packages that nobody signed. Remove it and install the key of the repository instead.',
    variable: '{what} switches the check of module checksums off in {tool}, so a replaced module goes unnoticed. Remove it.',
  },
  check(file, report) {
    for (const { kind, tool, what, span, fix } of findUncheckedPackages(file)) {
      report(span, kind, { data: { what, tool }, fixes: fix ? [{ title: fix.title, applicability: 'unsafe', edits: [fix.edit] }] : [] });
    }
  },
});
