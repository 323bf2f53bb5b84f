import type { OsRelease, Package } from '../types';
import { foreignVendor } from './rpm-distributions';

/**
 * Marks of packages that come from a vendor's own repository, not from the distribution. Their versions run on their
 * own, so that the distribution's advisories for a package of that name say nothing about them.
 */
const repositories: readonly { readonly vendor: string; readonly name?: RegExp; readonly version?: RegExp }[] = [
  { vendor: 'NodeSource', version: /nodesource\d*$/ },
  { vendor: 'PostgreSQL', version: /\.pgdg\d|PGDG\./ },
  { vendor: 'Docker', name: /^(docker-(ce|buildx-plugin|compose-plugin|scan-plugin)|docker-ce-.*|containerd\.io)$/ },
  { vendor: 'Sury', version: /[+~]deb\.sury\.org|\+0~\d{8}\.\d+\+debian\d+/ },
  { vendor: 'nginx.org', name: /^nginx(-.*)?$/, version: /-\d+~(bookworm|bullseye|trixie|buster|jammy|noble|focal)$/ },
  { vendor: 'MongoDB', name: /^(mongodb-(org|mongosh|database-tools|enterprise).*)$/ },
  { vendor: 'Google', name: /^(google-chrome-(stable|beta|unstable)|google-cloud-(cli|sdk).*)$/ },
  { vendor: 'Microsoft', name: /^(msodbcsql\d+|mssql-tools\d*|powershell|packages-microsoft-prod|aspnetcore-(runtime|targeting-pack)-.*|dotnet-(sdk|runtime|host|hostfxr)-.*)$/, version: /^\d+\.\d+\.\d+(\.\d+)?-1$/ },
  { vendor: 'HashiCorp', name: /^(terraform|vault|consul|nomad|packer|boundary|waypoint)$/, version: /^\d+\.\d+\.\d+-1$/ },
];

/** The vendor of a deb or rpm package that is not the distribution's, where rpm's database says so, or name and version give that away. */
export function thirdPartyVendor(item: Package, os?: OsRelease): string | undefined {
  if (item.type === 'rpm') return foreignVendor(item.vendor, os) ?? vendorByMarks(item);
  return item.type === 'deb' ? vendorByMarks(item) : undefined;
}

function vendorByMarks(item: Package): string | undefined {
  const found = repositories.find(({ name, version }) => (name?.test(item.name) ?? true) && (version?.test(item.version) ?? true));
  return found?.vendor;
}
