import { defineRule } from '../../rule';

export const ignorePatternAtRootOnly = defineRule({
  name: 'ignore-pattern-at-root-only',
  target: 'dockerignore',
  severity: 'info',
  category: 'correctness',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A name or a pattern without a slash matches nothing at the root of the build context, and something further down that is not left out.',
    why: 'In a `.gitignore` such a pattern holds at every level. In a `.dockerignore` it is a path from the root, so that what it should keep out goes to the builder.',
    bad: '.git\n*.pem\n',
    good: '.git\n**/*.pem\n',
    beside: { bad: { 'tls/server.pem': '', Dockerfile: 'FROM alpine:3.24\nUSER 10001\n' }, good: { 'tls/server.pem': '', Dockerfile: 'FROM alpine:3.24\nUSER 10001\n' } },
    exceptions: 'A slash in front (`/build`) says that the root is meant. Silent for names that are common and wanted at other levels (build, dist, bin, lib, docs, test, …), and where files are not known.',
  },
  messages: { root: '{pattern} is a path from the root of the build context, where nothing matches; {example} is not left out. For every level write {anywhere}.' },
  check(file, report, { workspace }) {
    const candidates = file.patterns.filter(({ pattern, negated, text }) => !negated && !pattern.includes('/') && !pattern.startsWith('**') && !/^\.?\//.test(text) && !wanted.test(pattern));
    const context = candidates.length > 0 ? workspace.ignoreFileUse?.(file.uri)?.context : undefined;
    const walk = context?.walk();
    if (!context || !walk?.complete) return;
    for (const { pattern, span, matches, text } of candidates) {
      let example: string | undefined;
      let atRoot = false;
      for (const { path } of walk.entries) {
        const slash = path.lastIndexOf('/');
        if (slash < 0) atRoot ||= matches(path);
        else if (example === undefined && matches(path.slice(slash + 1)) && !file.matcher.ignores(path) && !file.matcher.decisive(path)) example = path;
        if (atRoot) break;
      }
      if (atRoot || example === undefined) continue;
      const anywhere = `**/${pattern}`;
      report(span, 'root', { data: { pattern: text, example, anywhere }, fixes: [{ title: `Use ${anywhere}`, applicability: 'unsafe', edits: [{ span, newText: anywhere }] }] });
    }
  },
});

/** Directories and files that mean one thing at the root and another one below. */
const wanted = /^(?:\*|\*\.\w{0,3}\*|_?build|dist|out|target|bin|obj|lib|libs|docs?|tests?|spec|examples?|samples?|scripts?|tmp|temp|data|logs?|vendor|config|public|static|assets|deploy|release|client|server|web|api|src|app|package\.json|README.*|LICENSE.*|Makefile|\*\.(?:md|txt|yml|yaml|json|sh|js|ts|go|py|html|css|xml|sql|conf|cfg|ini|lock|png|svg|jpg))\/?$/i;
