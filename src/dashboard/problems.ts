import { ApiError } from '../errors';

export interface Problem {
  /** Name of the form's field; empty for the form as a whole. */
  readonly field: string;
  readonly message: string;
}

/** What is wrong with a form, by its fields. */
export class Problems {
  constructor(readonly all: readonly Problem[]) {}

  /** What is wrong with one field; the first, when there are several. */
  of(field: string): string | undefined {
    return this.all.find((problem) => problem.field === field)?.message;
  }
}

/**
 * What the API says is wrong with a form's content, in words for people.
 *
 * @returns undefined for an error that is not about the content
 */
export function problemsOf(error: unknown): Problems | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === 'Conflict') return new Problems([{ field: '', message: error.message }]);
  if (error.code !== 'RequestValidationError') return undefined;
  const problems = (error.options.details ?? []).map(({ loc, msg, type }) => ({
    field: typeof loc[1] === 'string' ? loc[1] : '',
    message: type === 'missing' ? 'This is needed.' : sentence(msg),
  }));
  return new Problems(problems);
}

/** The API's words without its prefix for custom checks, as a sentence. */
function sentence(message: string): string {
  const text = message.replace(/^Value error, /, '');
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** What is wrong with a JSON text; undefined when nothing is. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return sentence(`this is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** As `problemsOf`, for a form that is shown again. @throws whatever is not about its content */
export function problemsOrThrow(error: unknown): Problems {
  const problems = problemsOf(error);
  if (problems === undefined) throw error;
  return problems;
}
