/** Addresses that serve something else after every push or release. */
const moving = [
  /\/releases\/latest\/download\b/, /\/latest\/download\b/, /(?:raw\.githubusercontent\.com\/[^/]+\/[^/]+|gitlab\.com\/.+\/(?:raw|archive))\/((?:refs\/heads\/)?(?:master|main|develop|dev|trunk|HEAD))(?=[/.]|$)/,
  /github\.com\/[^/]+\/[^/]+\/(?:raw|archive|tarball|zipball|blob)\/((?:refs\/heads\/)?(?:master|main|develop|dev|trunk|HEAD))(?=[/.]|$)/,
];

/** The part that says so: `master`, `releases/latest/download`. */
export function movingPart(url: string): string | undefined {
  for (const pattern of moving) {
    const match = pattern.exec(url);
    if (match) return (match[1] ?? match[0]).replace(/^\//, '');
  }
  return undefined;
}

/** Also by other words of the path that mean the newest there is: `/latest/tool.zip`. */
export function mayMove(url: string): string | undefined {
  return movingPart(url) ?? /\/((?:latest|current|nightly|snapshots?))(?=[/.?]|$)|[/_.-](latest)(?=[/_.-]|$)/i.exec(url)?.slice(1).find((part) => part !== undefined);
}

/** Neither a version nor a commit, a date or a digest stands in the path: the maker puts each new release to the same place. */
export function namesNoVersion(url: string): boolean {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  return !/\$|\d+[._]\d+|(?:^|[/_.-])[vr]?\d{1,4}(?=[/_.-]|$)|\d{6,}|[0-9a-f]{7,}/i.test(path.replace(/(?:amd|arm|x86_|x|i[3-6])\d{2}|\b(?:arm|arm64v)\d\b|\.(?:bz2|7z|mp3)\b|sha\d+/gi, ''));
}
