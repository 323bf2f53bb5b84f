/** Dockerfiles to measure with: of several kinds, each varied by a seed, so that no two are the same text and every run measures the same. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Numbers that look random and are the same in every run (a linear congruential generator; the constants are those of Numerical Recipes). */
function generator(seed) {
  let state = seed >>> 0;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return { pick: (list) => list[Math.floor(next() * list.length)], number: (below) => Math.floor(next() * below), chance: (share) => next() < share };
}

const debs = ['curl', 'git', 'ca-certificates', 'build-essential', 'libpq-dev', 'unzip', 'jq', 'gnupg', 'tzdata', 'nginx', 'openssh-client', 'make'];
const wheels = ['flask', 'django==4.2.1', 'requests', 'numpy', 'gunicorn==21.2.0', 'psycopg2-binary', 'celery', 'boto3'];

function some(random, list) {
  return list.filter(() => random.chance(0.4)).join(' ') || list[0];
}

const kinds = [
  (random) => `FROM debian:${random.pick(['latest', '12', '11-slim', 'bookworm'])}
RUN apt-get update && apt-get install ${random.chance(0.5) ? '-y ' : ''}${some(random, debs)}${random.chance(0.5) ? ' && rm -rf /var/lib/apt/lists/*' : ''}
RUN cd /tmp && curl -${random.pick(['sSL', 'k', 'fsSL'])} https://downloads.example.com/tool-${random.number(100)}.tar.gz | tar xz
COPY . /app
WORKDIR ${random.pick(['/app', 'app', '/srv/app'])}
EXPOSE ${random.pick([80, 22, 8080, 3000])}
CMD ${random.pick(['["/app/run"]', 'run --port 80', './start.sh'])}
`,
  (random) => `ARG PYTHON=${random.pick(['3.8', '3.11', '3.12'])}
FROM python:\${PYTHON}-slim AS build
ENV PIP_NO_CACHE_DIR=${random.number(2)} API_TOKEN=${random.chance(0.3) ? 'changeme' : ''}
WORKDIR /src
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache pip install ${random.chance(0.5) ? '--no-cache-dir ' : ''}${some(random, wheels)} \\
    && pip install -r requirements.txt
COPY . .
FROM python:\${PYTHON}-slim
COPY --from=build /src /src
${random.chance(0.5) ? `USER ${random.pick(['1000', 'nobody', 'root'])}\n` : ''}ENTRYPOINT ["python", "-m", "app${random.number(50)}"]
`,
  (random) => `# syntax=docker/dockerfile:1
FROM node:${random.pick(['12', '18-alpine', '20', 'lts'])} AS deps
WORKDIR /srv
COPY package*.json ./
RUN npm ${random.pick(['install', 'ci', 'install -g pm2'])} ${random.chance(0.3) ? '--unsafe-perm' : ''}
COPY . .
RUN <<EOF
set -e
npm run build -- --release ${random.number(1000)}
if [ -d dist ]; then
  cp -r dist /out
fi
EOF
FROM nginx:${random.pick(['alpine', '1.25', 'latest'])}
COPY --from=deps /out /usr/share/nginx/html
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
`,
  (random) => `FROM alpine:${random.pick(['3.12', '3.20', 'edge'])}
MAINTAINER Team ${random.number(20)} <team@example.com>
RUN apk add ${random.chance(0.5) ? '--no-cache ' : ''}bash curl${random.chance(0.3) ? '=8.5.0-r0' : ''} \\
    # tools for the start script
    && adduser -D app${random.number(9)} \\
    && wget -qO- ${random.pick(['http', 'https'])}://get.example.com/install.sh | sh
ADD https://example.com/archive-${random.number(500)}.tar.gz /opt/
RUN chmod ${random.pick(['777', '755', '-R 777'])} /opt && sudo chown app /opt
VOLUME /data
ENTRYPOINT /opt/run.sh
`,
  (random) => `FROM golang:${random.pick(['1.19', '1.23', '1.21-alpine'])} AS builder
WORKDIR /go/src/service${random.number(300)}
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=linux go build -ldflags="-s -w -X main.version=${random.number(90)}.${random.number(90)}" -o /bin/service ./cmd/service
FROM ${random.pick(['scratch', 'gcr.io/distroless/static', 'ubuntu:20.04'])}
COPY --from=builder /bin/service /service
${random.chance(0.4) ? 'USER 65532:65532\n' : ''}CMD ["/service"]
`,
];

/** One Dockerfile. */
export function dockerfile(seed) {
  const random = generator(seed * 7919 + 17);
  return kinds[seed % kinds.length](random);
}

/** A long one: as many stages as it takes to have that many lines, each of another kind. */
export function longDockerfile(lines) {
  const text = [];
  for (let seed = 0; text.length < lines; seed++) {
    text.push(...dockerfile(seed).trimEnd().split('\n').map((each) => each.replace(/^FROM (\S+)(?! AS)$/, `FROM $1 AS stage${seed}`).replaceAll(/(AS |--from=)(build|deps|builder)\b/g, `$1$2${seed}`)));
  }
  return `${text.slice(0, lines).join('\n')}\n`;
}

/** A tree of projects with a Dockerfile each. */
export function writeTree(directory, count) {
  for (let index = 0; index < count; index++) {
    const project = path.join(directory, `team-${index % 10}`, `service-${index}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(path.join(project, 'Dockerfile'), dockerfile(index));
  }
}
