/** A real Podman service of the tests' own, as docker.mjs has a Docker engine. */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDebianPackages } from './debian.mjs';
import { unmountBelow } from './docker.mjs';
import { ensureDirectory, isRoot, Missing, outDirectory, poll, run } from './machine.mjs';

/** Starts the service and returns `{host, podman(args), stop()}`. Throws `Missing` where it can't be had. */
export async function startPodman() {
  if (process.platform !== 'linux' || !isRoot) {
    throw new Missing('the tests start a Podman service of their own, which takes root on Linux');
  }
  await ensureDebianPackages({ podman: 'podman' });
  const home = mkdtempSync(path.join(tmpdir(), 'plimsoll-podman-'));
  const host = `unix://${path.join(home, 'podman.sock')}`;
  const storage = ['--root', path.join(home, 'data'), '--runroot', path.join(home, 'run'), '--cgroup-manager', 'cgroupfs'];
  const podman = (args) => run('podman', [...storage, ...args]);
  const log = openSync(path.join(ensureDirectory(outDirectory), 'podman.log'), 'w');
  const service = spawn('podman', [...storage, 'system', 'service', '--time=0', host], { stdio: ['ignore', log, log] });
  let exited;
  service.on('exit', (code, signal) => (exited = `podman ended with ${signal ?? `exit status ${code}`}`));
  service.on('error', (error) => (exited = error.message));
  const killAtExit = () => service.kill('SIGKILL');
  process.on('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    if (!exited) {
      service.kill('SIGTERM');
      await poll('podman stops', () => exited, { deadlineMs: 10_000 }).catch(() => service.kill('SIGKILL'));
    }
    await unmountBelow(home);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await poll('podman answers', () => run('podman', ['--url', host, 'version']).catch(() => undefined), { failed: () => exited });
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, podman, stop };
}
