/** Ignore comments: reading them, ours and other tools', and writing ours. */
export { ignoreHereEdit, ignoreInFileEdit } from './edits';
export { filterFindings } from './filter';
