/**
 * What is known of the versions that open Dockerfiles pin. Advisories lie on disk and lint does not wait: a check is given what is known, what is not is looked up afterwards, and where
 * that finds something the documents are checked again. From then on the answer is there at once.
 */
import { isActive } from '../../lint/lint';
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { ParsedDocument } from '../../lint/document';
import { vulnerableVersion } from '../../lint/rules/dockerfile/vulnerable-version';
import { BoundedMap } from '../../lint/text/bounded-map';
import { queryKey } from '../../lint/versions/model';
import type { VersionAdvisories, VersionQuery, VersionVerdict } from '../../lint/versions/model';
import { pinnedVersions } from '../../lint/versions/pins';
import type { VersionLookup } from '../host';
import type { DocumentSettings } from '../settings/settings-store';

/** Milliseconds after which it is looked again whether the advisories on disk are still the same. */
const recheck = 30_000;
/** Milliseconds of quiet before the versions of a document that was edited are looked up. */
const quiet = 300;
/** Versions of one document that are looked up, and versions that are remembered. */
const mostOfDocument = 500;
const mostRemembered = 10_000;

/** The advisories of one directory. */
interface Place {
  readonly directory: string | undefined;
  /** What `state` said last. */
  state: string | undefined;
  /** When it was asked; undefined before the first time. */
  asked: number | undefined;
  verdicts: BoundedMap<string, VersionVerdict | 'unknown'>;
  /** Another object whenever findings may be others. */
  known: VersionAdvisories;
  readonly waiting: Map<string, VersionQuery>;
  running: boolean;
}

export class VersionRuns {
  private readonly places = new Map<string, Place>();
  /** Documents whose versions have not been gathered yet, as they were last, by URI. */
  private readonly asked = new Map<string, { readonly model: DockerfileModel; readonly place: Place }>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly lookup: VersionLookup | undefined,
    /** More is known: documents have other findings. */
    private readonly onFound: () => void,
    private readonly onError: (error: unknown) => void,
    private readonly recheckAfter = recheck,
  ) {}

  /** What is known now; the same object until that changes. */
  advisories(settings: DocumentSettings): VersionAdvisories | undefined {
    return this.lookup && this.place(settings).known;
  }

  /** Sees to it that what the document pins becomes known, a moment later: to find that out, all its commands are read, which takes longer than to lint it after an edit. */
  ask(parsed: ParsedDocument, settings: DocumentSettings): void {
    if (!this.lookup || parsed.target !== 'dockerfile' || !settings.enabled || !isActive(vulnerableVersion, settings.lint)) return;
    const place = this.place(settings);
    const { uri } = parsed.model;
    const waiting = this.asked.get(uri);
    if (waiting?.model === parsed.model && waiting.place === place) return;
    this.asked.set(uri, { model: parsed.model, place });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.begin(), place.asked === undefined ? 0 : quiet);
  }

  /** The advisories on disk have changed. */
  forget(): void {
    this.places.clear();
  }

  private place({ editor }: DocumentSettings): Place {
    const directory = editor.advisories.directory || undefined;
    const key = directory ?? '';
    let place = this.places.get(key);
    if (!place) {
      place = { directory, state: undefined, asked: undefined, verdicts: new BoundedMap(mostRemembered), known: { verdict: () => undefined }, waiting: new Map(), running: false };
      this.places.set(key, place);
    }
    return place;
  }

  private begin(): void {
    this.timer = undefined;
    const asked = [...this.asked.values()];
    this.asked.clear();
    const pinning = asked.filter(({ model, place }) => {
      const pins = pinnedVersions(model).slice(0, mostOfDocument);
      for (const pin of pins) {
        const key = queryKey(pin);
        if (place.verdicts.get(key) === undefined) place.waiting.set(key, pin);
      }
      return pins.length > 0;
    });
    for (const place of new Set(pinning.map(({ place }) => place))) {
      const stale = place.asked === undefined || performance.now() - place.asked >= this.recheckAfter;
      if ((place.waiting.size > 0 || stale) && !place.running) void this.run(place);
    }
  }

  private async run(place: Place): Promise<void> {
    place.running = true;
    try {
      // Again where more is asked for while this is under way.
      do {
        if (await this.update(place)) {
          const { verdicts } = place;
          place.known = {
            verdict: (query) => {
              const found = verdicts.get(queryKey(query));
              return found === 'unknown' ? undefined : found;
            },
          };
          this.onFound();
        }
      } while (place.waiting.size > 0);
    } catch (error) {
      this.onError(error);
    } finally {
      place.running = false;
    }
  }

  /** True where documents have other findings now. */
  private async update(place: Place): Promise<boolean> {
    const state = await this.lookup!.state(place.directory);
    const changed = place.asked !== undefined && state !== place.state;
    Object.assign(place, { state, asked: performance.now() });
    if (changed) place.verdicts = new BoundedMap(mostRemembered);
    const queries = [...place.waiting];
    place.waiting.clear();
    // Marked first: what fails is not tried with every keystroke.
    for (const [key] of queries) place.verdicts.set(key, 'unknown');
    if (state === undefined || queries.length === 0) return changed;
    const found = await this.lookup!.lookUp(queries.map(([, query]) => query), place.directory);
    for (const [key, verdict] of found) place.verdicts.set(key, verdict);
    return changed || [...found.values()].some(({ vulnerabilities }) => vulnerabilities.length > 0);
  }
}
