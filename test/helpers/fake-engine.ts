/** A container engine that answers as Docker does, over a socket, with the images that a test gives it. */
import * as http from 'node:http';
import { dockerSaveOci, tar, type ArchiveFiles, type BuiltImage } from './image-builder';

export interface FakeEngineOptions {
  readonly images?: Readonly<Record<string, BuiltImage>>;
  /** Archive that `get` sends; by default docker save's in the OCI form. */
  readonly archive?: (image: BuiltImage) => ArchiveFiles;
  /** Takes a request over; true where it did. */
  readonly intercept?: (request: http.IncomingMessage, response: http.ServerResponse) => boolean;
  /** Fields that `inspect` answers with besides. */
  readonly inspected?: Readonly<Record<string, unknown>>;
}

export class FakeEngine {
  /** Paths that were asked for. */
  readonly requests: string[] = [];
  private readonly server: http.Server;

  constructor(private readonly options: FakeEngineOptions = {}) {
    this.server = http.createServer((request, response) => {
      this.requests.push(request.url ?? '');
      if (options.intercept?.(request, response) !== true) {
        this.answer(request.url ?? '', response);
      }
    });
  }

  /** `unix:///…` after it listens. */
  async listen(socket: string): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(socket, resolve));
    return `unix://${socket}`;
  }

  async listenOnPort(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(url: string, response: http.ServerResponse): void {
    const json = (value: unknown, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    const images = Object.entries(this.options.images ?? {});
    if (url === '/images/json') {
      json(images.map(([name, image], index) => ({ Id: image.digest, RepoTags: [name, '<none>:<none>'], Created: 1_760_000_000 + index, Size: 1000, Labels: { index: String(index) } })));
      return;
    }
    const [, name = '', question = ''] = /^\/images\/(.+)\/(json|history|get)$/.exec(decodeURI(url)) ?? [];
    const image = images.find(([key, { digest }]) => key === name || digest === name)?.[1];
    if (image === undefined) {
      json({ message: `No such image: ${name}` }, 404);
      return;
    }
    const config = JSON.parse(image.config.toString());
    switch (question) {
      case 'json':
        json({ Id: image.digest, RepoTags: [name], Architecture: config.architecture, Os: config.os, Created: config.created, Config: config.config, RootFS: { Type: 'layers', Layers: image.diffIds }, ...this.options.inspected });
        break;
      case 'history':
        json([...config.history].reverse().map((entry: { created_by: string; empty_layer?: boolean; comment?: string }) => ({ Id: '<missing>', Created: 1_760_000_000, CreatedBy: entry.created_by, Size: entry.empty_layer ? 0 : 100, Tags: null, Comment: entry.comment ?? '' })));
        break;
      case 'get':
        response.writeHead(200, { 'Content-Type': 'application/x-tar' }).end(tar((this.options.archive ?? dockerSaveOci)(image)));
    }
  }
}
