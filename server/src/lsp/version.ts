import { version } from '../../../package.json';

export const serverInfo = { name: 'Plimsoll', version };
