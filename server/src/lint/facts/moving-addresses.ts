/** Branches that everybody pushes to, and all others by their full name. */
const branch = '((?:refs\\/heads\\/)?(?:master|main|develop|dev|trunk|HEAD)(?=[/.]|$)|refs\\/heads\\/[^/?#]+)';

/** Addresses that serve something else after every push or release. */
const moving = [
  /\/releases\/latest\/download\b/, /\/latest\/download\b/, new RegExp(`(?:raw\\.githubusercontent\\.com\\/[^/]+\\/[^/]+|gitlab\\.com\\/.+\\/(?:raw|archive))\\/${branch}`),
  new RegExp(`github\\.com\\/[^/]+\\/[^/]+\\/(?:raw|archive|tarball|zipball|blob|zip|tar\\.gz|legacy\\.(?:zip|tar\\.gz))\\/${branch}`),
];

/** The part that says so: `master`, `releases/latest/download`. */
export function movingPart(url: string): string | undefined {
  return find(url)?.part;
}

function find(url: string): { readonly part: string; readonly rest: string } | undefined {
  for (const pattern of moving) {
    const match = pattern.exec(url);
    if (match) return { part: (match[1] ?? match[0]).replace(/^\/|\.(?:zip|tar\.\w+|tgz)$/g, ''), rest: url.slice(match.index + match[0].length) };
  }
  return undefined;
}

/** Also by other words of the path that mean the newest there is: `/latest/tool.zip`. A file below with a version in its own name is what it is: `/main/tool-1.4.2.tgz`. */
export function mayMove(url: string): string | undefined {
  const found = find(url) ?? findWord(url.replace(host, ''));
  return found && !/\/[^/?#]*\d[._]\d[^/?#]*(?:[?#]|$)/.test(found.rest) ? found.part : undefined;
}

function findWord(path: string): { readonly part: string; readonly rest: string } | undefined {
  const match = /\/((?:latest|current|nightly|snapshots?))(?=[/.?]|$)|[/_.-](latest)(?=[/_.-]|$)/i.exec(path);
  return match ? { part: (match[1] ?? match[2])!, rest: path.slice(match.index + match[0].length) } : undefined;
}

/** What answers with the newest version, or with its address: GitHub's API, `stable.txt`. The part of a command that says so. */
export function latestAsked(command: string): string | undefined {
  return /\breleases\/latest\b|\bstable(?:-[\w.]+)?\.txt\b|(?<=\/)LATEST_RELEASE\w*|\blatest\.txt\b/.exec(command)?.[0];
}

const host = /^[a-z]+:\/\/[^/]*/i;

/** Neither a version nor a commit, a date or a digest stands in the path: the maker puts each new release to the same place. */
export function namesNoVersion(url: string): boolean {
  const path = url.replace(host, '');
  return !/\$|\d+[._]\d+|(?:^|[/_.-])[vr]?\d{1,4}(?=[/_.-]|$)|\d{6,}|[0-9a-f]{7,}/i.test(path.replace(/(?:amd|arm|x86_|x|i[3-6])\d{2}|\b(?:arm|arm64v)\d\b|\.(?:bz2|7z|mp3)\b|sha\d+/gi, ''));
}
