import { badIgnorePattern } from '../../../server/src/lint/rules/dockerignore/bad-ignore-pattern';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('bad-ignore-pattern', () => {
  it('reports the lines that the builder refuses', () => {
    checkRule(badIgnorePattern, `
dist
!
^ error bad-ignore-pattern/exception
  [Bb]uild[
  ^^^^^^^^^ error bad-ignore-pattern/pattern
a[]b
^^^^ error bad-ignore-pattern/pattern
!tmp\\
^^^^^ error bad-ignore-pattern/separator
!obj\\Docker\\publish\\*
^^^^^^^^^^^^^^^^^^^^^ error bad-ignore-pattern/separator
`);
  });

  it('is silent about brackets that are closed or escaped, comments and blank lines', () => {
    checkClean(badIgnorePattern, '# [\n\n[Bb]uild\nbuild\\[\n[^a-c]x\n!README.md\n');
  });

  it('takes an exception without a path out, on the last line without a line break too', () => {
    checkFix(badIgnorePattern, 'dist\n!\n*.md\n', 'dist\n*.md\n', 'unsafe');
    checkFix(badIgnorePattern, 'dist\n!', 'dist', 'unsafe');
    checkFix(badIgnorePattern, '!', '', 'unsafe');
    checkFix(badIgnorePattern, '\ufeff!\r\ndist\r\n', '\ufeffdist\r\n', 'unsafe');
  });

  it('takes a bracket that nothing closes for itself', () => {
    checkFix(badIgnorePattern, '[Bb]uild[\n', '[Bb]uild\\[\n', 'unsafe');
    checkFix(badIgnorePattern, '!a[b', '!a\\[b', 'unsafe');
  });

  it('has no fix where it is not clear what is meant', () => {
    checkFix(badIgnorePattern, 'a[]b\na[b\\\n', 'a[]b\na[b\\\n', 'unsafe');
  });

  it('writes slashes for the backslashes of Windows', () => {
    checkFix(badIgnorePattern, '*\n!obj\\Docker\\publish\\*\n!obj\\Docker\\empty\\\n', '*\n!obj/Docker/publish/*\n!obj/Docker/empty/\n', 'unsafe');
  });
});
