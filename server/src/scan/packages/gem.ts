import type { Cataloguer } from './cataloguer';
import { isGemspec } from './language-manifests';
import { decodeText } from './text';

/**
 * Installed Ruby gems, those that come with Ruby included: the specification that RubyGems writes of each. It is a Ruby program, of which
 * only assignments of plain strings are read, as RubyGems writes them. Source: Gem::Specification#to_ruby.
 */
export const gem: Cataloguer = {
  name: 'gem',
  version: 1,
  maxBytes: 4 * 1024 * 1024,

  wants: isGemspec,

  catalogue(path, content, found) {
    const text = decodeText(content);
    const name = assigned(text, 'name');
    const version = assigned(text, 'version');
    if (!name || !version) {
      found.problems.push({ where: path, message: `The gem's specification has no ${name ? 'version' : 'name'} that could be read and is left out.` });
      return;
    }
    const licenses = [...(/^\s*\w+\.licenses\s*=\s*\[([^\]\n]*)\]/m.exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] as string);
    found.packages.push({ type: 'gem', name, version, path, ...(licenses.length > 0 ? { licenses } : {}) });
  },
};

/** `s.name = "rack".freeze`, also with single quotes, and `Gem::Version.new("1.0")`. */
function assigned(text: string, field: string): string | undefined {
  return new RegExp(`^\\s*\\w+\\.${field}\\s*=\\s*(?:Gem::Version\\.new\\s*\\(?\\s*)?(["'])([^"'#\\\\\\n]+)\\1`, 'm').exec(text)?.[2]?.trim();
}
