import { deadService } from '../../facts/dead-services';
import { isInterpreter } from '../../shell/interpreters';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { Span } from '../../text/span';

const address = /(?:^|[\s=\[("'|])(?:(?:https?|ftp|hkps?|ldap|git):\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[:/\s"'|)\]]|$)/gi;

export const deadAddress = defineRule({
  name: 'dead-address',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'RUN'],
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {},
  docs: {
    what: 'An address belongs to a service that was shut down: Bintray, the SKS key servers, the git protocol of GitHub, the legacy Kubernetes repository, the CentOS mirrors.',
    why: 'The build fails there, or did since the layer was last cached. A domain that its owner gave up may also come back under somebody else.',
    bad: 'FROM debian:13\nRUN gpg --batch --keyserver ha.pool.sks-keyservers.net --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4\nUSER 10001\n',
    good: 'FROM debian:13\nRUN gpg --batch --keyserver keyserver.ubuntu.com --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4\nUSER 10001\n',
    exceptions: 'The list is part of Plimsoll; an address that is not in it is not judged. One of several servers that a loop tries is not reported.',
  },
  messages: {
    dead: '{name} was shut down in {ended}, so {host} does not answer any more. Use {instead}.',
    gitProtocol: 'GitHub ended the unencrypted git protocol in March 2022, so {host} does not answer any more. Use https://.',
  },
  check(file, report) {
    const add = (span: Span, text: string): void => {
      const written = file.source.slice(span);
      const git = /git:\/\/(?:www\.)?(?:github\.com|gist\.github\.com)(?=\/)/i.exec(text)?.[0];
      if (git) report(span, 'gitProtocol', { data: { host: git }, fixes: replace(span, written, 'git://', 'https://') });
      for (const match of text.matchAll(address)) {
        const host = match[1]!;
        const service = deadService(host);
        if (service) report(span, 'dead', { data: { name: service.name, ended: service.ended, instead: service.instead, host }, fixes: service.host ? replace(span, written, host, service.host) : [] });
      }
    };
    for (const instruction of file.all('ADD')) for (const word of instruction.copy?.sources ?? []) add(word.span, word.resolved ?? word.value);
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (isInterpreter(command.name) || isMereText(command) || isAlternative(command)) continue;
        for (const word of command.args) {
          const text = templateOf(word);
          if (text.includes('.')) add(word.span, text);
        }
      }
    }
  },
});

/** Text for people, and patterns that sed looks for to replace them. */
function isMereText(command: ShellCommand): boolean {
  return command.name === 'sed' || command.name === 'grep' || (command.name === 'echo' && command.redirections.length === 0 && !command.pipedTo);
}

/** One of several that are tried. */
function isAlternative(command: ShellCommand): boolean {
  return command.name === 'shuf' || command.context.includes('loop') || command.join === '||' || command.script.commands[command.index + 1]?.join === '||';
}

function replace(span: Span, written: string, from: string, to: string): RuleFix[] {
  const at = written.indexOf(from);
  return at < 0 ? [] : [{ title: `Use ${to}`, applicability: 'unsafe', edits: [{ span: { start: span.start + at, end: span.start + at + from.length }, newText: to }] }];
}
