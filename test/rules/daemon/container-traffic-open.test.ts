import { containerTrafficOpen } from '../../../server/src/lint/rules/daemon/container-traffic-open';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('container-traffic-open', () => {
  it('reports what is missing or on', () => {
    checkRule(containerTrafficOpen, `
{ "mtu": 1 }
^ info container-traffic-open/missing
`);
  });
  it('reports what is on', () => {
    checkRule(containerTrafficOpen, `
{ "icc": true }
         ^^^^ info container-traffic-open/off
`);
  });
  it('is silent where it is off, on Windows, and in broken files', () => {
    for (const text of [
      '{"icc": false}',
      '',
      'null',
      '{"hosts": ["npipe://"]}',
      '{"mtu": 1,}',
      '{"iptables": false}',
      '{"ip6tables": false, "ipv6": true}',
    ]) checkClean(containerTrafficOpen, text);
  });
  it('adds the key in any layout', () => {
    checkFix(containerTrafficOpen, `
{}
`, `
{
  "icc": false
}
`, 'unsafe');
  });
  it('adds it to one line', () => {
    checkFix(containerTrafficOpen, `
{"mtu": 1}
`, `
{"mtu": 1, "icc": false}
`, 'unsafe');
  });
  it('keeps the indentation', () => {
    checkFix(containerTrafficOpen, `
{
	"dns": [
		"1.1.1.1"
	]
}
`, `
{
	"dns": [
		"1.1.1.1"
	],
	"icc": false
}
`, 'unsafe');
  });
  it('sets it', () => {
    checkFix(containerTrafficOpen, `
{ "icc": true }
`, `
{ "icc": false }
`, 'unsafe');
  });
  it('keeps line breaks of Windows', () => {
    checkFix(containerTrafficOpen, '{\r\n    "mtu": 1\r\n}\r\n', '{\r\n    "mtu": 1,\r\n    "icc": false\r\n}\r\n', 'unsafe');
  });
});
