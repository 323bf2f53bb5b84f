/**
 * Directories and files around open documents, as rules ask about them. Rules do not wait: what is not known is noted, fetched beside everything else, and the documents are checked
 * again when it has come. Only what was asked for is ever looked at.
 */
import type { FileDetails, FileTree, TreeEntry } from '../../lint/context/tree';
import type { TreeAccess } from '../host';
import { parentUri, uriKey } from '../uris';
import { forEachParallel } from './parallel';

interface Answers {
  readonly list: readonly TreeEntry[] | null | undefined;
  readonly text: string | null | undefined;
  readonly details: FileDetails | null | undefined;
  readonly repository: string | null | undefined;
}

type Question = keyof Answers;

interface Known {
  readonly question: Question;
  readonly uri: string;
  /** Undefined before it was fetched, and where it cannot be told. */
  value: Answers[Question];
  /** When it was fetched. */
  at: number;
}

/** What is remembered. A workspace where rules ask for more gets no answer for the rest. */
const mostAnswers = 20_000;
/** Directories and files that are looked at at the same time. */
const parallel = 16;

export interface ContextTreeOptions {
  /** The folder of the workspace that a file is in. */
  folderOf(uri: string): string | undefined;
  /** Answers are others than before: documents have other findings. */
  onChange(): void;
  /** Milliseconds after which an answer is checked; absent where the editor says what changes. */
  readonly recheckAfter?: number;
}

export class ContextTree implements FileTree {
  private readonly answers = new Map<string, Known>();
  private readonly waiting = new Set<Known>();
  private running = false;
  private changes = 0;

  constructor(
    private readonly access: TreeAccess,
    private readonly options: ContextTreeOptions,
  ) {}

  /** Another number whenever an answer is another one. */
  get version(): number {
    return this.changes;
  }

  list(directory: string): readonly TreeEntry[] | null | undefined {
    return this.answer('list', directory);
  }

  text(file: string): string | null | undefined {
    return this.answer('text', file);
  }

  details(file: string): FileDetails | null | undefined {
    return this.answer('details', file);
  }

  /** The repository; outside of one, the folder that is open. */
  top(file: string): string | null | undefined {
    const repository = this.answer('repository', parentUri(file));
    if (repository !== null) return repository;
    const folder = this.options.folderOf(file);
    return folder === undefined ? null : withSlash(folder);
  }

  /** Files and directories that were created, changed or deleted. What was known of them stays until the new answer is there. */
  changedOnDisk(uris: readonly string[]): void {
    for (const uri of uris) {
      const key = uriKey(uri).replace(/\/$/, '');
      this.askAgain(`list ${withSlash(key.replace(/\/[^/]*$/, ''))}`);
      this.askAgain(`text ${key}`);
      this.askAgain(`details ${key}`);
      if (key.endsWith('/.git')) for (const known of this.answers.values()) if (known.question === 'repository') this.want(known);
      if (this.answers.has(`list ${key}/`)) for (const [each, known] of this.answers) if (each.slice(each.indexOf(' ') + 1).startsWith(`${key}/`)) this.want(known);
    }
  }

  private answer<Q extends Question>(question: Q, uri: string): Answers[Q] {
    const key = `${question} ${uriKey(uri)}`;
    let known = this.answers.get(key);
    if (!known) {
      if (this.answers.size >= mostAnswers) return undefined;
      known = { question, uri, value: undefined, at: 0 };
      this.answers.set(key, known);
      this.want(known);
    } else if (this.options.recheckAfter !== undefined && performance.now() - known.at >= this.options.recheckAfter) this.want(known);
    return known.value as Answers[Q];
  }

  private askAgain(key: string): void {
    const known = this.answers.get(key);
    if (known) this.want(known);
  }

  private want(known: Known): void {
    this.waiting.add(known);
    if (this.running) return;
    this.running = true;
    setTimeout(() => void this.run(), 0);
  }

  private async run(): Promise<void> {
    let changed = false;
    while (this.waiting.size > 0) {
      const batch = [...this.waiting];
      this.waiting.clear();
      await forEachParallel(batch, parallel, async (known) => {
        const value = await this.fetch(known);
        known.at = performance.now();
        if (JSON.stringify(value) === JSON.stringify(known.value)) return;
        known.value = value;
        changed = true;
      });
    }
    this.running = false;
    if (!changed) return;
    this.changes++;
    this.options.onChange();
  }

  private fetch({ question, uri }: Known): Promise<Answers[Question]> {
    return this.access[question](uri);
  }
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
