/** Modules that a package path of Go may belong to. The path does not tell where its module ends; advisories name modules. */

/** Commands below another module's path that are modules of their own, with versions of their own. */
const ownModules: ReadonlySet<string> = new Set([
  'google.golang.org/grpc/cmd/protoc-gen-go-grpc', 'golang.org/x/tools/gopls', 'github.com/go-delve/delve/cmd/dlv-dap', 'github.com/golang-migrate/migrate/cli', 'sigs.k8s.io/kustomize/kustomize',
]);

const major = '(?:/v[2-9]\\d*)?';
/** Hosts where a module is a repository, unless that is split up. */
const repository = new RegExp(`^((?:github\\.com|gitlab\\.com|bitbucket\\.org)/[^/]+/[^/]+${major})(?:/(?:cmd/)?[^/]+)?$`);
const others = new RegExp(`^((?:golang\\.org/x/[^/]+|google\\.golang\\.org/[^/]+|gopkg\\.in/(?:[^/]+/)?[^/]+\\.v\\d+|k8s\\.io/[^/]+|sigs\\.k8s\\.io/[^/]+|mvdan\\.cc/[^/]+|go\\.uber\\.org/[^/]+)${major})(?:/cmd/[^/]+)?$`);

/** The longest first: the path itself, and the repository where the path is one command of it. Empty where the path is none of a module that is known to be one. */
export function goModules(path: string): readonly string[] {
  if (!/^[a-z0-9.-]+\.[a-z]{2,}\/./i.test(path)) return [];
  const module = ownModules.has(path) ? undefined : (repository.exec(path)?.[1] ?? others.exec(path)?.[1]);
  return module === undefined || module === path ? [path] : [path, module];
}
