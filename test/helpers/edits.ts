/** Edits as somebody makes them in an editor, at random. */
import type { Random } from './random';

/** What changes the meaning of what is around it. */
const pieces = [
  '#', '# ', ' ', '\n', '\\\n', ' \\\n', '\\', '`', '"', "'", '$', '${', '}', '<<EOF', '\nEOF\n', '[', ']', '=', ':', '@', '/', '|', ' && ', ';', '--', '\r\n', 'x', '1', ' AS ', ' AS build', 'latest', '-slim', '-y',
  'ONBUILD ', 'ARG ', 'RUN ', 'FROM ', 'ENV ', 'COPY ',
];

/** Lines on which others depend. */
const statements = [
  '# escape=`', '# escape=\\', '# syntax=docker/dockerfile:1', '# check=skip=all', '# plimsoll ignore', '# plimsoll-ignore-next-line', '# hadolint ignore=DL3008', '# hadolint shell=powershell', '# hadolint shell=/bin/bash', '', 'ARG VERSION', 'ARG VERSION=1', 'ARG TARGETPLATFORM',
  'ENV PATH=/opt/bin:$PATH', 'ENV DEBIAN_FRONTEND=noninteractive', 'ENV NODE_ENV=production', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]', 'SHELL ["powershell", "-Command"]', 'SHELL ["/bin/sh", "-c"]', 'USER root', 'USER 10001',
  'USER $VERSION', 'WORKDIR /app', 'WORKDIR app', 'FROM scratch', 'FROM debian:12', 'FROM alpine:3.24 AS build', 'FROM build', 'FROM build AS final', 'FROM node:24-slim AS final', 'FROM mcr.microsoft.com/windows/servercore:ltsc2022',
  'FROM debian:$VERSION', 'COPY --from=build /app /app', 'COPY --from=0 / /', 'COPY . .', 'RUN --mount=type=bind,from=build,target=/b true', 'RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt true',
  'RUN apt-get update', 'RUN rm -rf /var/lib/apt/lists/*', 'RUN set -e', 'RUN useradd app', 'CMD ["app"]', 'ENTRYPOINT ["app"]', 'ENTRYPOINT app', 'EXPOSE 80', 'HEALTHCHECK NONE', 'VOLUME /data', 'LABEL a=b', 'FROM {{ image }}', '#endif', '{% if x %}',
];

/** The text after an edit: of a character or piece, or of lines; one of `lines` may come in. */
export function edit(text: string, lines: readonly string[], random: Random): string {
  const one = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  if (random.below(3) === 0) {
    const at = random.below(text.length + 1);
    const removed = random.below(2) === 0 ? random.below(4) : 0;
    return text.slice(0, at) + (removed > 0 && random.below(2) === 0 ? '' : one(pieces)) + text.slice(at + removed);
  }
  const all = text.split('\n');
  const at = random.below(all.length + 1);
  const removed = random.below(2) === 0 ? 1 + random.below(2) : 0;
  const line = one(random.below(2) === 0 ? statements : lines);
  // A line that is there already comes twice, or elsewhere.
  const inserted = removed > 0 && random.below(2) === 0 ? [] : [random.below(5) === 0 ? one(all) : line];
  all.splice(random.below(4) === 0 ? 0 : at, removed, ...inserted);
  return all.join('\n');
}
