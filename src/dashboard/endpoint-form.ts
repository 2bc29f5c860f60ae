import type { Endpoint } from '../service/endpoints';
import type { Form } from './form-body';
import { Problems, type Problem } from './problems';

/** What the form of an endpoint holds, as typed. */
export interface EndpointFields {
  readonly url: string;
  readonly name: string;
  readonly format: string;
  readonly events: readonly string[];
  readonly ordering: string;
  readonly maxInFlight: string;
  /** A header a line. */
  readonly headers: string;
  /** On creation alone; empty has one generated. */
  readonly secret: string;
}

export const NEW_ENDPOINT: EndpointFields = {
  url: '',
  name: '',
  format: 'raw',
  events: [],
  ordering: 'first_attempt',
  maxInFlight: '',
  headers: '',
  secret: '',
};

export function fieldsOf(endpoint: Endpoint): EndpointFields {
  return {
    url: endpoint.url,
    name: endpoint.name ?? '',
    format: endpoint.format,
    events: endpoint.events,
    ordering: endpoint.ordering,
    maxInFlight: String(endpoint.max_in_flight),
    headers: Object.entries(endpoint.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    secret: '',
  };
}

export function readEndpointFields(form: Form): EndpointFields {
  return {
    url: form.text('url'),
    name: form.text('name'),
    format: form.text('format'),
    events: form.all('events'),
    ordering: form.text('ordering'),
    maxInFlight: form.text('max_in_flight'),
    headers: form.raw('headers'),
    secret: form.text('secret'),
  };
}

/**
 * The form as a body for the API, whose checks are not repeated here.
 *
 * @returns problems of what cannot be written as such a body
 */
export function endpointBody(fields: EndpointFields): {
  body: Record<string, unknown>;
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const headers = new Map<string, string>();
  for (const line of fields.headers.split('\n').filter((text) => text.trim() !== '')) {
    const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      problems.push({ field: 'headers', message: 'Each line is a header: “Name: value”.' });
    } else headers.set(name, value);
  }
  const maxInFlight = Number(fields.maxInFlight);
  return {
    body: {
      url: fields.url,
      name: fields.name,
      format: fields.format,
      events: fields.events,
      ordering: fields.ordering,
      ...(fields.maxInFlight !== '' && {
        max_in_flight: Number.isNaN(maxInFlight) ? fields.maxInFlight : maxInFlight,
      }),
      headers: Object.fromEntries(headers),
      ...(fields.secret !== '' && { secret: fields.secret }),
    },
    problems,
  };
}

/** Those of the form and those of the API. */
export const joined = (some: readonly Problem[], others: Problems | undefined): Problems =>
  new Problems([...some, ...(others?.all ?? [])]);
