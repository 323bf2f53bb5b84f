/** What VS Code calls inside its extension host: runs the test files named in the environment and reports as the test runner wants it. */
import Mocha from 'mocha';
import path from 'node:path';
import Reporter from '../../../scripts/testing/reporter.cjs';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd', timeout: 30_000, forbidOnly: true,
    reporter: Reporter, reporterOptions: { output: process.env.PLIMSOLL_TEST_REPORT, list: true },
  });
  for (const file of process.env.PLIMSOLL_TEST_FILES!.split(path.delimiter)) mocha.addFile(file);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
