import { sourceReferences } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const stageNameCasing = defineRule({
  name: 'stage-name-casing',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { buildkit: ['StageNameCasing'] },
  fix: 'safe',
  docs: {
    what: 'A stage name has upper case letters.',
    why: 'BuildKit compares stage names in lower case, so Build and build are one stage; written in lower case, nobody takes them for two.',
    bad: 'FROM alpine:3.24 AS App\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { upper: 'Stage names are compared in lower case: write {lower} in place of {name}.' },
  check(file, report) {
    for (const stage of file.stages) {
      const word = stage.instruction.from?.name;
      if (!word || word.text === word.text.toLowerCase() || word.variables.length > 0) continue;
      const references = sourceReferences(file).filter(({ source, text }) => source.kind === 'stage' && source.stage.index === stage.index && text.toLowerCase() === stage.name && text !== stage.name);
      const edits = [word.span, ...references.map((reference) => reference.span)].map((span) => ({ span, newText: file.source.slice(span).toLowerCase() }));
      report(word.span, 'upper', { data: { name: word.text, lower: word.text.toLowerCase() }, fixes: [{ title: `Use ${word.text.toLowerCase()}`, applicability: 'safe', edits }] });
    }
  },
});
