import path from 'node:path';
import { packageRoot } from '../src/package-root';

/** The compiled programs of Signalpost, which the stack runs as processes. */
export interface Programs {
  readonly api: string;
  readonly worker: string;
  readonly migrate: string;
}

/** The programs below a folder; default: the project's `dist/src`. */
export function programsIn(folder = path.join(packageRoot(), 'dist', 'src')): Programs {
  return {
    api: path.join(folder, 'api', 'server.js'),
    worker: path.join(folder, 'worker.js'),
    migrate: path.join(folder, 'migrate.js'),
  };
}
