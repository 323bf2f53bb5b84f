/** Images that start a shell or an interpreter when no command is given: operating systems and languages. Own list, from the images' own Dockerfiles. */
import type { ImageReference } from '../dockerfile/model';
import { officialName } from './products';

const official: ReadonlySet<string> = new Set([
  'alpine', 'almalinux', 'amazonlinux', 'archlinux', 'bash', 'buildpack-deps', 'busybox', 'centos', 'debian', 'fedora', 'oraclelinux', 'photon', 'rockylinux', 'ubuntu', 'eclipse-temurin', 'amazoncorretto', 'golang', 'node',
  'openjdk', 'perl', 'php', 'python', 'ruby', 'rust',
]);

/** By normalized name. */
const others = /^(?:registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi|rhel)\d+(?:\/(?:ubi|ubi-minimal|ubi-micro))?|quay\.io\/(?:centos\/centos|fedora\/fedora|rockylinux\/rockylinux)|registry\.fedoraproject\.org\/fedora|docker\.io\/(?:opensuse|kalilinux)\/[^/]+|docker\.io\/nvidia\/cuda|mcr\.microsoft\.com\/(?:azurelinux|cbl-mariner)\/[^/]+)$/;

/** The name of such an image, as a person says it; undefined for others, also where it is not known what they start. */
export function shellImageName(image: ImageReference): string | undefined {
  const name = officialName(image);
  if (name !== undefined) return official.has(name) ? name : undefined;
  return others.test(image.normalized) ? image.name : undefined;
}
