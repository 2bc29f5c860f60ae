import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { toApiError } from '../api/error-handler';
import { ApiError } from '../errors';
import { BareLayout, Layout, PageHeading } from './components/layout';
import type { DashboardDeps } from './deps';
import { FORM_MAX_BYTES, FORM_MAX_FIELDS } from './form-body';
import { bytes, plural } from './format';
import { sendPage, type SignedIn } from './render';

export const notFound: RequestHandler = () => {
  throw new ApiError('ResourceNotFound');
};

const TITLES: Readonly<Record<number, string>> = {
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  422: 'That cannot be read',
  429: 'Too many requests',
  503: 'Not available at the moment',
};

/** Whatever a page ends with that is no page: a sentence, and a way on. */
export function createErrorPages(deps: DashboardDeps): ErrorRequestHandler {
  // Express knows it by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (thrown: unknown, request: Request, response: Response, _next) => {
    const error = toApiError(thrown);
    if (error.status >= 500) {
      deps.log.error({ err: thrown, method: request.method, path: request.path }, error.message);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const retryAfter = error.options.headers?.['Retry-After'];
    if (retryAfter !== undefined) response.set('Retry-After', retryAfter);
    const title = TITLES[error.status] ?? 'Something went wrong';
    const { signedIn } = response.locals as { signedIn?: SignedIn };
    const page = errorPage(title, sentenceOf(error, signedIn), signedIn !== undefined);
    sendPage(deps, request, response, page, error.status);
  };
}

function errorPage(title: string, sentence: string, isSignedIn: boolean) {
  const content = (
    <>
      <PageHeading title={title} />
      <p>{sentence}</p>
    </>
  );
  if (!isSignedIn) {
    return (
      <BareLayout title={title}>
        {content}
        <p>
          <a href="/sign-in">Sign in</a>
        </p>
      </BareLayout>
    );
  }
  return (
    <Layout title={title} section={null}>
      {content}
      <p>
        <a href="/settings/webhooks">All webhooks</a>
      </p>
    </Layout>
  );
}

function sentenceOf(error: ApiError, signedIn: SignedIn | undefined): string {
  if (error.code === 'ResourceNotFound') {
    return 'There is nothing at this address, or it belongs to another organization.';
  }
  if (error.code === 'insufficient_scope') {
    if (signedIn?.session.subject.kind === 'token')
      return 'This access token may not do that. Sign in by mail, or with a token that has the scopes for it.';
    return 'You may look at this organization, but not change this. Ask one of its admins.';
  }
  if (error.code === 'RequestBodyTooLarge') {
    return `A form takes ${bytes(FORM_MAX_BYTES)} and ${plural(FORM_MAX_FIELDS, 'field')} at most. The API takes more.`;
  }
  if (error.code === 'RequestValidationError') {
    const [first] = error.options.details ?? [];
    if (first === undefined || first.type === 'json_invalid') return 'The form cannot be read.';
    const field = first.loc.slice(1).join('.');
    return field === '' ? first.msg : `${field}: ${first.msg}`;
  }
  return error.message;
}
