import { parentPort } from 'node:worker_threads';
import type { ValidateFunction } from 'ajv';
import { compileSchema, problemsIn } from './compile-schema';
import type { SchemaAnswer, SchemaJob, SchemaProblem } from './messages';

/**
 * The thread in which tenants' schemas run. A schema can be written such that checking a small value
 * takes for ever (patterns, references that double at each level): here it holds up nobody's request,
 * and the thread can be ended from outside.
 */

const COMPILED_MAX = 500;
const compiled = new Map<string, ValidateFunction | SchemaProblem>();

/** Compiled before, or now; the ones used longest ago are forgotten. */
function compiledSchema(text: string): ValidateFunction | SchemaProblem {
  const found = compiled.get(text) ?? compileSchema(text);
  compiled.delete(text);
  compiled.set(text, found);
  const [oldest] = compiled.keys();
  if (compiled.size > COMPILED_MAX && oldest !== undefined) compiled.delete(oldest);
  return found;
}

function run({ schema, data }: SchemaJob): SchemaProblem[] {
  const validate = compiledSchema(schema);
  if (typeof validate !== 'function') return [validate];
  if (data === undefined) return [];
  try {
    return problemsIn(validate, JSON.parse(data));
  } catch {
    // A schema that refers to itself without end.
    return [{ path: [], message: 'cannot be checked: its schema nests too deep' }];
  }
}

const answer = (message: SchemaAnswer) => parentPort?.postMessage(message);

parentPort?.on('message', (job: SchemaJob) => {
  answer({ kind: 'done', id: job.id, problems: run(job) });
});
answer({ kind: 'ready' });
