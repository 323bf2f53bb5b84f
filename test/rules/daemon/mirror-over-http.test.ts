import { mirrorOverHttp } from '../../../server/src/lint/rules/daemon/mirror-over-http';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('mirror-over-http', () => {
  it('reports mirrors', () => {
    checkRule(mirrorOverHttp, `
{ "registry-mirrors": ["https://a", "http://m.example.org/x", "HTTP://10.0.0.1:5000" ] }
                                    ^^^^^^^^^^^^^^^^^^^^^^^^ warning mirror-over-http/http
                                                              ^^^^^^^^^^^^^^^^^^^^^^ warning mirror-over-http/http
`);
  });
  it('is silent about the loopback', () => {
    for (const text of [
      '{"registry-mirrors": ["http://localhost:5000", "http://127.0.0.1", "a", "http://"]}',
    ]) checkClean(mirrorOverHttp, text);
  });
  it('uses https', () => {
    checkFix(mirrorOverHttp, `
{ "registry-mirrors": ["http://m.example.org/x"] }
`, `
{ "registry-mirrors": ["https://m.example.org/x"] }
`, 'unsafe');
  });
});
