import { downloadsOf } from '../../shell/downloads';
import { isInterpreter, runsStandardInput } from '../../shell/interpreters';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const pipeToShell = defineRule({
  name: 'pipe-to-shell',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT'],
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { droast: ['DF021'] },
  docs: {
    what: 'Downloaded content is handed straight to a shell or another interpreter.',
    why: 'Whatever the server sends at build time runs as root in the build: a hijacked domain or account becomes code in the image. A transfer that breaks off runs half a script.',
    bad: 'FROM alpine:3.24\nRUN wget -qO- https://example.com/install.sh | sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install.sh /tmp/install.sh\nRUN sh /tmp/install.sh\nUSER 10001\n',
    exceptions: 'Content that goes through a checksum or signature check in between (`| sha256sum -c`) is not judged here.',
  },
  messages: {
    piped: '{tool} feeds {interpreter} with whatever the server sends, unchecked. Download to a file, compare its checksum, then run it.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (downloadsOf(command).every((download) => download.to.kind !== 'stdout')) continue;
        const interpreter = downstream(command) ?? enclosing(command);
        if (interpreter) report(command.nameWord.span, 'piped', { data: { tool: command.name, interpreter: interpreter.name } });
      }
    }
  },
});

/** `curl … | tee x | sudo bash`: the interpreter at the end of the pipeline, filters in between looked through. */
function downstream(command: ShellCommand): ShellCommand | undefined {
  for (let at = command.pipedTo; at; at = at.pipedTo) {
    if (runsStandardInput(at)) return at;
    if (/sum$|^gpg|^openssl$|^cosign$|^minisign$/.test(at.name)) return undefined;
  }
  return undefined;
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`, `bash <<< "$(curl …)"`: the word that gets the output is a program. */
function enclosing(command: ShellCommand): ShellCommand | undefined {
  const { parent } = command;
  if (!parent || !command.context.slice(parent.command.context.length).includes('substitution') || !isInterpreter(parent.command.name)) return undefined;
  const { command: reader, word } = parent;
  const at = reader.args.indexOf(word);
  if (at < 0 || word.text.startsWith('<(') || reader.name === 'eval') return reader;
  // Only where all of the program, or the rest of an eval in it, is what comes.
  return /^-[a-zA-Z]*[ce]$/.test(reader.args[at - 1]?.value ?? '') && /^["']?(?:eval\s+)?["'\\]*(?:\$\(|`)/.test(word.text) ? reader : undefined;
}
