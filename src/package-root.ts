import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of package.json, found upwards from this file: sources and the compiled `dist/` lie at
 * different depths, migrations and the workflow bundle are named from here.
 *
 * @throws Error when no package.json is above this file
 */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('No package.json was found above the program.');
    folder = parent;
  }
  return folder;
}
