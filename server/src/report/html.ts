/** A scan's result as one web page: no scripts, nothing loaded from elsewhere. */
import type { ReportedVulnerability, ScanReport, VulnerabilitySeverity } from '../scan/types';
import { vulnerabilitySeverities } from '../scan/types';
import { checksByPlace, countSeverities, countText, groupByInstruction, type ScanReportContext, type VulnerabilityGroup } from './scan-report';
import { plural } from './style';

export function scanHtml(report: ScanReport, context: ScanReportContext): string {
  const { image } = report;
  const facts = [image.os?.prettyName, image.architecture, plural(report.packages.length, 'package'), plural(image.layers.length, 'layer')].filter(fact => fact);
  const sections = [
    `<header><h1>${escapeHtml(image.name)}</h1><p>${escapeHtml(facts.join(', '))}</p><p class="digest">${escapeHtml(image.digest)}</p></header>`,
    summary(report),
    ...groupByInstruction(report).map(group => groupSection(group, context)),
    checks(report, context),
    list('Not covered', 'Nothing is known of these packages, good or bad.', report.notCovered.map(({ ecosystem, packages, reason }) => `${ecosystem} (${plural(packages, 'package')}): ${reason}`)),
    list('Could not be read', '', report.problems.map(({ where, message }) => `${where}: ${message}`)),
    `<footer>Plimsoll ${escapeHtml(context.version)}, ${escapeHtml(context.now)}</footer>`,
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(image.name)}: vulnerabilities</title>
<style>${css}</style>
</head>
<body>
${sections.filter(section => section !== '').join('\n')}
</body>
</html>
`;
}

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '\ufffd');
}

function summary(report: ScanReport): string {
  const counts = countSeverities(report.vulnerabilities);
  const boxes = vulnerabilitySeverities.map(severity => `<li class="${severity}"><b>${counts[severity]}</b> ${severity}</li>`).join('');
  return `<ul class="counts">${boxes}</ul>`;
}

function groupSection({ instruction, text, base, vulnerabilities }: VulnerabilityGroup, context: ScanReportContext): string {
  const place = instruction ? `${context.pathOf(instruction.uri)}:${instruction.range.start.line + 1}` : 'no known instruction';
  const rows = vulnerabilities.map(row).join('\n');
  return `<details open>
<summary><code>${escapeHtml(text)}</code> <span class="place">${escapeHtml(place)}${base ? ', base image' : ''}: ${escapeHtml(countText(countSeverities(vulnerabilities)))}</span></summary>
<table>
<thead><tr><th>Severity</th><th>Vulnerability</th><th>Package</th><th>Installed</th><th>Fixed in</th><th>About</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</details>`;
}

function row({ id, url, severity, package: name, version, fixedVersion, summary: about, knownExploited, reason }: ReportedVulnerability): string {
  const link = /^https?:\/\//.test(url) ? `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(id)}</a>` : escapeHtml(id);
  const exploited = knownExploited ? ' <strong>exploited in the wild</strong>' : '';
  return `<tr title="${escapeHtml(reason)}"><td class="${severityClass(severity)}">${severity}</td><td>${link}${exploited}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(version)}</td><td>${escapeHtml(fixedVersion ?? 'not yet')}</td><td>${escapeHtml(about ?? '')}</td></tr>`;
}

/** Only words of ours become class names. */
function severityClass(severity: VulnerabilitySeverity): string {
  return vulnerabilitySeverities.includes(severity) ? severity : 'unknown';
}

function checks(report: ScanReport, context: ScanReportContext): string {
  return list('The image itself', '', checksByPlace(report).map(({ severity, message, rule, instruction }) => `${severity}: ${instruction ? `${context.pathOf(instruction.uri)}:${instruction.range.start.line + 1}: ` : ''}${message} [${rule}]`));
}

function list(title: string, about: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<section><h2>${title}</h2>${about === '' ? '' : `<p>${about}</p>`}<ul>${items.map(item => `<li>${escapeHtml(item)}</li>`).join('')}</ul></section>`;
}

const css = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin: 0; overflow-wrap: anywhere; } .digest, .place, footer { color: GrayText; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.counts li { padding: .3rem .8rem; border-radius: .4rem; border: 1px solid currentColor; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; } th, td { text-align: left; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); overflow-wrap: anywhere; }
summary { cursor: pointer; } .critical { color: #c4002b; font-weight: bold; } .high { color: #c4002b; } .medium { color: #a05a00; } .low, .unknown { color: #0a6ebd; }
@media (prefers-color-scheme: dark) { .critical, .high { color: #ff7b8a; } .medium { color: #f0b25c; } .low, .unknown { color: #6db8f2; } }
`;
