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
