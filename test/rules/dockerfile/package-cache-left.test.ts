import { packageCacheLeft } from '../../../server/src/lint/rules/dockerfile/package-cache-left';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('package-cache-left', () => {
  it('knows many managers', () => {
    checkRule(packageCacheLeft, `
FROM debian:13
RUN npm ci
        ^^ info package-cache-left/left
RUN mamba install -y numpy && bun install
          ^^^^^^^ info package-cache-left/left
                                  ^^^^^^^ info package-cache-left/left
RUN composer install && uv sync
             ^^^^^^^ info package-cache-left/left
                           ^^^^ info package-cache-left/left
RUN pacman -Syu --noconfirm vim
           ^^^^ info package-cache-left/left
RUN cpanm Mojolicious
    ^^^^^ info package-cache-left/left
`);
  });

  it('accepts every way to leave nothing', () => {
    checkClean(packageCacheLeft, `
FROM debian:13
RUN npm ci && npm cache clean --force
RUN npm ci && rm -rf /root/.npm
RUN --mount=type=cache,target=/home/node/.npm npm ci
RUN conda install -y numpy && conda clean --all --yes
RUN conda install -y numpy && rm -rf /opt/conda/pkgs/*
RUN uv sync --no-cache && uv pip install --no-cache x
RUN UV_NO_CACHE=1 uv sync
RUN pacman -Sy --noconfirm vim && pacman -Scc --noconfirm
ENV COMPOSER_CACHE_DIR=/tmp/composer
RUN composer install
RUN npm run build
`);
  });

  it('adds the manager its own clean-up', () => {
    checkFix(packageCacheLeft, 'FROM debian:13\nRUN micromamba install -y numpy\n', 'FROM debian:13\nRUN micromamba install -y numpy && micromamba clean --all --yes\n');
    checkFix(packageCacheLeft, 'FROM debian:13\nRUN npm ci\n', 'FROM debian:13\nRUN npm ci && npm cache clean --force\n');
  });
});
