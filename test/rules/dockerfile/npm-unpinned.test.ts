import { npmUnpinned } from '../../../server/src/lint/rules/dockerfile/npm-unpinned';
import { checkRule } from '../../helpers/rules';

describe('npm-unpinned', () => {
  it('marks the package', () => {
    checkRule(npmUnpinned, `
FROM node:24-slim
RUN npm install -g typescript
                   ^^^^^^^^^^ info npm-unpinned/unpinned
RUN npm install -g typescript@5.9.3
`);
  });
});
