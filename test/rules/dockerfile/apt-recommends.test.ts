import { aptRecommends } from '../../../server/src/lint/rules/dockerfile/apt-recommends';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('apt-recommends', () => {
  it('marks the subcommand', () => {
    checkRule(aptRecommends, `
FROM debian:13
RUN apt-get install -y curl
            ^^^^^^^ info apt-recommends/recommends
RUN apt-get install -y --no-install-recommends curl
RUN apt-get -o APT::Install-Recommends=false install curl
RUN apt-get update
`);
  });

  it('accepts the configuration file', () => {
    checkRule(aptRecommends, `
FROM debian:13
RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99
RUN apt-get install -y curl
`);
  });

  it('adds the option', () => {
    checkFix(aptRecommends, `
FROM debian:13
RUN apt-get install -y curl
`, `
FROM debian:13
RUN apt-get install --no-install-recommends -y curl
`, 'unsafe');
  });

  it('leaves stages that end up in no image, and those for tests', () => {
    checkClean(aptRecommends, 'FROM debian:13 AS fetch\nRUN apt-get install -y curl\nFROM debian:13\nCOPY --from=fetch /a /a\n');
    checkClean(aptRecommends, 'FROM debian:13 AS test\nRUN apt-get install -y procps\nFROM debian:13 AS prod\n');
  });

  it('leaves files for tests and development', () => {
    for (const uri of ['file:///project/Dockerfile.test', 'file:///project/.devcontainer/Dockerfile']) checkClean(aptRecommends, 'FROM debian:13\nRUN apt-get install -y curl\n', { uri });
  });

  it('leaves what installs nothing new', () => {
    checkClean(aptRecommends, 'FROM debian:13\nRUN apt-get install -y --only-upgrade openssl && apt-get install -y\n');
    checkRule(aptRecommends, 'FROM debian:13\nRUN xargs apt-get install -y < packages.txt\n                  ^^^^^^^ info apt-recommends/recommends\n');
  });
});
