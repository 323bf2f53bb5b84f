/** What client and server share: messages, commands, settings, links. Types and constants only. */
export * from './commands';
export * from './files';
export * from './initialization';
export * from './links';
export * from './message';
export * from './registry';
export * from './scan';
export * from './settings';
export * from './status';
