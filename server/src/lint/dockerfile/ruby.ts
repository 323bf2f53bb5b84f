/** Stages that run Ruby on Rails. */
import { officialName } from '../facts/products';
import { startCommands } from './launch';
import type { Stage } from './model';
import { rootBase } from './stages';

/** The base image is Ruby's official one, or one that is named for it. */
export function isRuby(stage: Stage): boolean {
  const base = rootBase(stage);
  return base.kind === 'image' && (officialName(base.image) === 'ruby' || base.image.name === 'ruby' || base.image.name.startsWith('ruby-'));
}

/** The container starts Rails or a server for it. */
export function startsRails(stage: Stage): boolean {
  return startCommands(stage).some((command) => /^(?:rails|puma|unicorn|thrust|rackup|falcon|passenger)$/.test(command.name) || command.words.some((word) => /(?:^|\/)(?:rails|puma|unicorn|thrust|rackup)$/.test(word.value ?? '')));
}
