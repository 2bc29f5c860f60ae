import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Writes the bundle that production workers load, beside the compiled sources. */
async function main(): Promise<void> {
  const target = path.join(__dirname, '..', 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./index'),
    logger: {
      ...console,
      log: () => undefined,
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
    },
  });
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, code);
}

void main();
