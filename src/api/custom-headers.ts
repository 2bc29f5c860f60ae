import { z } from 'zod';
import { addIssue } from './schemas';

/** Most headers of an endpoint's own. */
export const HEADERS_MAX = 20;
const NAME_MAX_CHARACTERS = 128;
const VALUE_MAX_CHARACTERS = 2_048;

/** Set by us or by HTTP itself: an owner's value would break the signature, the framing or the log. */
const RESERVED =
  /^(webhook-.*|content-.*|host|connection|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|user-agent|accept-encoding|date|via)$/;

/** Further HTTP headers of an endpoint's deliveries; names in lower case. */
export const customHeaders = z.preprocess(
  (value, context) => {
    if (typeof value !== 'object' || value === null) return value;
    // Before the headers themselves: a body of 10 MB holds a million wrong ones.
    if (Object.keys(value).length > HEADERS_MAX) {
      addIssue(context, `at most ${HEADERS_MAX} headers are allowed`);
      return z.NEVER;
    }
    // A record of zod leaves it out without a word.
    if (Object.hasOwn(value, '__proto__')) {
      addIssue(context, 'the name of a header is not valid', undefined, ['__proto__']);
      return z.NEVER;
    }
    return value;
  },
  z.record(z.string(), z.string().max(VALUE_MAX_CHARACTERS)).transform((headers, context) => {
    const normalised: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      const lower = name.toLowerCase();
      // Token and field value of RFC 9110, sections 5.1 and 5.5; values in visible ASCII.
      if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(lower) || name.length > NAME_MAX_CHARACTERS) {
        addIssue(context, 'the name of a header is not valid', undefined, [name]);
      } else if (RESERVED.test(lower)) {
        addIssue(context, 'this header is set by Signalpost', undefined, [name]);
      } else if (!/^[\x20-\x7e]*$/.test(value)) {
        addIssue(context, 'the value must be printable ASCII', undefined, [name]);
      }
      normalised[lower] = value.trim();
    }
    return normalised;
  }),
);
