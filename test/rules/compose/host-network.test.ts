import { hostNetwork } from '../../../server/src/lint/rules/compose/host-network';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('host-network', () => {
  it('reports host, also from a default', () => {
    checkRule(
      hostNetwork,
      `
services:
  a:
    image: a:1
    network_mode: host
                  ^^^^ warning host-network/host
  b:
    image: a:1
    network_mode: "\${MODE:-host}"
                  ^^^^^^^^^^^^^^^ warning host-network/host
`,
    );
  });

  it('leaves other and unknown modes alone', () => {
    checkClean(
      hostNetwork,
      `
services:
  a: { image: a:1 }
  b: { image: a:1, network_mode: "\${MODE}" }
  c: { image: a:1, network_mode: service:a }
  d: { image: a:1, network_mode: bridge }
`,
    );
  });

  it('removes the line', () => {
    checkFix(
      hostNetwork,
      `
services:
  a:
    image: a:1
    network_mode: host
  b:
    image: b:1
`,
      `
services:
  a:
    image: a:1
  b:
    image: b:1
`, 'unsafe',
    );
  });

  it('leaves tunnels and discovery', () => {
    checkClean(hostNetwork, 'services:\n  a: { image: "tailscale/tailscale:v1", network_mode: host }\n  b: { image: "homeassistant/home-assistant:1", network_mode: host }\n');
  });

  it('leaves ROS, and what is called after a tool of networks', () => {
    checkClean(hostNetwork, 'services:\n  a: { image: a:1, network_mode: host, environment: { ROS_DOMAIN_ID: 1 } }\n  b: { build: ., container_name: wifi-manager, network_mode: host }\n');
  });

  it('takes an image for a tunnel by a part of its name, not by some letters', () => {
    checkClean(hostNetwork, 'services:\n  a: { image: "hwdsl2/ipsec-vpn-server:1", network_mode: host }\n  b: { image: "pierky/bird:2", network_mode: host }\n');
    checkRule(hostNetwork, 'services:\n  a: { image: "acme/thunderbird:1", network_mode: host }\n                                                  ^^^^ warning host-network/host\n');
  });

  it('leaves clusters of Redis', () => {
    checkClean(hostNetwork, 'services:\n  a: { image: "redis:8", network_mode: host, command: redis-server --cluster-enabled yes --port 7000 }\n');
  });
});
