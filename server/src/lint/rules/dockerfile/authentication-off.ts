import { defineRule } from '../../rule';
import type { Report } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import type { ShellCommand } from '../../shell/model';

export const authenticationOff = defineRule({
  name: 'authentication-off',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV', 'CMD', 'ENTRYPOINT'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A variable or an option lets everybody use a database or a tool without a password.',
    why: 'Whoever reaches the port is in: other containers of the network always do, and the internet does as soon as the port is published. Databases without a password are found within hours.',
    bad: 'FROM alpine:3.24\nENV POSTGRES_HOST_AUTH_METHOD=trust\nUSER 10001\n',
    good: 'FROM alpine:3.24\nENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres\nUSER 10001\n',
    exceptions: 'Commands of RUN are left alone: what they start ends with the build. Images for tests only can ignore the rule.',
  },
  messages: {
    variable: '{name}={value} lets everybody who reaches the container in without a password. Set one when the container starts, from a file if the image can (…_FILE).',
    option: '{option} lets everybody who reaches the container in without a password. Leave it out, and set a password or token when the container starts.',
  },
  check(file, report) {
    for (const { pairs } of file.all('ENV')) {
      for (const { key, value, span } of pairs) {
        const text = value?.resolved;
        const off = Object.hasOwn(variables, key.value) ? variables[key.value] : undefined;
        if (off && text !== undefined && off.test(text)) report(span, 'variable', { data: { name: key.value, value: text } });
      }
    }
    for (const instruction of file.all('CMD', 'ENTRYPOINT')) for (const command of commandsOf(instruction)) checkOptions(command, report);
  },
});

const yes = /^(?:yes|true|on|1)$/i;
const no = /^(?:no|false|off|0)$/i;
const anything = /./;

/** The values with which a variable switches authentication off. */
const variables: Readonly<Record<string, RegExp>> = {
  POSTGRES_HOST_AUTH_METHOD: /^trust$/i,
  MYSQL_ALLOW_EMPTY_PASSWORD: anything, MARIADB_ALLOW_EMPTY_PASSWORD: anything, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD: anything, ALLOW_EMPTY_PASSWORD: yes,
  ALLOW_ANONYMOUS_LOGIN: yes,
  'xpack.security.enabled': no, XPACK_SECURITY_ENABLED: no, DISABLE_SECURITY_PLUGIN: yes, 'plugins.security.disabled': yes,
  NEO4J_AUTH: /^none$/i, NEO4J_dbms_security_auth__enabled: no,
  GF_AUTH_ANONYMOUS_ENABLED: yes, ME_CONFIG_BASICAUTH: no, ME_CONFIG_BASICAUTH_ENABLED: no, JUPYTER_TOKEN: /^$/, NOTEBOOK_TOKEN: /^$/, INFLUXDB_HTTP_AUTH_ENABLED: no,
  PGADMIN_CONFIG_SERVER_MODE: /^false$/i, ARANGO_NO_AUTH: anything, CLICKHOUSE_SKIP_USER_SETUP: yes, REDIS_PROTECTED_MODE: /^no$/i,
};

/** Options as one text, blanks for `=`; by command. */
const options: Readonly<Record<string, RegExp>> = {
  'code-server': /^--auth none$/, 'openvscode-server': /^--without-connection-token$/, mongod: /^--noauth$/, 'redis-server': /^--protected-mode no$/, 'valkey-server': /^--protected-mode no$/,
  mysqld: /^--skip-grant-tables$/, mariadbd: /^--skip-grant-tables$/, traefik: /^--api\.insecure(?: true)?$/, vault: /^-dev$/, x11vnc: /^-nopw$/, vncserver: /^-SecurityTypes None$/i, Xvnc: /^-SecurityTypes None$/i,
  filebrowser: /^--noauth$/, rclone: /^--rc-no-auth$/, elasticsearch: /^-Expack\.security\.enabled false$/, dockerd: /^(?:-H|--host) tcp:\/\/(?:0\.0\.0\.0|\[::\])?:2375$/, cockroach: /^--insecure$/,
  'kubernetes-dashboard': /^--enable-skip-login$/,
};
const jupyter = /^--(?:NotebookApp|ServerApp|IdentityProvider)\.(?:token|password) (?:''|"")?$/;

function checkOptions(command: ShellCommand, report: Report<'option' | 'variable'>): void {
  const isJupyter = /^jupyter(?:-lab|-notebook|-server)?$|^start-(?:notebook|singleuser)/.test(command.name);
  const pattern = isJupyter ? jupyter : Object.hasOwn(options, command.name) ? options[command.name] : undefined;
  if (!pattern) return;
  command.args.forEach((word, index) => {
    const text = word.value;
    if (text === undefined || !text.startsWith('-')) return;
    const next = command.args[index + 1]?.value ?? '';
    const whole = text.includes('=') ? text.replace('=', ' ') : pattern.test(text) ? text : `${text} ${next}`;
    if (pattern.test(whole)) report(word.span, 'option', { data: { option: text.includes('=') || pattern.test(text) ? text : `${text} ${next}` } });
  });
}
