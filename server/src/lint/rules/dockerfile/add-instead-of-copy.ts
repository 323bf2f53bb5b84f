import { archiveName, remoteSource } from '../../dockerfile/add-sources';
import type { Instruction, Word } from '../../dockerfile/model';
import { defineRule } from '../../rule';

/** Flags that only ADD has. */
const addOnly: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

export const addInsteadOfCopy = defineRule({
  name: 'add-instead-of-copy',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD'],
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3020'], trivy: ['DS-0005'], checkov: ['CKV_DOCKER_4'], kics: ['add_instead_of_copy'], semgrep: ['prefer-copy-over-add'], dockle: ['CIS-DI-0009'], sonar: ['S7029'], droast: ['DF006'], cis: ['4.9'],
  },
  fix: 'safe',
  docs: {
    what: 'ADD copies plain files of the build context.',
    why: 'ADD also downloads addresses and unpacks archives, so a file that becomes one of these is suddenly treated otherwise. COPY only copies, and says so.',
    bad: 'FROM alpine:3.24\nADD app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
    good: 'FROM alpine:3.24\nCOPY app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
    exceptions: 'Archives, addresses, git repositories, and variables of unknown value that may be either.',
  },
  messages: { plain: 'ADD would unpack an archive or fetch an address; for plain files use COPY.' },
  check(file, report) {
    for (const instruction of file.all('ADD')) {
      const sources = instruction.copy?.sources ?? [];
      if (sources.length === 0 || instruction.flags.some((flag) => addOnly.has(flag.name)) || !sources.every((source) => isPlain(source, instruction))) continue;
      const keyword = file.source.slice(instruction.keywordSpan);
      const newText = keyword === keyword.toLowerCase() ? 'copy' : 'COPY';
      // What a pattern or a directory name finds may hold archives that ADD unpacks.
      const certain = sources.every(({ resolved }) => resolved !== undefined && !/[*?[]/.test(resolved));
      report(instruction.keywordSpan, 'plain', { fixes: [{ title: 'Use COPY', applicability: certain ? 'safe' : 'unsafe', edits: [{ span: instruction.keywordSpan, newText }] }] });
    }
  },
});

function isPlain(source: Word, instruction: Instruction): boolean {
  const path = source.resolved;
  if (path !== undefined) return !archiveName.test(path) && !remoteSource.test(path);
  // An unknown source that gets a file name of its own with another ending is no archive.
  const destination = instruction.copy?.destination?.resolved ?? '';
  return !remoteSource.test(source.value) && /\/?[^/]+\.(?!tar$|t?gz$|zip$)\w+$/.test(destination) && !destination.endsWith('/');
}
