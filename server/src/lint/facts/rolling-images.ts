/** Images that have no tags of versions: distributions without releases, and bases that their makers renew for everybody at once. */
import type { ImageReference } from '../dockerfile/model';

const rolling = /^docker\.io\/(?:library\/archlinux|archlinux\/archlinux|gentoo\/(?:stage3|portage)|opensuse\/tumbleweed|kalilinux\/kali-(?:rolling|last-release|bleeding-edge)|manjarolinux\/base|blackarchlinux\/blackarch|nixos\/nix)$|^registry\.opensuse\.org\/opensuse\/tumbleweed$|^ghcr\.io\/void-linux\/|^ghcr\.io\/ublue-os\/|^cgr\.dev\/chainguard\/|^gcr\.io\/oss-fuzz-base\//;

/** Updated as a whole every day, by whoever uses it. */
export function hasNoReleases({ normalized }: ImageReference): boolean {
  return rolling.test(normalized.replace(/^docker\.io\/(?=[^/]+$)/, 'docker.io/library/'));
}
