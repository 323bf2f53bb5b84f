/** Whether a file is a Dockerfile, by its name alone (without directories). `Dockerfile-cpu` and `Dockerfile_ldap-8.1` are, `dockerfile_lint.py` is none. */
export function isDockerfileName(name: string): boolean {
  return /^(?:docker|container)file(?:\..+|[-_][\w-]+(?:\.\d+)*)?$|.\.(?:docker|container)file$/i.test(name) && !/\.(?:docker|container)ignore$/i.test(name);
}

const templateName = /\.(?:j2|jinja2?|erb|tt|m4|mustache|hbs|ejs|liquid|(?:go)?tmpl|tpl|template|ncl)$/i;
/** Jinja, Go templates, Mustache and jq; ERB and EJS; Nickel; macros of m4. */
const templateMark = /\{\{|\{%|<%|%\{|^(?:m4_)?(?:include|define|changequote|divert)\(|\bdnl$/m;

/** True for a template by its name that has something to be filled in: `Dockerfile.j2`. */
export function isTemplateFile(path: string, text: string): boolean {
  return templateName.test(path) && templateMark.test(text);
}
