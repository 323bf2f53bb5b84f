import { defineRule } from '../../rule';

export const daemonSyntax = defineRule({
  name: 'daemon-syntax',
  target: 'daemon',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'daemon.json is no JSON that dockerd can read: a comment, a comma too many or too few, a value that is none, or no object at all.',
    why: 'dockerd reads strict JSON and does not start with anything else. After an edit that nobody checked, the next restart of the host leaves every container down.',
    bad: '{\n  "live-restore": true,\n  "log-driver": "local",\n}\n',
    good: '{\n  "live-restore": true,\n  "log-driver": "local"\n}\n',
    exceptions: 'A file that is blank, or begins with a byte order mark, is fine since Docker 23.0. Of errors that follow from one another only the first is told. Silent in templates (`{{ … }}`, `{% … %}`, `<% … %>`, `${…}` between the values).',
  },
  messages: {
    comment: 'dockerd reads strict JSON, which has no comments, and does not start with this one. Take it out.',
    trailingComma: 'Nothing follows the comma, and dockerd does not start with it. Take it out.',
    missingComma: 'A comma is missing in front of this, and dockerd does not start without it.',
    notAnObject: 'The settings of dockerd are one object, {"key": value, …}; with anything else it does not start.',
    other: '{problem}; dockerd does not start with such a file.',
  },
  check(file, report) {
    const { source, errors } = file;
    for (const { kind, span, problem } of errors) {
      switch (kind) {
        case 'comment': {
          // The text behind a comment that is not closed is a part of it.
          const whole = !errors.some((error) => error.kind === 'other' && error.span.start === span.start);
          report(span, 'comment', { fixes: whole ? [{ title: 'Take the comment out', applicability: 'unsafe', edits: [{ span, newText: '' }] }] : [] });
          break;
        }
        case 'trailing-comma':
          report(span, 'trailingComma', { fixes: [{ title: 'Take the comma out', applicability: 'safe', edits: [{ span, newText: '' }] }] });
          break;
        case 'missing-comma': {
          const before = source.text.slice(0, span.start).trimEnd().length;
          const alone = !errors.some((error) => error.kind === 'comment');
          report(span, 'missingComma', { fixes: alone ? [{ title: 'Add the comma', applicability: 'safe', edits: [{ span: { start: before, end: before }, newText: ',' }] }] : [] });
          break;
        }
        case 'not-an-object':
          report(span, 'notAnObject');
          break;
        case 'other':
          report(span, 'other', { data: { problem } });
      }
    }
  },
});
