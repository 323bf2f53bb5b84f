import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { isSet } from '../../shell/leftovers';
import { actionSpan, callsOf, optionFix } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const composerWithDev = defineRule({
  name: 'composer-with-dev',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['php/composer-no-dev-in-production'] },
  docs: {
    what: '`composer install` installs the development packages in a stage that is not for development.',
    why: 'Test frameworks and debuggers make the image larger and can be attacked; PHPUnit in a public directory has been a way into many sites.',
    bad: 'FROM php:8.4-cli\nCOPY composer.json composer.lock /app/\nRUN composer install --working-dir=/app\nUSER 10001\n',
    good: 'FROM php:8.4-cli\nCOPY composer.json composer.lock /app/\nRUN composer install --no-dev --working-dir=/app\nUSER 10001\n',
    exceptions: 'COMPOSER_NO_DEV is accepted. Stages that are named for development or tests, and those that nothing takes anything from, are left alone, and so is a RUN that has both forms, one for each kind of image.',
  },
  messages: {
    dev: 'composer install also installs the packages of require-dev. Add --no-dev.',
  },
  check(file, report) {
    const calls = callsOf(file, ['composer'], 'restore');
    for (const { call, instruction } of calls) {
      if (call.has('--no-dev') || isSet('COMPOSER_NO_DEV', call, instruction) || isForDevelopment(instruction.stage) || instruction.stage?.reachable === false) continue;
      if (call.options.some((option) => option.name === '--dev')) continue;
      // One branch is for development, the other not.
      if (calls.some((other) => other.instruction === instruction && other.call.has('--no-dev'))) continue;
      report(actionSpan(call), 'dev', { fixes: optionFix(call, ['--no-dev'], 'unsafe') });
    }
  },
});
