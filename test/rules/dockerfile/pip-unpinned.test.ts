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
});
