import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { removeArgument } from '../../../server/src/lint/dockerfile/remove-argument';

/** The text without what stands between « and »; `refused` where that is not possible. */
function without(marked: string): string {
  const start = marked.indexOf('«');
  const text = marked.replace(/[«»]/g, '');
  const edit = removeArgument(parseDockerfile(text, 'file:///Dockerfile'), { start, end: marked.indexOf('»') - 1 });
  return edit ? text.slice(0, edit.span.start) + text.slice(edit.span.end) : 'refused';
}

describe('removeArgument', () => {
  const cases: [string, string][] = [
    ['RUN wget «-x» url', 'RUN wget url'],
    ['RUN wget url «-x y»', 'RUN wget url'],
    ['RUN wget  \t«-x»', 'RUN wget'],
    ['RUN wget \\\n  «-x» \\\n  url', 'RUN wget \\\n  url'],
    ['RUN wget \\\n  «-x» url', 'RUN wget \\\n  url'],
    ['RUN wget \\\n  «-x» && y', 'RUN wget \\\n  && y'],
    ['RUN wget url \\\n  «-x»\nUSER 1', 'RUN wget url\nUSER 1'],
    ['RUN wget url \\  \n  «-x»', 'RUN wget url'],
    ['RUN wget «-x» \\\n  url', 'RUN wget \\\n  url'],
    ['RUN wget \\\r\n  «-x» \\\r\n  url', 'RUN wget \\\r\n  url'],
    ['ENV a=1 \\\n  «b=2 \\\n  c=3»', 'ENV a=1'],
    ['RUN wget url \\\n# why\n  «-x»', 'refused'],
    ['RUN wget url \\\n\n  «-x»', 'refused'],
    ['# escape=`\nRUN wget url `\n  «-x»', '# escape=`\nRUN wget url'],
  ];
  for (const [before, after] of cases) it(JSON.stringify(before), () => assert.equal(without(before), after));
});
