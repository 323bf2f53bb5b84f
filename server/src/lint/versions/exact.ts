/** Which version texts name one version, and not a range, a series or a tag that moves. */

/** By OSV's name of the language's packages. The text that matches is what advisories are asked for; a leading `v` or `=` is not part of it. */
const grammars: Readonly<Record<string, RegExp>> = {
  npm: /^[v=]?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/,
  // `@1.2` of Go is a query for the newest 1.2.x.
  Go: /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/,
  'crates.io': /^=?\s*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/,
  // Of a range, NuGet takes the lowest version; `[1.2.3]` is a range of one.
  NuGet: /^\[?(\d+(?:\.\d+){2,3}(?:-[0-9A-Za-z.-]+)?)\]?$/,
  PyPI: /^v?((?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|rc|alpha|beta|c|pre|preview|post|rev|r|dev)[-_.]?\d*)*)$/i,
  RubyGems: /^=?\s*(\d+(?:\.[0-9A-Za-z]+)+)$/,
};

const distribution = /^([0-9][0-9A-Za-z.+:~_-]*)$/;

/** The version that a text names; undefined for `1.*`, `^1`, `latest` and the like. */
export function exactVersion(ecosystem: string, text: string): string | undefined {
  return (grammars[ecosystem] ?? distribution).exec(text.trim())?.[1];
}
