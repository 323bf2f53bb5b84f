/** Files that a template engine turns into a Compose file. */
import { Lexer } from 'yaml';

export interface Template {
  /** Whole lines are made, so that anything may stand in them: what a service or the file seems to lack, too. */
  readonly lines: boolean;
}

/** Marks of Jinja, Go templates, Mustache, ERB and EJS in the text of a value. `{{.Name}}` alone may be for Docker, which fills it in itself. */
const mark = /\{\{|\{%|<%/;

/** An image's or a container's name is nothing that Docker fills in. */
const named = /(?:^|[{,])[ \t]*(?:image|container_name):[ \t]+["']?[^\s#"']*(?:\{\{|\{%|<%)/m;

/** Undefined where there is no mark that YAML or Compose has no use for. In the text of quoted and block values marks may be meant for a program of the container. */
export function templateOf(text: string): Template | undefined {
  if (!mark.test(text)) return undefined;
  let found = named.test(text);
  let lines = false;
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    // The lexer marks documents, ends of flow and scalars with control characters that are not in the text.
    if (!scalar && /^[\x02\x18\x1f]$/.test(lexeme)) {
      scalar = lexeme === '\x1f';
      continue;
    }
    if (scalar ? lexeme.startsWith('<%') : lexeme === '{' && /[{%#]/.test(text.charAt(offset + 1))) {
      found = true;
      if (/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset))) lines = true;
    }
    scalar = false;
    offset += lexeme.length;
  }
  return found ? { lines } : undefined;
}

/** What becomes of the text is not known. */
export function hasMark(text: string): boolean {
  return mark.test(text);
}
