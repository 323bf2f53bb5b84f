import { replacePartFix } from '../../compose/fixes';
import { serviceImages } from '../../compose/images';
import type { ServiceImage } from '../../compose/images';
import type { ComposeModel } from '../../compose/model';
import { needsOtherSettings } from '../../context/release-pins';
import { componentsOf, isRapid, lifeState, productLabel, releaseLabel, renewedTag, successorOf } from '../../facts/eol';
import type { Component } from '../../facts/eol';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const endOfLifeServiceImage = defineRule({
  name: 'end-of-life-service-image',
  target: 'compose',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service runs a server, language or distribution release that gets no more security updates, or soon will not.',
    why: 'Vulnerabilities that are found from then on stay open: there is no version to upgrade to.',
    bad: 'services:\n  db:\n    image: postgres:12\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Releases that end within the notice period are an info, those that have a longer support a hint. A database needs its data converted before it runs on a newer release: one with a volume gets no fix, and neither does a language whose sources are mounted. Dates come from endoflife.date.',
  },
  messages: {
    ended: '{release} reached its end of life{on} and gets no more security updates.{advice}',
    ending: '{release} reaches its end of life on {date}, in {days} days.{advice}',
    extended: 'Regular support of {release} ended on {since}; long-term support goes on until {until}, for fewer packages.{advice}',
  },
  options: {
    noticeDays: { default: 90, description: 'Days before the end of life from which an image is reported.' },
  },
  check(file, report, { options, today }) {
    for (const use of serviceImages(file)) {
      for (const component of componentsOf(use.image)) {
        const { release } = component;
        const state = lifeState(release, today, options.noticeDays);
        const next = successorOf(release, today);
        // Of what is released every few weeks a newer one is out before these data know of it.
        if (!next && isRapid(release)) continue;
        const advice = next ? ` Move to ${releaseLabel(next)}.` : ` No later release of ${productLabel(release.product)} with support is known; choose another image.`;
        const data = { release: releaseLabel(release), advice };
        const at = use.image.tagSpan ?? use.image.nameSpan;
        const fixes = renewFix(file, use, component, today, options.noticeDays);
        if (state.kind === 'ended') report(at, 'ended', { data: { ...data, on: state.since === undefined ? '' : ` on ${state.since}` }, ...(isRapid(release) ? { severity: 'info' } : {}), fixes });
        else if (state.kind === 'ending') report(at, 'ending', { data: { ...data, date: state.date, days: state.days }, severity: 'info', fixes });
        else if (state.kind === 'extended') report(at, 'extended', { data: { ...data, since: state.since, until: state.until }, severity: 'hint', fixes });
      }
    }
  },
});

/** Servers that do not start, or not so easily, on the data of the release before. */
const keepers: ReadonlySet<string> = new Set([
  'apache-cassandra', 'apache-couchdb', 'apache-kafka', 'arangodb', 'clickhouse', 'cockroachdb', 'couchbase-server', 'elasticsearch', 'gitlab', 'influxdb', 'mongodb', 'mysql', 'neo4j', 'nextcloud', 'nexus', 'opensearch', 'postgresql', 'rabbitmq', 'solr',
  'sonarqube-community', 'zookeeper',
]);

const languages: ReadonlySet<string> = new Set(['nodejs', 'php', 'python', 'ruby']);

function renewFix(file: ComposeModel, { image, node, service }: ServiceImage, component: Component, today: string, notice: number): readonly RuleFix[] {
  const { release } = component;
  const successor = successorOf(release, today);
  if (successor && needsOtherSettings(release, successor)) return [];
  // Its files were written by this release, or on the C library of this distribution, or are written for this language.
  if (service.get('volumes') && componentsOf(image).some(({ release }) => keepers.has(release.product) || languages.has(release.product))) return [];
  const tag = image.digest === undefined ? renewedTag(image, today, notice, component) : undefined;
  if (tag === undefined || image.tag === undefined || !image.tagSpan) return [];
  return replacePartFix(file, `Use ${[...(image.registry === undefined ? [] : [image.registry]), image.path].join('/')}:${tag}`, node, image.tagSpan, image.tag, tag);
}
