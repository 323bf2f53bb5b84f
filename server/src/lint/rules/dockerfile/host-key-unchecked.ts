import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

export const hostKeyUnchecked = defineRule({
  name: 'host-key-unchecked',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT', 'ENV', 'COPY', 'ADD'],
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'SSH is told to accept any host key, or to learn it from the net.',
    why: 'Whoever stands between the builder and the server can then answer as the server: the build gets other code, and passwords go to a stranger.',
    bad: 'FROM alpine:3.24\nRUN --mount=type=ssh GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no" git clone --depth 1 git@git.corp.test:app.git\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY known_hosts /etc/ssh/ssh_known_hosts\nRUN --mount=type=ssh git clone --depth 1 git@git.corp.test:app.git\nUSER 10001\n',
    exceptions: 'ssh-keyscan is a hint only: it asks the net once, at build time. Copy a known_hosts file that was checked instead; large hosts publish their keys. Silent for a configuration of SSH that is for localhost only, and for ssh to it.',
  },
  messages: {
    unchecked: 'With this SSH talks to whoever answers. Copy a known_hosts file into the image and leave the check on.',
    scanned: 'ssh-keyscan believes whoever answers during the build. Copy a known_hosts file that was checked.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (command.name === 'ssh-keyscan') report(command.nameWord.span, 'scanned', { severity: 'hint' });
        if (command.name === 'ssh' && command.args.some(({ value }) => value !== undefined && /^(?:[\w.-]+@)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1)$/i.test(value))) continue;
        const words = [...command.words, ...command.assignments.flatMap(({ value }) => value ?? [])];
        // What a word's own script says is one of its commands as well.
        for (const word of words) if (!isScript(word.span, command.script.commands) && goesOut(word.value ?? word.text)) report(partOf(word.span, file), 'unchecked');
      }
    }
    for (const { pairs } of file.all('ENV')) for (const { value } of pairs) if (value && off.test(value.resolved ?? value.value)) report(partOf(value.span, file), 'unchecked');
    for (const { heredocs } of file.all('COPY', 'ADD')) {
      for (const { content, contentSpan } of heredocs) {
        const match = off.exec(content);
        if (match && goesOut(content)) report({ start: contentSpan.start + match.index, end: contentSpan.start + match.index + match[0].length }, 'unchecked');
      }
    }
  },
});

/** Before it, the letters of printf's line breaks and of `-oName=value` belong to no name. */
const off = /(?:\b|(?<=\\[nt]|-o))(?:StrictHostKeyChecking(?:\s*=\s*|\s+)["']?(?:no|off)\b|UserKnownHostsFile(?:\s*=\s*|\s+)["']?\/dev\/null\b)/i;

/** The setting alone, where it stands in the document as it is read; else the whole word. */
function partOf(span: Span, file: DockerfileModel): Span {
  const match = off.exec(file.source.slice(span));
  return match ? { start: span.start + match.index, end: span.start + match.index + match[0].length } : span;
}

/** Not where all of a configuration is for this machine, which nobody can stand before: `Host localhost`. */
function goesOut(text: string): boolean {
  if (!off.test(text)) return false;
  const hosts = [...text.matchAll(/(?:^|\n|\\n)\s*Host[ \t=]+((?:(?!\\n)[^\n])+)/gi)].flatMap(([, names]) => names!.trim().split(/\s+/));
  return hosts.length === 0 || !hosts.every((host) => /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1)$/i.test(host));
}

/** Whether commands were found in the word: `sh -c '…'`. */
function isScript(span: Span, commands: readonly { readonly parent?: { readonly word: { readonly span: Span } } }[]): boolean {
  return commands.some(({ parent }) => parent?.word.span.start === span.start);
}
