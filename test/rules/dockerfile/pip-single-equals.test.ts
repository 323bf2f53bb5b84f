import { pipSingleEquals } from '../../../server/src/lint/rules/dockerfile/pip-single-equals';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('pip-single-equals', () => {
  it('marks the requirement', () => {
    checkRule(pipSingleEquals, `
FROM python:3.14-slim
ARG V=2.0
RUN pip install --no-cache-dir pip=25.3 'uvicorn[standard]=0.30' a==1 b>=2 c~=3 d===4 e!=5
                               ^^^^^^^^ error pip-single-equals/single
                                        ^^^^^^^^^^^^^^^^^^^^^^^^ error pip-single-equals/single
RUN uv pip install \\
  requests=$V
  ^^^^^^^^^^^ error pip-single-equals/single
`);
  });

  it('leaves what other managers take, files and addresses alone', () => {
    checkClean(pipSingleEquals, 'FROM python:3.14-slim\nARG V\nRUN conda install -y numpy=2.1 && apt-get install -y git=1.2\nRUN pip install -r a=b.txt ./x=y https://example.com/a?b=c git+https://example.com/a@b#egg=c x=$V\n');
  });

  it('writes two', () => {
    checkFix(pipSingleEquals, 'FROM python:3.14-slim\nRUN pip3 install "a=1.0" b\n', 'FROM python:3.14-slim\nRUN pip3 install "a==1.0" b\n');
  });

  it('edits no variable', () => {
    checkFix(pipSingleEquals, 'FROM python:3.14-slim\nARG P=a=1\nRUN pip install $P b=1\n', 'FROM python:3.14-slim\nARG P=a=1\nRUN pip install $P b==1\n');
  });
});
