import { defineRule } from '../../rule';
import { editDistance, nearest } from '../../text/nearest';

const names = ['syntax', 'escape', 'check'];
const frontends = ['docker/dockerfile', 'docker/dockerfile-upstream', 'docker.io/docker/dockerfile', 'docker.io/docker/dockerfile-upstream'];

export const misspeltDirective = defineRule({
  name: 'misspelt-directive',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['syntax-directive-typo'] },
  fix: 'unsafe',
  docs: {
    what: 'A parser directive, or the image of a syntax directive, is misspelt.',
    why: 'A misspelt directive is a comment without effect. A misspelt frontend is pulled from the registry and given the whole build: it is missing, or somebody else\'s.',
    bad: '# syntax=docker/dokcerfile:1\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# syntax=docker/dockerfile:1\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    frontend: '{image} is no frontend that is known; {nearest} was probably meant. What this image names runs the whole build.',
    name: '"{name}" is no parser directive, so this line is a comment. Did you mean {nearest}?',
    blank: 'The image of a syntax directive ends at a blank; "{rest}" makes it invalid, so the build stops.',
  },
  check(file, report) {
    for (const { name, value, valueSpan } of file.directives) {
      if (name !== 'syntax') continue;
      const [image = '', ...rest] = value.split(/\s+/);
      if (rest.length > 0) {
        const from = valueSpan.start + image.length;
        const span = { start: valueSpan.start + value.indexOf(rest[0]!, image.length), end: valueSpan.end };
        report(span, 'blank', { data: { rest: rest.join(' ') }, fixes: [{ title: 'Remove it', applicability: 'unsafe', edits: [{ span: { start: from, end: valueSpan.end }, newText: '' }] }] });
        continue;
      }
      const repository = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
      const meant = nearest(repository, frontends, 2);
      if (meant === undefined) continue;
      const span = { start: valueSpan.start, end: valueSpan.start + repository.length };
      report(span, 'frontend', { data: { image: repository, nearest: meant }, fixes: [{ title: `Use ${meant}`, applicability: 'unsafe', edits: [{ span, newText: meant }] }] });
    }
    for (const comment of file.comments) {
      // Only where a directive would count: on the lines right below the directives.
      if (comment.line !== file.directives.length) break;
      const match = /^#\s*([a-zA-Z]+)\s*=\s*(\S+)/.exec(file.source.slice(comment.span));
      const meant = match && names.find((name) => editDistance(match[1]!.toLowerCase(), name) === 1);
      // `check` is a common word; what follows it must look right too.
      if (!match || !meant || (meant === 'check' && !/^(?:skip|error|experimental)=/.test(match[2]!))) break;
      const start = comment.span.start + match[0].indexOf(match[1]!);
      const span = { start, end: start + match[1]!.length };
      report(span, 'name', { data: { name: match[1]!, nearest: meant }, fixes: [{ title: `Write ${meant}`, applicability: 'unsafe', edits: [{ span, newText: meant }] }], severity: 'warning' });
      break;
    }
  },
});
