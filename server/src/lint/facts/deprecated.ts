/** Images that are no longer maintained, with what their maintainers point to. Own table, from the images' pages on their registries, as of November 2026. */
import type { ImageReference } from '../dockerfile/model';

export interface Deprecation {
  readonly reason: string;
  /** Image to use instead, without tag. */
  readonly replacement?: string;
}

const byName: Readonly<Record<string, Deprecation>> = {
  'docker.io/library/openjdk': { reason: 'is deprecated and gets no more updates', replacement: 'eclipse-temurin' },
  'docker.io/library/java': { reason: 'was replaced by openjdk in 2016, which is deprecated too', replacement: 'eclipse-temurin' },
  'docker.io/library/adoptopenjdk': { reason: 'is deprecated; the project moved to Eclipse Adoptium', replacement: 'eclipse-temurin' },
  'docker.io/adoptopenjdk/openjdk8': { reason: 'is deprecated; the project moved to Eclipse Adoptium', replacement: 'eclipse-temurin' },
  'docker.io/adoptopenjdk/openjdk11': { reason: 'is deprecated; the project moved to Eclipse Adoptium', replacement: 'eclipse-temurin' },
  'docker.io/library/centos': { reason: 'gets no more updates since June 2024', replacement: 'almalinux' },
  'docker.io/library/iojs': { reason: 'was merged back into Node.js', replacement: 'node' },
  'docker.io/library/jenkins': { reason: 'is deprecated', replacement: 'jenkins/jenkins' },
  'docker.io/library/vault': { reason: 'is deprecated; HashiCorp publishes under its own name', replacement: 'hashicorp/vault' },
  'docker.io/library/consul': { reason: 'is deprecated; HashiCorp publishes under its own name', replacement: 'hashicorp/consul' },
  'docker.io/library/nats-streaming': { reason: 'is at its end of life', replacement: 'nats' },
  'docker.io/library/express-gateway': { reason: 'is deprecated' },
  'docker.io/library/fsharp': { reason: 'is deprecated', replacement: 'mcr.microsoft.com/dotnet/sdk' },
  'docker.io/library/kaazing-gateway': { reason: 'is deprecated' },
  'docker.io/library/known': { reason: 'is deprecated' },
  'docker.io/library/owncloud': { reason: 'is deprecated', replacement: 'owncloud/server' },
  'docker.io/library/piwik': { reason: 'was renamed', replacement: 'matomo' },
  'docker.io/library/plone': { reason: 'is deprecated', replacement: 'plone/plone-backend' },
  'docker.io/library/rails': { reason: 'is deprecated', replacement: 'ruby' },
  'docker.io/library/django': { reason: 'is deprecated', replacement: 'python' },
  'docker.io/library/ubuntu-debootstrap': { reason: 'is deprecated', replacement: 'ubuntu' },
  'docker.io/library/ubuntu-upstart': { reason: 'is deprecated', replacement: 'ubuntu' },
  'docker.io/library/clefos': { reason: 'is deprecated' },
  'docker.io/library/sl': { reason: 'is at its end of life', replacement: 'almalinux' },
  'docker.io/library/sourcemage': { reason: 'is deprecated' },
  'docker.io/library/opensuse': { reason: 'was split', replacement: 'opensuse/leap' },
  'docker.io/library/mono': { reason: 'gets no more updates', replacement: 'mcr.microsoft.com/dotnet/sdk' },
  'docker.io/library/hipache': { reason: 'is deprecated' },
  'docker.io/library/thrift': { reason: 'is deprecated' },
  'docker.io/library/notary': { reason: 'is deprecated' },
  'docker.io/library/swarm': { reason: 'is deprecated; swarm mode is part of the Docker engine' },
  'docker.io/library/elixir-phoenix': { reason: 'is deprecated', replacement: 'elixir' },
  'docker.io/library/celery': { reason: 'is deprecated', replacement: 'python' },
  'docker.io/microsoft/aspnetcore': { reason: 'moved to the Microsoft registry', replacement: 'mcr.microsoft.com/dotnet/aspnet' },
  'mcr.microsoft.com/dotnet/core/sdk': { reason: 'ended with .NET Core 3.1', replacement: 'mcr.microsoft.com/dotnet/sdk' },
  'mcr.microsoft.com/dotnet/core/aspnet': { reason: 'ended with .NET Core 3.1', replacement: 'mcr.microsoft.com/dotnet/aspnet' },
  'mcr.microsoft.com/dotnet/core/runtime': { reason: 'ended with .NET Core 3.1', replacement: 'mcr.microsoft.com/dotnet/runtime' },
  'docker.io/circleci/node': { reason: 'is deprecated', replacement: 'cimg/node' },
  'docker.io/circleci/python': { reason: 'is deprecated', replacement: 'cimg/python' },
  'docker.io/google/cloud-sdk': { reason: 'moved', replacement: 'gcr.io/google.com/cloudsdktool/google-cloud-cli' },
};

const bitnami: Deprecation = { reason: 'has had no free versioned tags since August 2025; the frozen copies under bitnamilegacy get no updates' };

/** One image had all flavours in its tags: `2.2-sdk`, `2.1.5-aspnetcore-runtime`; without one it was the SDK. */
function flavourOf(tag = ''): string {
  if (/(?:^|-)aspnetcore-runtime/.test(tag)) return 'aspnet';
  return /(?:^|-)runtime-deps/.test(tag) ? 'runtime-deps' : /(?:^|-)runtime/.test(tag) ? 'runtime' : 'sdk';
}

export function deprecationOf(image: ImageReference): Deprecation | undefined {
  if (Object.hasOwn(byName, image.normalized)) return byName[image.normalized];
  if (image.normalized === 'docker.io/microsoft/dotnet') return { reason: 'moved to the Microsoft registry', replacement: `mcr.microsoft.com/dotnet/${flavourOf(image.tag)}` };
  if (image.normalized.startsWith('docker.io/bitnamilegacy/')) return { reason: 'is a frozen copy that gets no security updates' };
  // These two go on as before: bitnami/minideb#196.
  if (image.normalized.startsWith('docker.io/bitnami/') && !/\/(?:minideb|sealed-secrets)/.test(image.normalized)) return bitnami;
  return undefined;
}
