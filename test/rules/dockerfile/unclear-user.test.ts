import { unclearUser } from '../../../server/src/lint/rules/dockerfile/unclear-user';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unclear-user', () => {
  it('hints at images that start nothing by themselves', () => {
    checkRule(unclearUser, 'FROM scratch\n     ^^^^^^^ hint unclear-user/files\nCOPY manifests /manifests/\n');
    checkRule(unclearUser, 'FROM ubuntu:26.04\n     ^^^^^^^^^^^^ hint unclear-user/idle\nRUN make install\n');
    checkRule(unclearUser, 'FROM registry.access.redhat.com/ubi10/ubi-minimal:10.1\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unclear-user/idle\n');
    checkRule(unclearUser, 'FROM example.org/team/base:1\n     ^^^^^^^^^^^^^^^^^^^^^^^ hint unclear-user/inherited\n');
    checkFix(unclearUser, 'FROM node:24\nRUN npm ci\n', 'FROM node:24\nRUN npm ci\nUSER node\n', 'unsafe');
  });

  it('leaves the others to missing-user', () => {
    for (const text of ['FROM scratch\nENTRYPOINT ["/app"]\n', 'FROM nginx:1.29\n', 'FROM example.org/team/base:1\nCMD ["serve"]\n', 'FROM alpine:3.24\nUSER 1\n', 'FROM debian:13\nCMD ["bash"]\n']) checkClean(unclearUser, text);
    checkClean(unclearUser, 'FROM example.org/base:1\n', { options: { safeImages: ['example.org/base'] } });
  });
});
