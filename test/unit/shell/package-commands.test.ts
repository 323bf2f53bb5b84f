import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { asCallDoes, callLabel, optionFix, packageCalls } from '../../../server/src/lint/shell/package-commands';

function first(run: string) {
  const file = parseDockerfile(`FROM debian\n${run}`, 'file:///Dockerfile');
  return { file, ...packageCalls(file)[0]! };
}

function withOption(run: string): string {
  const { file, call } = first(run);
  const edit = optionFix(call, ['-y'])[0]?.edits[0];
  if (!edit || !('span' in edit)) return 'refused';
  const { text } = file.source;
  return (text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end)).slice('FROM debian\n'.length);
}

describe('optionFix', () => {
  const cases: [string, string][] = [
    ['RUN apt-get install x', 'RUN apt-get install -y x'],
    ['RUN apt-get -q "install" x', 'RUN apt-get -q "install" -y x'],
    ['RUN apt-get \\\n  install \\\n  x', 'RUN apt-get \\\n  install -y \\\n  x'],
    ['RUN ["apt-get", "install", "x"]', 'RUN ["apt-get", "install", "-y", "x"]'],
    ['RUN ["sh", "-c", "apt-get install x"]', 'RUN ["sh", "-c", "apt-get install -y x"]'],
    ["RUN bash -c 'apt-get install x'", "RUN bash -c 'apt-get install -y x'"],
    ['RUN cpanm X', 'RUN cpanm -y X'],
    ['ENV VERB=install\nRUN apt-get $VERB x', 'refused'],
  ];
  for (const [before, after] of cases) it(before, () => assert.equal(withOption(before), after));
});

describe('callLabel', () => {
  const cases: [string, string][] = [
    ['RUN apt-get -q install x', 'apt-get install'],
    ['RUN pip3 install x', 'pip3 install'],
    ['RUN python3 -m pip install x', 'pip install'],
    ['RUN uv pip install x', 'uv pip install'],
    ['RUN cpanm X', 'cpanm'],
    ['RUN mamba install x', 'mamba install'],
  ];
  for (const [run, label] of cases) it(run, () => assert.equal(callLabel(first(run).call), label));
});

describe('asCallDoes', () => {
  it('keeps sudo', () => {
    assert.equal(asCallDoes(first('RUN sudo apt-get update').call, 'x'), 'sudo x');
    assert.equal(asCallDoes(first('RUN apt-get update').call, 'x'), 'x');
  });
  it('keeps the path of the program', () => {
    assert.equal(asCallDoes(first('RUN /opt/conda/bin/conda install -y x').call, 'conda clean -afy'), '/opt/conda/bin/conda clean -afy');
    assert.equal(asCallDoes(first('RUN /opt/conda/bin/conda install -y x').call, 'rm -rf /x'), 'rm -rf /x');
  });
});
