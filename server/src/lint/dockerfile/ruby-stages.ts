/** Stages that install gems or run a Ruby application, with or without Rails. */
import { officialName } from '../facts/products';
import type { Stage } from './model';
import { isForDevelopment } from './stage-purpose';
import { rootBase } from './stages';

/** Built on an image with Ruby, or with the environment of a Ruby application. */
export function isRubyStage(stage: Stage | undefined): boolean {
  if (!stage || stage.os === 'windows') return false;
  if (isOfficialRuby(stage)) return true;
  const base = rootBase(stage);
  if (base?.kind === 'image' && /^docker\.io\/(?:phusion\/passenger-(?:ruby|full|customizable)|library\/rails$|rubylang\/ruby)/.test(base.image.normalized)) return true;
  return ['RAILS_ENV', 'RACK_ENV'].some((name) => stage.exit.scope.lookup(name)?.kind === 'env');
}

/** Built on the official image, whichever mirror it comes from. */
export function isOfficialRuby(stage: Stage | undefined): boolean {
  const base = stage && rootBase(stage);
  return base?.kind === 'image' && officialName(base.image) === 'ruby';
}

/** A stage whose gems are for production: not named for development, nor with that environment. */
export function isRubyProduction(stage: Stage | undefined): boolean {
  if (!stage || !isRubyStage(stage) || isForDevelopment(stage)) return false;
  return !['RAILS_ENV', 'RACK_ENV', 'BUNDLE_WITH'].some((name) => /\b(?:development|test)\b/.test(stage.exit.scope.lookup(name)?.value ?? ''));
}
