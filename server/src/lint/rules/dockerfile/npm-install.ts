import { actionWord, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const npmInstall = defineRule({
  name: 'npm-install',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { droast: ['DF031'] },
  docs: {
    what: '`npm install` installs the dependencies of a project.',
    why: 'npm install may change the lock file and then installs something else than what was tested. npm ci installs exactly what the lock file says, or stops.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm install\nUSER 1000\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nUSER 1000\n',
    exceptions: 'Installations of named packages and global ones are something else. --production, --omit and the like are accepted, since npm ci may not be possible there. The fix is offered where the lock file is copied by name.',
  },
  messages: {
    install: 'npm install may install other versions than the lock file says. Use npm ci.',
  },
  check(file, report) {
    for (const { call, instruction } of callsOf(file, ['npm'], 'restore')) {
      if (/^(?:ci|clean-install|ic|install-clean|cit|install-ci-test)$/.test(call.subcommand) || call.global) continue;
      if (call.has('--production', '--only', '--omit', '--prod', '--package-lock-only', '--no-package-lock', '--no-save')) continue;
      const word = actionWord(call);
      const locked = file.instructions.some((other) => other.index < instruction.index && other.stage === instruction.stage && other.copy?.sources.some((source) => /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/.test(source.value)));
      const plain = locked && word.literal === call.subcommand && call.command.script.origin !== 'exec' && /^i(?:n(?:s(?:t(?:all)?)?)?)?$/.test(call.subcommand);
      report(word.span, 'install', { fixes: plain ? [{ title: 'Use npm ci', applicability: 'unsafe', edits: [{ span: word.span, newText: 'ci' }] }] : [] });
    }
  },
});
