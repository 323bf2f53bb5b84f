/**
 * Environment variables that base images set besides PATH. Own table, from the images' own Dockerfiles; names that any tag of the image has or had are in it,
 * so that a name that is not listed is not set.
 */
import type { ImageReference } from '../dockerfile/model';

const none: readonly string[] = [];

const official: Readonly<Record<string, readonly string[]>> = {
  alpine: none,
  busybox: none,
  debian: none,
  ubuntu: none,
  'buildpack-deps': none,
  node: ['NODE_VERSION', 'NPM_VERSION', 'NPM_CONFIG_LOGLEVEL', 'YARN_VERSION'],
  python: [
    'GPG_KEY', 'LANG', 'PYTHON_GET_PIP_SHA256', 'PYTHON_GET_PIP_URL', 'PYTHON_PIP_VERSION', 'PYTHON_SETUPTOOLS_VERSION', 'PYTHON_SHA256', 'PYTHON_VERSION', 'PYTHONIOENCODING',
  ],
  golang: ['GOLANG_VERSION', 'GOPATH', 'GOTOOLCHAIN'],
  rust: ['CARGO_HOME', 'RUSTUP_HOME', 'RUST_VERSION'],
  ruby: [
    'BUNDLE_APP_CONFIG', 'BUNDLE_BIN', 'BUNDLE_PATH', 'BUNDLE_SILENCE_ROOT_WARNING', 'GEM_HOME', 'LANG', 'RUBYGEMS_VERSION', 'RUBY_DOWNLOAD_SHA256', 'RUBY_DOWNLOAD_URL', 'RUBY_MAJOR', 'RUBY_VERSION',
    'BUNDLER_VERSION',
  ],
  nginx: ['ACME_VERSION', 'DYNPKG_RELEASE', 'NGINX_VERSION', 'NJS_RELEASE', 'NJS_VERSION', 'PKG_RELEASE'],
};

/** Names the image sets, PATH aside; undefined where it is not known. */
export function environmentOf(image: ImageReference): readonly string[] | undefined {
  return image.official && Object.hasOwn(official, image.name) ? official[image.name] : undefined;
}
