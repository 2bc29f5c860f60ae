import { readFileSync } from 'node:fs';
import path from 'node:path';
import { static as serveFolder, type RequestHandler } from 'express';
import { z } from 'zod';
import { packageRoot } from '../package-root';

/** Where the build puts what the browser loads. */
export const ASSETS_FOLDER = 'dist/dashboard-assets';
export const MANIFEST_FILE = 'manifest.json';

const manifestSchema = z.object({ script: z.string(), style: z.string() });

/** Names of the files that every page loads. */
export type AssetManifest = z.output<typeof manifestSchema>;

/**
 * Reads which files the build has made.
 *
 * @throws Error when the project is not built
 */
export function readManifest(): AssetManifest {
  const file = path.join(packageRoot(), ASSETS_FOLDER, MANIFEST_FILE);
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error('The dashboard is not built; run npm run build.', { cause: error });
  }
}

/** Serves them; their names change with their content, so they are kept for ever. */
export function serveAssets(): RequestHandler {
  return serveFolder(path.join(packageRoot(), ASSETS_FOLDER), {
    index: false,
    immutable: true,
    maxAge: '365d',
    redirect: false,
  });
}
