/** Where the project lives. The one place that names it; `package.json` must agree (a test compares them). */
export const repositoryUrl = 'https://github.com/plimsoll/plimsoll';

/** Page of a rule, of `shellcheck/SC2086` on ShellCheck's wiki, or of the syntax errors. */
export function ruleUrl(rule: string): string {
  const shellcheck = /^shellcheck\/(SC\d+)$/.exec(rule);
  if (shellcheck) return `https://www.shellcheck.net/wiki/${shellcheck[1]}`;
  return `${repositoryUrl}/blob/main/docs/rules/${rule}.md`;
}
