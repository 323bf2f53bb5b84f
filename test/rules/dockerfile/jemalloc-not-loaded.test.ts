import { jemallocNotLoaded } from '../../../server/src/lint/rules/dockerfile/jemalloc-not-loaded';
import { checkClean, checkRule } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

describe('jemalloc-not-loaded', () => {
  it('marks the package', () => {
    checkRule(jemallocNotLoaded, `
ARG BASE=ruby:3.4-slim
FROM $BASE AS base
RUN apt-get install -y curl libjemalloc2=5.3.0-1
                            ^^^^^^^^^^^^^^^^^^^^ info jemalloc-not-loaded/unused
FROM base
ARG LD_PRELOAD=x
`);
    checkRule(jemallocNotLoaded, `
FROM debian:13
ENV RAILS_ENV=production
RUN apk add --no-cache jemalloc
                       ^^^^^^^^ info jemalloc-not-loaded/unused
`);
  });

  it('is silent where it is loaded, or is no concern of Ruby', () => {
    for (const rest of ['ENV LD_PRELOAD=libjemalloc.so.2', 'ENV MALLOC_CONF=thp:never', 'CMD LD_PRELOAD=libjemalloc.so.2 puma', 'COPY <<EOF /entry.sh\nexport LD_PRELOAD=libjemalloc.so.2\nEOF']) {
      checkClean(jemallocNotLoaded, `FROM ruby:3.4\nRUN apt-get install -y libjemalloc2\n${rest}\n`);
    }
    const text = 'FROM ruby:3.4\nRUN apt-get install -y libjemalloc2\n                       ^^^^^^^^^^^^ info jemalloc-not-loaded/unused\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["./bin/rails", "server"]\n';
    const plain = text.replace(/ +\^.*\n/, '');
    checkClean(jemallocNotLoaded, plain);
    checkClean(jemallocNotLoaded, plain, within({ 'entrypoint.sh': '#!/bin/sh\nexport LD_PRELOAD=libjemalloc.so.2\nexec "$@"\n' }));
    checkRule(jemallocNotLoaded, text, within({ 'entrypoint.sh': '#!/bin/sh\nexec "$@"\n' }));
    checkClean(jemallocNotLoaded, 'FROM node:24\nRUN apt-get install -y libjemalloc2\n');
    checkClean(jemallocNotLoaded, 'FROM ruby:3.4 AS dev\nRUN apt-get install -y libjemalloc2\n');
    checkClean(jemallocNotLoaded, 'FROM ruby:3.4 AS build\nRUN apt-get install -y libjemalloc2\nFROM ruby:3.4\n');
  });
});
