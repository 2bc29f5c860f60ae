import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../package-root';
import { createOpenApiDocument } from './document';

/** Writes openapi.json, which is committed: a difference shows what a change means for clients. */
async function main(): Promise<void> {
  const text = JSON.stringify(createOpenApiDocument(), null, 2);
  await writeFile(path.join(packageRoot(), 'openapi.json'), `${text}\n`);
}

void main();
