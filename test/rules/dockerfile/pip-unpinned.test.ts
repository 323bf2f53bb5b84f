import { pipUnpinned } from '../../../server/src/lint/rules/dockerfile/pip-unpinned';
import { checkRule } from '../../helpers/rules';

describe('pip-unpinned', () => {
  it('marks the package', () => {
    checkRule(pipUnpinned, `
FROM python:3.14-slim
RUN pip install --no-cache-dir django
                               ^^^^^^ info pip-unpinned/unpinned
RUN pip install --no-cache-dir django==5.2.8
`);
  });

  it('marks repositories without a commit or tag', () => {
    checkRule(pipUnpinned, `
FROM python:3.14-slim
RUN pip install git+https://example.com/a/b.git git+ssh://git@example.com/a/b.git git+https://example.com/a/b.git@v1.2 "b @ git+https://example.com/a/b.git@v1#egg=b"
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info pip-unpinned/unpinned
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info pip-unpinned/unpinned
RUN pip install git+https://example.com/a/b.git@main
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info pip-unpinned/unpinned
RUN pip install -c constraints.txt django -r requirements.txt ./src/app x.whl
`);
  });

  it('has one finding for a variable with many packages', () => {
    checkRule(pipUnpinned, `
FROM python:3.14-slim
ENV PACKAGES="django flask==3.1 jinja2"
RUN pip install $PACKAGES
                ^^^^^^^^^ info pip-unpinned/unpinned
`);
  });
});
