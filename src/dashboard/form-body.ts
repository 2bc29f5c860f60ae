import express, { type RequestHandler } from 'express';
import { uuid } from '../api/schemas';
import { ApiError } from '../errors';

/** Of a form as it is sent, encoded. */
export const FORM_MAX_BYTES = 1_000_000;
export const FORM_MAX_FIELDS = 2_000;

/** Reads a form's fields. @throws ApiError RequestBodyTooLarge by the error handler */
export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: FORM_MAX_BYTES,
  parameterLimit: FORM_MAX_FIELDS,
});

/** The fields of a form, each as text. */
export class Form {
  private readonly fields: ReadonlyMap<string, readonly string[]>;

  constructor(body: unknown) {
    const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
    this.fields = new Map(
      entries.map(([name, value]: [string, unknown]) => [
        name,
        (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string'),
      ]),
    );
  }

  /** A field's text without white space around it; empty when it is not there. */
  text(name: string): string {
    return (this.fields.get(name)?.[0] ?? '').trim();
  }

  /** A text as it was typed, with the line ends of JSON and of files in place of those of forms. */
  raw(name: string): string {
    return (this.fields.get(name)?.[0] ?? '').replaceAll('\r\n', '\n');
  }

  /** Every value of a field that may be there several times. */
  all(name: string): readonly string[] {
    return this.fields.get(name) ?? [];
  }
}

/** A parameter of a page's path. @throws ApiError ResourceNotFound when it is no UUID */
export function uuidParam(value: unknown): string {
  const parsed = uuid.safeParse(value);
  if (!parsed.success) throw new ApiError('ResourceNotFound');
  return parsed.data;
}
