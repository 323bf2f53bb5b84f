import { writableRootFilesystem } from '../../../server/src/lint/rules/compose/writable-root-filesystem';
import { checkFix, checkRule } from '../../helpers/rules';

describe('writable-root-filesystem', () => {
  it('reports services that are not read-only', () => {
    checkRule(
      writableRootFilesystem,
      `
services:
  web:
  ^^^ info writable-root-filesystem/writable
    image: a:1
  off:
  ^^^ info writable-root-filesystem/writable
    image: a:1
    read_only: false
  on:
    image: a:1
    read_only: true
  unknown:
    image: a:1
    read_only: \${READ_ONLY}
`,
    );
  });

  it('adds read_only, and a tmpfs where there is none', () => {
    checkFix(
      writableRootFilesystem,
      `
services:
  a:
    image: a:1
  b:
    image: a:1
    read_only: false
    tmpfs: [/run]
`,
      `
services:
  a:
    image: a:1
    read_only: true
    tmpfs:
      - /tmp
  b:
    image: a:1
    read_only: true
    tmpfs: [/run]
`, 'unsafe',
    );
  });
});
