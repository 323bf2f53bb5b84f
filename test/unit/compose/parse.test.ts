import assert from 'node:assert/strict';
import { parseCompose } from '../../../server/src/lint/compose/parse';
import type { ComposeModel, Node, Service } from '../../../server/src/lint/compose/model';
import { isMissing, isTrue, listOf, numberOf, partSpan, stringOf } from '../../../server/src/lint/compose/values';
import type { Span } from '../../../server/src/lint/text/span';

const parse = (text: string): ComposeModel => parseCompose(text, 'file:///project/compose.yaml');
const service = (model: ComposeModel, name: string): Service => model.services.find((s) => s.name === name) ?? assert.fail(`no service ${name}`);
const at = (model: ComposeModel, span: Span): string => model.source.slice(span);

describe('parseCompose', () => {
  it('finds services with the place of every part', () => {
    const model = parse('services:\n  web:\n    image: "nginx:1.27" # pinned\n    mem_limit: 1g\n');
    const web = service(model, 'web');
    assert.equal(at(model, web.nameSpan), 'web');
    assert.equal(at(model, web.image!.span), '"nginx:1.27"');
    assert.equal(stringOf(web.image), 'nginx:1.27');
    assert.equal(at(model, web.node.span), 'image: "nginx:1.27" # pinned\n    mem_limit: 1g');
    assert.equal(at(model, partSpan(web.image!, 6, 10)), '1.27');
    assert.deepEqual(model.errors, []);
  });

  it('reads values at a path of keys, in block and flow style', () => {
    const model = parse('services:\n  web: {image: a, deploy: {resources: {limits: {memory: 512M, pids: 10}}}}\n');
    const web = service(model, 'web');
    assert.equal(stringOf(web.get('deploy', 'resources', 'limits', 'memory')), '512M');
    assert.equal(numberOf(web.get('deploy', 'resources', 'limits', 'pids')), 10);
    assert.equal(web.get('deploy', 'nothing', 'here'), undefined);
    assert.equal(web.node.form, 'flow');
  });

  it('keeps the spelling of numbers', () => {
    const web = service(parse('services:\n  web:\n    image: 3.10\n'), 'web');
    assert.equal(stringOf(web.image), '3.10');
  });

  it('tells the form of scalars', () => {
    const model = parse("services:\n  a:\n    image: x\n    b: 'c'\n    d: \"e\"\n    f: |\n      g\n    h: >-\n      i\n    j:\n");
    const forms = service(model, 'a').node.entries!.map((e) => e.value.form);
    assert.deepEqual(forms, ['plain', 'single', 'double', 'literal', 'folded', 'empty']);
  });

  it('measures the indentation of the file', () => {
    assert.equal(parse('services:\n    web:\n        image: a\n').indent, 4);
    assert.equal(parse('services:\n web:\n  image: a\n').indent, 1);
    assert.equal(parse('services: {}\n').indent, 2);
  });

  it('finds comments, and no comments inside scalars', () => {
    const model = parse('# one\nservices:\n  a:\n    image: x#y # two\n    command: |\n      # no\n    b: "# no"\n    c: [d, # three\n      e]\n');
    assert.deepEqual(model.comments.map((c) => [c.text, c.line]), [['one', 0], ['two', 3], ['three', 7]]);
    assert.equal(at(model, model.comments[1]!.span), '# two');
  });

  it('works with a byte order mark and CRLF', () => {
    const model = parse('\uFEFFservices:\r\n  web:\r\n    image: a\r\n    command: |\r\n      b\r\n  # c\r\n');
    const web = service(model, 'web');
    assert.equal(at(model, web.image!.span), 'a');
    assert.equal(at(model, web.nameSpan), 'web');
    assert.deepEqual(model.comments.map((c) => c.text), ['c']);
  });

  describe('anchors and merge keys', () => {
    const text = [
      'x-limits: &limits', '  mem_limit: 1g', '  cpus: 1', 'x-more: &more', '  cpus: 2', '  pids_limit: 5',
      'services:', '  one:', '    <<: *limits', '    image: a', '  two:', '    <<: [*limits, *more]', '    image: b', '    mem_limit: 2g', '  three: *limits',
    ].join('\n');
    const model = parse(text);

    it('puts merged keys in, marked as inherited, with the place they are written at', () => {
      const memory = service(model, 'one').get('mem_limit')!;
      assert.equal(memory.inherited, true);
      assert.equal(memory.span.start, text.indexOf('1g'));
      assert.equal(service(model, 'one').image!.inherited, false);
    });

    it('lets own keys win over merged ones, and the first of a list over later ones', () => {
      const two = service(model, 'two');
      assert.equal(stringOf(two.get('mem_limit')), '2g');
      assert.equal(stringOf(two.get('cpus')), '1');
      assert.equal(stringOf(two.get('pids_limit')), '5');
    });

    it('reads a service that is an alias', () => {
      assert.equal(stringOf(service(model, 'three').get('cpus')), '1');
      assert.equal(service(model, 'three').node.inherited, true);
    });

    it('reports aliases without an anchor and aliases inside their own anchor', () => {
      const broken = parse('services:\n  a: *nowhere\n  b: &b\n    image: x\n    c: *b\n');
      assert.deepEqual(broken.errors.map((e) => at(broken, e.span)), ['*nowhere', '*b']);
    });

    it('does not multiply aliases of aliases', () => {
      const lines = ['a0: &a0 {k: v}'];
      for (let i = 1; i < 60; i++) lines.push(`a${i}: &a${i} {x: *a${i - 1}, y: *a${i - 1}, z: *a${i - 1}}`);
      const model = parse(`${lines.join('\n')}\nservices:\n  web:\n    <<: *a59\n    image: b\n`);
      let node: Node | undefined = service(model, 'web').node;
      let depth = 0;
      while (node?.entries?.some((e) => e.key === 'x')) {
        node = node.entries.find((e) => e.key === 'x')!.value;
        depth++;
      }
      assert.equal(depth, 59);
    });
  });

  describe('interpolation', () => {
    const value = (text: string): Node => service(parse(`services:\n  web:\n    image: ${text}\n`), 'web').image!;

    it('takes defaults', () => {
      assert.equal(stringOf(value('nginx:${V:-1.2}')), 'nginx:1.2');
      assert.equal(stringOf(value('nginx:${V-1.2}')), 'nginx:1.2');
      assert.equal(stringOf(value('${A:-${B:-deep}}')), 'deep');
      assert.equal(stringOf(value('"a$$b"')), 'a$b');
      assert.equal(isMissing(value('${A:-}')), true);
    });

    it('does not guess at variables without a default', () => {
      for (const text of ['$V', '${V}', '${V:?must be set}', '${V?}', '${V:+other}', 'nginx:${A:-1}$B', '${A:-${B}}']) {
        assert.equal(value(text).unresolved, true, text);
        assert.equal(stringOf(value(text)), undefined, text);
      }
    });

    it('keeps the place of characters across variables', () => {
      const model = parse('services:\n  web:\n    image: "nginx:${V:-1.2}-alpine"\n');
      const image = service(model, 'web').image!;
      assert.equal(image.scalar, 'nginx:1.2-alpine');
      assert.equal(at(model, partSpan(image, 6, 9)), '1.2');
      assert.equal(at(model, partSpan(image, 10, 16)), 'alpine');
      assert.equal(at(model, partSpan(image, 0, 5)), 'nginx');
    });

    it('falls back to the whole value where characters are escaped', () => {
      const model = parse('services:\n  web:\n    image: "n\\x67inx:1"\n');
      const image = service(model, 'web').image!;
      assert.equal(image.scalar, 'nginx:1');
      assert.equal(at(model, partSpan(image, 0, 5)), '"n\\x67inx:1"');
    });

    it('reports a brace after a dollar sign that starts no variable', () => {
      const model = parse('services:\n  web:\n    image: a\n    command: grep "x$" ${ b\n');
      assert.deepEqual(model.errors.map((e) => [at(model, e.span), model.source.positionAt(e.span.start).character]), [['$', 23]]);
    });

    it('leaves a dollar sign before anything else alone, as Compose does', () => {
      const model = parse('services:\n  web:\n    image: a\n    command: ["$(date)", "$1", "${HASH:-$2a$14$x}", "${REF:-$(git rev-parse HEAD)}", "a$"]\n');
      assert.deepEqual(model.errors, []);
    });

    it('finds the dollar sign in a value of several lines', () => {
      const model = parse('services:\n  web:\n    image: a\n    command: |\n      echo $A\n      echo ${1}\n');
      assert.deepEqual(model.errors.map((e) => [at(model, e.span), model.source.positionAt(e.span.start)]), [['$', { line: 5, character: 11 }]]);
    });

    it('leaves numbers and booleans alone, and reads them from defaults', () => {
      const web = service(parse('services:\n  web:\n    image: a\n    privileged: ${P:-true}\n    pids_limit: ${N:-100}\n    read_only: "yes"\n'), 'web');
      assert.equal(isTrue(web.get('privileged')), true);
      assert.equal(numberOf(web.get('pids_limit')), 100);
      assert.equal(isTrue(web.get('read_only')), true);
    });
  });

  describe('extends', () => {
    it('takes over the settings of a service of the same file, through chains', () => {
      const model = parse(
        [
          'services:', '  base:', '    image: a', '    container_name: one', '    cap_add: [NET_ADMIN]', '    deploy: {resources: {limits: {memory: 1g}}}', '    command: [x]',
          '  middle:', '    extends: {service: base}', '    cap_add: [SYS_TIME]', '    deploy: {resources: {limits: {cpus: 1}}}',
          '  top:', '    extends: middle', '    command: [y]',
        ].join('\n'),
      );
      const top = service(model, 'top');
      assert.equal(stringOf(top.image), 'a');
      assert.equal(stringOf(top.get('deploy', 'resources', 'limits', 'memory')), '1g');
      assert.equal(stringOf(top.get('deploy', 'resources', 'limits', 'cpus')), '1');
      assert.deepEqual(listOf(top.get('cap_add')).map(stringOf), ['NET_ADMIN', 'SYS_TIME']);
      assert.deepEqual(listOf(top.get('command')).map(stringOf), ['y']);
      assert.equal(top.get('container_name'), undefined);
      assert.equal(top.get('deploy')!.inherited, true);
      assert.equal(top.partial, false);
    });

    it('honours !reset and !override', () => {
      const model = parse(
        'services:\n  base:\n    image: a\n    ports: ["1:1"]\n    cap_add: [A]\n  top:\n    extends: base\n    ports: !reset []\n    cap_add: !override [B]\n',
      );
      assert.equal(service(model, 'top').get('ports'), undefined);
      assert.deepEqual(listOf(service(model, 'top').get('cap_add')).map(stringOf), ['B']);
      assert.deepEqual(model.errors, []);
    });

    it('replaces volumes of the same target and variables of the same name', () => {
      const model = parse(
        'services:\n  base:\n    image: a\n    volumes: [one:/data, two:/keep]\n    environment: [A=1, B=2]\n  top:\n    extends: base\n    volumes: [new:/data]\n    environment: [A=3]\n',
      );
      const top = service(model, 'top');
      assert.deepEqual(listOf(top.get('volumes')).map(stringOf), ['two:/keep', 'new:/data']);
      assert.deepEqual(top.environment.map((v) => [v.name, stringOf(v.value)]), [['B', '2'], ['A', '3']]);
    });

    it('is open where the base is elsewhere, unknown or circular', () => {
      const model = parse(
        'services:\n  a: {image: x, extends: {file: other.yaml, service: b}}\n  b: {image: x, extends: nowhere}\n  c: {image: x, extends: d}\n  d: {image: x, extends: c}\n  e: {image: x}\n',
      );
      assert.deepEqual(model.services.map((s) => s.partial), [true, true, true, true, false]);
      assert.deepEqual(model.errors.map((e) => at(model, e.span)), ['nowhere', 'c']);
    });

    it('takes a service without image and build for a part of another file', () => {
      const model = parse('services:\n  web:\n    ports: ["80:80"]\n');
      assert.equal(service(model, 'web').partial, true);
    });
  });

  describe('environment and build', () => {
    it('reads both forms of environment', () => {
      const model = parse('services:\n  a:\n    image: x\n    environment:\n      A: 1\n      B:\n  b:\n    image: x\n    environment:\n      - A=1=2\n      - B\n      - "C=${D:-e}"\n');
      const read = (name: string): unknown[] => service(model, name).environment.map((v) => [v.name, stringOf(v.value), at(model, v.nameSpan)]);
      assert.deepEqual(read('a'), [['A', '1', 'A'], ['B', undefined, 'B']]);
      assert.deepEqual(read('b'), [['A', '1=2', 'A'], ['B', undefined, 'B'], ['C', 'e', 'C']]);
      assert.equal(at(model, service(model, 'b').environment[0]!.value!.span), '1=2');
      assert.equal(at(model, service(model, 'b').environment[2]!.value!.span), 'e');
    });

    it('reads both forms of build', () => {
      const model = parse('services:\n  a:\n    build: ./dir\n  b:\n    build:\n      context: .\n      dockerfile: x.Dockerfile\n      target: prod\n      args: {A: 1}\n');
      assert.equal(stringOf(service(model, 'a').build!.context), './dir');
      const build = service(model, 'b').build!;
      assert.deepEqual([stringOf(build.dockerfile), stringOf(build.target), build.args.map((a) => a.name)], ['x.Dockerfile', 'prod', ['A']]);
    });
  });

  describe('broken files', () => {
    it('reads what can be read', () => {
      const model = parse('services:\n  web:\n    image: x\n   bad: y\n  db:\n    image: z\n');
      assert.equal(stringOf(service(model, 'db').image), 'z');
      assert.equal(model.errors.length > 0, true);
    });

    it('does not lose the key below one that is being typed', () => {
      const model = parse('services:\n  web:\n    image: x\n    por\n    mem_limit: 1g\n');
      assert.equal(stringOf(service(model, 'web').get('mem_limit')), '1g');
      assert.equal(model.errors.length > 0, true);
    });

    it('keeps errors inside the document and on one line', () => {
      for (const text of ['a: [', '{', 'services: "abc', '- - - a\n  b', 'a:\n\tb: c\n', 'services:\n  web:\n', 'services: 1', 'x', '\u0000', '[[[[', '? x', '---\na: 1\n---\nb: 2\n']) {
        for (const error of parse(text).errors) {
          assert.ok(error.span.start >= 0 && error.span.end <= text.length && error.span.start <= error.span.end, text);
          assert.ok(!at(parse(text), error.span).includes('\n'), text);
        }
      }
    });

    it('refuses services that are no maps', () => {
      const model = parse('services:\n  image: docker\n  web:\n  db:\n    image: x\n');
      assert.deepEqual(model.errors.map((e) => at(model, e.span)), ['image', 'web']);
    });

    it('says that only the first of several documents is read', () => {
      const model = parse('services:\n  a: {image: x}\n---\nservices:\n  b: {image: y}\n');
      assert.deepEqual(model.services.map((s) => s.name), ['a']);
      assert.match(model.errors[0]!.message, /first document/);
    });

    it('survives absurd nesting', () => {
      assert.ok(parse('['.repeat(50_000)).errors.length > 0);
      assert.ok(parse(`a: ${'{a: '.repeat(5_000)}`).errors.length > 0);
    });
  });

  it('knows what a template leaves open', () => {
    const model = parse('services:\n  {{ name }}:\n    image: a\n  web:\n    image: app:{{ tag }}\n    container_name: "{{ name }}"\n    user: {{ user }}\n    cpus: 1\n');
    const web = service(model, 'web');
    assert.deepEqual([model.template, model.broken], [true, true]);
    assert.deepEqual(['image', 'container_name', 'user', 'cpus'].map((key) => web.get(key)!.unresolved), [true, true, true, false]);
    assert.equal(web.partial, true);
    assert.equal(service(parse('services:\n  web:\n    image: app:{{ tag }}\n'), 'web').partial, false);
    assert.equal(parse('services:\n  web:\n    image: a\n    labels: ["{{.Name}}"]\n').template, undefined);
  });
});
