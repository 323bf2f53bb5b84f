/** A real Docker engine of the tests' own: own socket, own data, no network, gone at the end. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { ensureDirectory, isRoot, Missing, outDirectory, poll, run, which } from './machine.mjs';

/** Starts dockerd and returns `{host, docker(args), stop()}`. Throws `Missing` where it can't be had. */
export async function startDocker() {
  if (process.platform !== 'linux' || !isRoot) {
    throw new Missing('the tests start a Docker engine of their own, which takes root on Linux');
  }
  await ensureDebianPackages({ dockerd: 'docker.io', containerd: 'containerd', runc: 'runc' });
  // A short path: a socket's may have 107 characters.
  const home = mkdtempSync(path.join(tmpdir(), 'plimsoll-docker-'));
  const host = `unix://${path.join(home, 'docker.sock')}`;
  const logFile = path.join(ensureDirectory(outDirectory), 'dockerd.log');
  const log = openSync(logFile, 'w');
  const daemon = spawn(
    which('dockerd'),
    [
      // No storage driver named: dockerd takes overlay2 where the file system can, else vfs. Neither firewall nor bridge: builds need no network.
      '--iptables=false', '--bridge=none',
      '--host', host, '--data-root', path.join(home, 'data'), '--exec-root', path.join(home, 'exec'), '--pidfile', path.join(home, 'docker.pid'),
    ],
    { stdio: ['ignore', log, log] },
  );
  let exited;
  daemon.on('exit', (code, signal) => (exited = `dockerd ended with ${signal ?? `exit status ${code}`}; see ${logFile}`));
  daemon.on('error', (error) => (exited = error.message));
  const killAtExit = () => daemon.kill('SIGTERM');
  process.on('exit', killAtExit);

  const stop = async () => {
    process.off('exit', killAtExit);
    if (!exited) {
      daemon.kill('SIGTERM');
      await poll('dockerd stops', () => exited, { deadlineMs: 20_000 }).catch(() => daemon.kill('SIGKILL'));
    }
    await unmountBelow(home);
    rmSync(home, { recursive: true, force: true });
  };
  // Debian's client, which brings its own BuildKit client; another one on PATH may want a plug-in for that.
  const client = existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';
  const docker = (args, options = {}) => run(client, args, { ...options, env: { ...process.env, ...options.env, DOCKER_HOST: host, DOCKER_CONFIG: home } });
  try {
    await poll('dockerd answers', () => docker(['version']).catch(() => undefined), { failed: () => exited });
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, docker, stop };
}

/** Lets go of what an engine left mounted, so that its directory can be removed. */
export async function unmountBelow(directory) {
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1])
    .filter((mount) => mount?.startsWith(`${directory}/`));
  for (const mount of mounts.reverse()) {
    await run('umount', ['-l', mount]).catch(() => undefined);
  }
}
