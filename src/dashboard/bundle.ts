import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from '../package-root';
import { ASSETS_FOLDER, MANIFEST_FILE, type AssetManifest } from './assets';

/** Bundles what the browser loads: one script and one style sheet, their names by their content. */
async function main(): Promise<void> {
  const root = packageRoot();
  const folder = path.join(root, ASSETS_FOLDER);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: {
      app: path.join(root, 'src/dashboard/browser/main.ts'),
      style: path.join(root, 'src/dashboard/styles/main.css'),
    },
    outdir: folder,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    // The first that know `light-dark()` and `:has()`.
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
    logLevel: 'warning',
  });
  const names = Object.keys(metafile.outputs).map((name) => path.basename(name));
  const named = (end: string): string => {
    const name = names.find((one) => one.endsWith(end));
    if (name === undefined) throw new Error(`The bundle has no ${end}.`);
    return name;
  };
  const manifest: AssetManifest = { script: named('.js'), style: named('.css') };
  await writeFile(path.join(folder, MANIFEST_FILE), JSON.stringify(manifest));
}

void main();
