import { isNamedForRelease, isPinned, mayPin } from '../../context/release-pins';
import { imagesOf } from '../../dockerfile/images';
import type { ImageUse } from '../../dockerfile/images';
import type { DockerfileModel, ImageReference } from '../../dockerfile/model';
import { isInFinalImage } from '../../dockerfile/stages';
import { componentsOf, isRapid, lifeState, productLabel, releaseLabel, renewedTag, successorOf } from '../../facts/eol';
import type { Component, LifeState } from '../../facts/eol';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { Severity } from '../../finding';
import { BoundedMap } from '../../text/bounded-map';
import type { Span } from '../../text/span';
import { isTestData } from '../../workspace/purpose';

export const endOfLifeImage = defineRule({
  name: 'end-of-life-image',
  target: 'dockerfile',
  looksAt: mayPin,
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/eol-ruby-version'] },
  options: {
    noticeDays: { default: 90, description: 'Days before the end of life from which an image is reported.' },
  },
  docs: {
    what: 'An image holds a distribution, language or server release that gets no more security updates, or soon will not.',
    why: 'After its end of life a release keeps every vulnerability that is found from then on: there is no version to upgrade to, and package mirrors of old distributions disappear.',
    bad: 'FROM debian:10\nUSER 10001\n',
    good: 'FROM debian:13\nUSER 10001\n',
    exceptions: 'Variants are judged on both: python:3.14-slim-buster has a supported Python on an unsupported Debian. Products that release every few weeks (Rust, Traefik) get a note only, and Rust none where it only builds what a later stage takes. Dates come from endoflife.date; releases that it does not know are left alone. No fix is offered where another tag alone would break something: the release is named elsewhere in the file, packages have versions in their names, the project asks for it, or it has been over for years. A file whose path names the release, one of several, gets a hint, and so does one in a directory of tests.',
  },
  messages: {
    ended: '{release} reached its end of life on {date} and gets no more security updates.{advice}',
    endedSometime: '{release} is past its end of life and gets no more security updates.{advice}',
    ending: '{release} reaches its end of life on {date}, in {days} days.{advice}',
    extended: 'Regular support of {release} ended on {date}; long-term support goes on until {until}, for fewer packages.{advice}',
  },
  check(file, report, { options, today, workspace }) {
    for (const use of imagesOf(file)) {
      const judged = judgedOf(use.image, today, options.noticeDays);
      const stale = judged.filter(({ component }) => !isToolOnly(component, use, file));
      const fixes = stale.map((each) => fixesFor(use, each));
      const pinned = fixes.some((each) => each.length > 0) && isPinned(judged.map(({ component }) => component), use, file, workspace, today);
      stale.forEach(({ component, message, data, severity }, index) => {
        const calm = isNamedForRelease(file.uri, component.release, workspace) || isTestData(file.uri, workspace);
        report(spanOf(use, component), message, { data, severity: calm ? 'hint' : severity, fixes: pinned ? [] : fixes[index]! });
      });
    }
  },
});

/** A release of an image that is past its time, or soon will be, with what is to be said of it. */
interface Judged {
  readonly component: Component;
  readonly message: Message;
  readonly data: Readonly<Record<string, string | number>>;
  readonly severity: Severity;
  /** The tag to use instead, where the image has one. */
  readonly tag: string | undefined;
}

type Message = 'ended' | 'endedSometime' | 'ending' | 'extended';

/** By reference: the same few images are judged with every keystroke. */
const judgements = new BoundedMap<string, readonly Judged[]>(200);

function judgedOf(image: ImageReference, today: string, notice: number): readonly Judged[] {
  const key = `${today} ${notice} ${image.text}`;
  let found = judgements.get(key);
  if (!found) judgements.set(key, (found = judge(image, today, notice)));
  return found;
}

function judge(image: ImageReference, today: string, notice: number): Judged[] {
  return componentsOf(image).flatMap((component) => {
    const { release } = component;
    const state = lifeState(release, today, notice);
    const next = successorOf(release, today);
    // Of what is released every few weeks a newer one is out before these data know of it.
    if (state.kind === 'supported' || (!next && isRapid(release))) return [];
    const [message, data] = describe(state);
    const advice = next ? ` Move to ${releaseLabel(next)}.` : ` No later release of ${productLabel(release.product)} with support is known; choose another base.`;
    const tag = image.tag === undefined ? undefined : renewedTag(image, today, notice, component);
    return [{ component, message, data: { ...data, release: releaseLabel(release), advice }, severity: severityOf(component, state), tag }];
  });
}

function describe(state: LifeState): [Message, Record<string, string | number>] {
  switch (state.kind) {
    case 'ending':
      return ['ending', { date: state.date, days: state.days }];
    case 'extended':
      return ['extended', { date: state.since, until: state.until }];
    default:
      return state.kind === 'ended' && state.since !== undefined ? ['ended', { date: state.since }] : ['endedSometime', {}];
  }
}

function severityOf({ release }: Component, { kind }: LifeState): Severity {
  if (kind === 'extended') return 'hint';
  if (kind === 'ending') return 'info';
  return isRapid(release) ? 'info' : 'warning';
}

/** What compiles and stays behind gets no attackers: Rust's releases of six weeks are pinned for other reasons. */
function isToolOnly({ release }: Component, { role, instruction }: ImageUse, file: DockerfileModel): boolean {
  return release.product === 'rust' && (role !== 'base' || !isInFinalImage(file, instruction.stage));
}

/** The token of the tag that names the release; the whole tag where it comes out of a variable. */
function spanOf({ image }: ImageUse, { tagStart, tagEnd }: Component): Span {
  const { tagSpan, tag } = image;
  if (!tagSpan || tagStart === undefined || tagEnd === undefined) return image.nameSpan;
  return tagSpan.end - tagSpan.start === tag?.length ? { start: tagSpan.start + tagStart, end: tagSpan.start + tagEnd } : tagSpan;
}

function fixesFor({ image, word }: ImageUse, { tag }: Judged): RuleFix[] {
  if (tag === undefined || image.tag === undefined || image.digest !== undefined || word.variables.length > 0 || !image.tagSpan) return [];
  return [{ title: `Use ${image.text.slice(0, image.text.length - image.tag.length)}${tag}`, applicability: 'unsafe', edits: [{ span: image.tagSpan, newText: tag }] }];
}
