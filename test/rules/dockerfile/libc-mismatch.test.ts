import { checkClean, checkRule } from '../../helpers/rules';
import { libcMismatch } from '../../../server/src/lint/rules/dockerfile/libc-mismatch';

describe('libc-mismatch', () => {
  it('reports Go programs that are linked against glibc and copied where it is not', () => {
    checkRule(
      libcMismatch,
      `
FROM golang:1.26 AS build
RUN go build -o /out/app ./cmd/app
FROM alpine:3.24
COPY --from=build /out/app /app
                  ^^^^^^^^ warning libc-mismatch/go
`,
    );
    checkRule(
      libcMismatch,
      `
FROM golang:1.26-trixie AS build
RUN export GOOS=linux && go build -o app .
FROM scratch
COPY --from=build /go/app /app
                  ^^^^^^^ warning libc-mismatch/go
`,
    );
  });

  it('reports what cargo made, and packages of another library', () => {
    checkRule(
      libcMismatch,
      `
FROM rust:1.90 AS build
RUN cargo build --release
FROM alpine:3.24
COPY --from=build /src/target/release/app /app
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning libc-mismatch/cargo
`,
    );
    checkRule(
      libcMismatch,
      `
FROM node:24 AS build
RUN npm ci
FROM node:24-alpine
COPY --from=build /app/node_modules ./node_modules
                  ^^^^^^^^^^^^^^^^^ warning libc-mismatch/packages
`,
    );
  });

  it('is silent on what is static, on the same library and on images that are not known', () => {
    for (const build of ['CGO_ENABLED=0 go build -o /app', 'export CGO_ENABLED=0 && go build -o /app', 'go build -tags netgo -o /app', 'go build -ldflags "-extldflags -static" -o /app', 'CGO_ENABLED=$CGO go build -o /app', 'make'])
      checkClean(libcMismatch, `FROM golang:1.26 AS build\nRUN ${build}\nFROM scratch\nCOPY --from=build /app /app\n`);
    checkClean(libcMismatch, 'FROM golang:1.26 AS build\nENV CGO_ENABLED=0\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n');
    checkClean(libcMismatch, 'FROM golang:1.26 AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /config.json /\n');
    checkClean(libcMismatch, 'FROM golang:1.26-alpine AS build\nRUN go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n');
    checkClean(libcMismatch, 'FROM golang:1.26 AS build\nRUN go build -o /app\nFROM debian:13\nCOPY --from=build /app /app\n');
    checkClean(libcMismatch, 'FROM golang:1.26 AS build\nRUN go build -o /app\nFROM example.com/own:1\nCOPY --from=build /app /app\n');
    checkClean(libcMismatch, 'FROM rust:1.90 AS build\nRUN cargo build --release --target x86_64-unknown-linux-musl\nFROM scratch\nCOPY --from=build /target/x86_64-unknown-linux-musl/release/app /app\n');
    checkClean(libcMismatch, 'FROM rust:1.90 AS build\nENV RUSTFLAGS="-C target-feature=+crt-static"\nRUN cargo build --release\nFROM scratch\nCOPY --from=build /target/release/app /app\n');
  });
});
