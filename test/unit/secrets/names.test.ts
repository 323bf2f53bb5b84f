import assert from 'node:assert/strict';
import { isSecretName, wordsOfName } from '../../../server/src/lint/secrets/names';

describe('names of secrets', () => {
  it('are told by whole words, in any casing and with any separator', () => {
    for (const name of ['DB_PASSWORD', 'githubToken', 'api-key', 'apikey', 'OPENAI_API_KEY', 'client.secret', 'SecretAccessKey', 'MYSQL_PWD', 'GPG_PASSPHRASE', 'artifactory_psw', 'AWS_SESSION_TOKEN']) assert.equal(isSecretName(name), true, name);
    for (const name of ['MONKEY', 'TOKENIZER', 'AUTHOR', 'KEYBOARD', 'COMPASS', 'SECRETARY', 'PATH', '', '_']) assert.equal(isSecretName(name), false, name);
  });

  it('are not those of what is about secrets', () => {
    for (const name of ['PUBLIC_KEY', 'PUBLIC_TOKEN', 'PASSWORD_FILE', 'TOKEN_URL', 'AUTH_METHOD', 'KEY_ID', 'SECRET_NAME', 'KEYSERVER', 'TOKEN_TTL', 'APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE', 'JAVA_KEY_SHA256', 'FIREBASE_AUTH_DOMAIN', 'HANDLE_MAX_AUTH_TIME', 'SSH_AUTH_SOCK']) assert.equal(isSecretName(name), false, name);
  });

  it('are not those of keys that everybody may see', () => {
    for (const name of ['RECAPTCHA_SITE_KEY', 'STRIPE_PUBLISHABLE_KEY', 'SORT_KEY', 'ROUTING_KEY', 'CACHE_KEY']) assert.equal(isSecretName(name), false, name);
    for (const name of ['SITE_API_KEY', 'SITE_PRIVATE_KEY', 'CACHE_PASSWORD', 'COSMOS_PRIMARY_KEY']) assert.equal(isSecretName(name), true, name);
  });

  it('are not those of what is compiled into web pages', () => {
    for (const name of ['VITE_FIREBASE_API_KEY', 'REACT_APP_MAPBOX_TOKEN', 'NEXT_PUBLIC_API_KEY', 'VITE_FIREBASE_AUTH_DOMAIN']) assert.equal(isSecretName(name), false, name);
    for (const name of ['VITE_CLIENT_SECRET', 'REACT_APP_DB_PASSWORD', 'VITE_PRIVATE_KEY', 'INVITE_API_KEY']) assert.equal(isSecretName(name), true, name);
  });

  it('are not those of directives of nginx and runs of compilers', () => {
    for (const name of ['DD_UWSGI_PASS', 'FASTCGI_PASS', 'MIGRAPHX_DISABLE_SCHEDULE_PASS']) assert.equal(isSecretName(name), false, name);
    for (const name of ['PROXY_PASS', 'UWSGI_PASSWORD', 'DB_PASS']) assert.equal(isSecretName(name), true, name);
  });

  it('end with the word that decides', () => {
    for (const name of ['SERVER_PASSWORD', 'GEM_HOST_API_KEY', 'ID_TOKEN', 'URL_SECRET']) assert.equal(isSecretName(name), true, name);
    assert.equal(isSecretName('SERVER_KEY_NAME'), false);
  });

  it('need more than one weak word', () => {
    for (const name of ['KEY', 'auth', 'PASS', 'pwd']) assert.equal(isSecretName(name), false, name);
    for (const name of ['DB_PASS', 'LICENSE_KEY', 'BASIC_AUTH']) assert.equal(isSecretName(name), true, name);
  });

  it('include known pairs and gem servers', () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'VITE_AWS_ACCESS_KEY_ID', 'PGPASSWORD', 'SSHPASS', 'BUNDLE_GITHUB__COM', 'BUNDLE_GEMS__ACME__CO__UK']) assert.equal(isSecretName(name), true, name);
    for (const name of ['BUNDLE_PATH__SYSTEM', 'BUNDLE_LOCAL__RACK', 'BUNDLE_IGNORE_MESSAGES__HTTPARTY', 'BUNDLE_PATH', 'BUNDLE_DISABLE__VERSION_CHECK']) assert.equal(isSecretName(name), false, name);
  });

  it('fall into words', () => {
    assert.deepEqual(wordsOfName('myApi_KEY.two'), ['my', 'api', 'key', 'two']);
    assert.deepEqual(wordsOfName('--'), []);
  });
});
