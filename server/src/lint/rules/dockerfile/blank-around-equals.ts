import { blankAroundEquals as faultsOf } from '../../dockerfile/pairs';
import { defineRule } from '../../rule';

export const blankAroundEquals = defineRule({
  name: 'blank-around-equals',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV', 'ARG', 'LABEL'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { sonar: ['S6574'] },
  fix: 'unsafe',
  docs: {
    what: 'A blank stands before or after the = of ENV, ARG or LABEL.',
    why: 'ENV NAME = value sets NAME to "= value", ARG NAME = value stops the build, and a blank after = leaves the variable empty.',
    bad: 'FROM alpine:3.24\nENV PORT = 8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV PORT=8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { blank: 'The blank beside = changes what {name} is: names and values end at a blank. Write {name}=value without blanks.' },
  check(file, report) {
    for (const instruction of file.all('ENV', 'ARG', 'LABEL')) {
      for (const { name, span, blanks } of faultsOf(instruction)) {
        report(span, 'blank', { data: { name }, fixes: [{ title: 'Remove the blanks', applicability: 'unsafe', edits: blanks.map((blank) => ({ span: blank, newText: '' })) }] });
      }
    }
  },
});
