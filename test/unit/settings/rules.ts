/** A few rules that check nothing, to give settings and ignore comments names to work with. */
import { defineRule, type Rule } from '../../../server/src/lint/rule';
import { RuleNames } from '../../../server/src/lint/settings/rule-names';

const docs = { what: 'w', why: 'y', bad: 'FROM a', good: 'FROM b' };
const common = { target: 'dockerfile', category: 'correctness', preset: 'recommended', since: '0.1.0', fix: 'none', docs, messages: { found: 'found' }, check: () => undefined } as const;

export const sampleRules: readonly Rule[] = [
  defineRule({ ...common, name: 'untagged-image', severity: 'warning', sources: { hadolint: ['DL3006'], trivy: ['DS-0001'], checkov: ['CKV_DOCKER_7'], semgrep: ['missing-image-version'] } }),
  defineRule({ ...common, name: 'root-user', severity: 'warning', sources: { hadolint: ['DL3002'], trivy: ['DS-0002'], checkov: ['CKV_DOCKER_8'], kics: ['last_user_is_root'], sonar: ['S6471'], tally: ['ruby/root-user'] } }),
  defineRule({ ...common, name: 'missing-user', severity: 'warning', sources: { trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], kics: ['missing_user_instruction'] } }),
  defineRule({ ...common, name: 'stage-name-casing', severity: 'info', sources: { buildkit: ['StageNameCasing'] } }),
  defineRule({
    ...common, name: 'unpinned-packages', severity: 'info', sources: { hadolint: ['DL3008', 'DL3018'] },
    options: {
      managers: { default: ['apt', 'apk'], description: 'm', enum: ['apt', 'apk', 'pip'] }, depth: { default: 1, description: 'd' }, strict: { default: false, description: 's' }, style: { default: 'full', description: 's', enum: ['full', 'minor'] },
    },
  }),
  defineRule({ ...common, name: 'label-schema', severity: 'info', sources: { hadolint: ['DL3049', 'DL3050'] }, options: { schema: { default: [] as readonly string[], description: 's' }, strict: { default: false, description: 's' } } }),
  defineRule({ ...common, name: 'privileged-service', target: 'compose', severity: 'error', sources: { kics: ['privileged_containers_enabled'], dclint: ['no-privileged'] } }),
];

export const sampleNames = new RuleNames(sampleRules);
