import assert from 'node:assert/strict';

/** Fails unless the text is well-formed XML 1.0 of the kind that reports are: a declaration, elements, quoted attributes, text with entities. */
export function checkXml(text: string): void {
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(text, /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, 'a character that XML does not allow');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  assert.ok(text.startsWith(declaration));
  const open: string[] = [];
  let position = declaration.length;
  const token = /<(\/?)([\w-]+)((?:\s[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  while (position < text.length) {
    token.lastIndex = position;
    const match = token.exec(text);
    assert.ok(match, `not well-formed at ${text.slice(position, position + 80)}`);
    const [whole, closing, name, attributes, empty, content] = match;
    for (const part of [attributes, content]) assert.doesNotMatch(part ?? '', /&(?!(?:amp|lt|gt|quot|#\d+);)/, 'an ampersand that begins no entity');
    if (name !== undefined) {
      if (closing) assert.equal(open.pop(), name);
      else if (!empty) open.push(name);
    } else assert.ok(open.length > 0 || content!.trim() === '', 'text outside the root element');
    position += whole.length;
  }
  assert.deepEqual(open, []);
}
