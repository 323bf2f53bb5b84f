import { pythonEnvMissing } from '../../../server/src/lint/rules/dockerfile/python-env-missing';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('python-env-missing', () => {
  it('marks the image of the final stage', () => {
    checkRule(pythonEnvMissing, `
FROM python:3.14-slim AS build
FROM python:3.14-slim
     ^^^^^^^^^^^^^^^^ hint python-env-missing/buffered
CMD ["python", "app.py"]
`);
  });

  it('is silent where it is set, and for other images', () => {
    for (const text of ['FROM python:3.14\nENV PYTHONUNBUFFERED=1', 'FROM python:3.14 AS b\nENV PYTHONUNBUFFERED 1\nFROM b', 'FROM python:3.14\nCMD ["python", "-u", "app.py"]', 'FROM debian:13']) checkClean(pythonEnvMissing, text);
  });

  it('sets it', () => {
    checkFix(pythonEnvMissing, 'FROM python:3.14\nCMD x\n', 'FROM python:3.14\nENV PYTHONUNBUFFERED=1\nCMD x\n', 'unsafe');
  });
});
