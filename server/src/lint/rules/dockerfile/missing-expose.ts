import { runtimeOf } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';

/** Bases that expose no port themselves. */
const portless: ReadonlySet<string> = new Set([
  'alpine', 'almalinux', 'amazonlinux', 'archlinux', 'buildpack-deps', 'busybox', 'centos', 'debian', 'fedora', 'oraclelinux', 'rockylinux', 'ubuntu', 'eclipse-temurin', 'amazoncorretto', 'golang', 'node', 'openjdk', 'perl',
  'python', 'ruby', 'rust',
]);

export const missingExpose = defineRule({
  name: 'missing-expose',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { droast: ['DF022'] },
  fix: 'none',
  docs: {
    what: 'The final stage has a command, but no EXPOSE.',
    why: 'EXPOSE tells people and tools (docker run -P, reverse proxies, orchestrators) which port the service listens on.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f", "-p", "8080"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f", "-p", "8080"]\n',
    exceptions: 'Whether a program is a service cannot be seen, so the rule is on only where all rules are. Bases that may expose a port themselves, shells and one-off tools are left out.',
  },
  messages: { none: 'No port is exposed. If this is a service, add EXPOSE with the port it listens on.' },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage) return;
    const { entrypoint, cmd } = runtimeOf(stage);
    const start = entrypoint ?? cmd;
    if (!start || stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword === 'EXPOSE'))) return;
    const base = rootBase(stage);
    const name = base.kind === 'image' ? officialName(base.image) : undefined;
    if (base.kind !== 'scratch' && (name === undefined || !portless.has(name))) return;
    if (/^\W*(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z)?sh\W*$/.test(start.args.text)) return;
    report(start.keywordSpan, 'none');
  },
});
