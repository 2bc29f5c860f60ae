import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Of pages alone. Scripts, styles and pictures come from this origin and none stands in a page; forms go
 * nowhere else; nothing frames a page.
 */
const policy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/**
 * Without a referrer a browser would tell no origin with a form either (Fetch, "append a request
 * `Origin` header"), and the origin is looked at.
 */
const referrer = helmet.referrerPolicy({ policy: 'same-origin' });

export const pageHeaders: RequestHandler[] = [
  policy,
  referrer,
  (_request, response, next) => {
    response.set({ 'Cache-Control': 'private, no-store', 'X-Frame-Options': 'DENY' });
    next();
  },
];
