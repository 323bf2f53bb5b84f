import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const configureWithoutBuild = defineRule({
  name: 'configure-without-build',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'correctness',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A ./configure is run without --build.',
    why: 'configure guesses the machine by the kernel it sees, which in a container may be another architecture than that of the image (32-bit images on a 64-bit host).',
    bad: 'FROM alpine:3.24\nWORKDIR /src\nRUN ./configure && make\nUSER 10001\nCMD ["/src/app"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /src\nRUN ./configure --build="$(uname -m)-alpine-linux-musl" && make\nUSER 10001\nCMD ["/src/app"]\n',
    exceptions: 'Images that are built for one architecture on machines of that architecture.',
  },
  messages: { guess: 'configure guesses the architecture by the kernel, not by the image. Give it --build=TRIPLET.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const text = command.nameWord.value ?? '';
        if (command.name === 'configure' && /\/configure$/.test(text) && !command.args.some((word) => /^--(?:build|host|help|version)\b/.test(word.text))) report(command.nameWord.span, 'guess');
      }
    }
  },
});
