import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { isTemplate } from '../../../server/src/lint/dockerfile/template';
import { lint } from '../../../server/src/lint/lint';
import { defaultSettings } from '../../../server/src/lint/settings/model';

const holds = (text: string): boolean => isTemplate(parseDockerfile(text, 'file:///project/Dockerfile'));

describe('templates of Dockerfiles', () => {
  it('have marks where an instruction or an image should stand', () => {
    for (const text of [
      'FROM {{ base }}\n', 'FROM alpine:<%= tag %>\n', 'FROM {% if x %}a{% endif %}\n', 'FROM ${docker.base.image}\n', 'FROM a\nUSER ${pkg.user}\n', 'FROM a\nEXPOSE {port}\n', 'FROM a\nARG X="${templateOption:x}"\n', '{{ template "x" }}\nFROM a\n', 'FROM a\n{%- if x %}\nRUN a\n{% endif %}\n',
      'FROM a\n<% if x %>\nRUN a\n', '#include "common"\nFROM a\n', 'FROM a\n#ifdef ARM\nRUN a\n#endif\n',
    ]) {
      assert.equal(holds(text), true, text);
    }
  });

  it('are not files that use such marks for something else', () => {
    for (const text of [
      "FROM a\nRUN docker inspect -f '{{ .Id }}' x\n", 'FROM a\nLABEL x="{{ y }}"\n', 'FROM a:${TAG}\n', 'FROM a\nRUN mvn -Dx=${pkg.user}\n', 'FROM a\nENV A=${B:-c.d}\n', 'FROM a\nNONSENSE\n', '# if you want to include "x"\nFROM a\n', '#if you like\nFROM a\n',
      'FROM a\nRUN <<EOF cat >x.c\n#include <stdio.h>\nEOF\n', 'FROM a\nCOPY <<EOF /x\n{{ if .X }}\nEOF\n',
    ]) {
      assert.equal(holds(text), false, text);
    }
  });

  it('are not told that their syntax or their stages are wrong', () => {
    const rules = (text: string): string[] => lint({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text }, { settings: defaultSettings, today: '2026-11-24' }).map(({ rule }) => rule);
    const body = 'FROM debian:13.6\nFROM alpine:3.24 AS step\nFROM alpine:3.24 AS step\nUSER root\nCMD ["a"]\nCMD ["b"]\nNONSENSE\n';
    const template = rules(`#ifdef ARM\n${body}#endif\n`);
    assert.deepEqual(rules(body).filter((rule) => !template.includes(rule)).sort(), ['duplicate-stage-name', 'multiple-cmd', 'unknown-instruction', 'unreachable-stage']);
    assert.ok(template.includes('root-user'));
  });
});
