/** Programs, data and pages about Dockerfiles, as editors and highlighters have them; a variant of an image has its name behind a capital letter. */
const about = /^(?:docker|container)file\.(?:[cm]?[jt]sx?|py|go|rs|rb|php|java|kt|cs|c|h|cc|cpp|hpp|lua|vim|el|nix|json5?|ya?ml|toml|xml|html?|s?css|mdx?|rst|adoc|txt|svg|png|snippets?|cson|tm\w+|sublime-\w+)$/;

/** Whether a file is a Dockerfile, by its name alone (without directories). `Dockerfile-cpu` and `Dockerfile_ldap-8.1` are, `dockerfile_lint.py` and `dockerfile.js` are none. */
export function isDockerfileName(name: string): boolean {
  if (about.test(name)) return false;
  return /^(?:docker|container)file(?:\..+|[-_][\w-]+(?:\.\d+)*)?$|.\.(?:docker|container)file$/i.test(name) && !/\.(?:docker|container)ignore$/i.test(name);
}

const templateName = /\.(?:j2|jinja2?|erb|tt|m4|mustache|hbs|ejs|liquid|(?:go)?tmpl|tpl|template|ncl)$/i;
/** Jinja, Go templates, Mustache and jq; ERB and EJS; Nickel; macros of m4; a field on a line of its own. */
const templateMark = /\{\{|\{%|<%|%\{|^(?:m4_)?(?:include|define|changequote|divert)\(|\bdnl$|^\{[A-Z][A-Z\d_]*\}\s*$/m;

const partName = /\.(?:proto|part|partial|fragment|inc)$/i;
/** Blank lines and comments, and then the beginning of a file that stands alone. */
const wholeFile = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:FROM|ARG)\b/i;

/** True for a template by its name that has something to be filled in: `Dockerfile.j2`; and for a part that is put together with others: `Dockerfile.proto`. */
export function isTemplateFile(path: string, text: string): boolean {
  return (templateName.test(path) && templateMark.test(text)) || (partName.test(path) && !wholeFile.test(text));
}
