import { portSpecs } from '../../dockerfile/ports';
import type { PortSpec } from '../../dockerfile/ports';
import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const invalidPort = defineRule({
  name: 'invalid-port',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['EXPOSE'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3011'], trivy: ['DS-0008'], kics: ['unix_ports_out_of_range'], semgrep: ['invalid-port'], 'dockerfile-utils': ['INVALID_PORT'], droast: ['DF040'],
  },
  fix: 'none',
  docs: {
    what: 'EXPOSE has a port that is no number from 0 to 65535, or a range that runs backwards.',
    why: 'There is no such port, so BuildKit refuses the file and the build stops at this line.',
    bad: 'FROM alpine:3.24\nEXPOSE 80800\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A port in a variable of unknown value is not judged.',
  },
  messages: {
    range: 'Port {port} is outside 0 to 65535, so the build stops.',
    number: '"{port}" is no port number, so the build stops. Write a number, or a range such as 8000-8010.',
    backwards: 'The range {port} runs backwards, so the build stops. Write the lower port first.',
    comma: 'EXPOSE separates ports by blanks, not by commas, so the build stops.',
  },
  check(file, report) {
    for (const instruction of file.all('EXPOSE')) {
      const comment = trailingComment(instruction);
      for (const spec of portSpecs(instruction)) {
        if (comment && spec.word.span.start >= comment.span.start) continue;
        // Before a FROM nothing is known of what defines a variable.
        if (!instruction.stage && spec.word.variables.length > 0) continue;
        const message = faultOf(spec);
        if (message) report(spec.portSpan, message, { data: { port: spec.ports } });
      }
    }
  },
});

function faultOf({ ports, range }: PortSpec): 'range' | 'number' | 'backwards' | 'comma' | undefined {
  // Where only a part is known, a number in it may still be too large.
  if (!range) return ports.split('-').some((part) => /^\d+$/.test(part) && Number(part) > 65535) ? 'range' : undefined;
  const [start, end] = range;
  if (start < 0 || end < 0) return ports.includes(',') ? 'comma' : 'number';
  if (start > 65535 || end > 65535) return 'range';
  return end < start ? 'backwards' : undefined;
}
