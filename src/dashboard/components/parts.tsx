import type { ComponentChildren } from 'preact';
import { dayAndClock, moment } from '../format';
import { usePage } from '../page-context';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** A word about a state, coloured by how good that is. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** A moment in the viewer's zone; the exact one in UTC shows on hover. */
export function Time({ at, short = false }: { at: string; short?: boolean }) {
  const { zone } = usePage();
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${at} (UTC)`}>
      {short ? dayAndClock(date, zone) : moment(date, zone)}
    </time>
  );
}

/** Something that went well, or not; told once, after what was done. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What is said in place of a list that is empty, and what to do about it. */
export function EmptyState(props: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty-state">
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

/** A text with a button that copies it. */
export function Copyable(props: { text: string; label: string }) {
  return (
    <div class="copyable">
      <code tabIndex={0} aria-label={props.label} role="textbox" aria-readonly="true">
        {props.text}
      </code>
      <CopyButton text={props.text} label={`Copy ${props.label}`} />
    </div>
  );
}

/** Shown by the page's script alone: without it there is nothing that it could do. */
export function CopyButton(props: { text: string; label: string; words?: string }) {
  const { text, label, words = 'Copy' } = props;
  return (
    <button
      class="button small needs-script"
      type="button"
      data-copy={text}
      aria-label={words === 'Copy' ? label : undefined}
    >
      {words}
    </button>
  );
}

/** A wide table scrolls by itself, by keyboard too. */
export function TableBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="table-box" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** The link to what is older in a list that is read page by page. */
export function Older(props: {
  next: string | null;
  first: string | null;
  searchedUntil?: string | null;
}) {
  if (props.next === null && props.first === null) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {props.first !== null && <a href={props.first}>Newest</a>}
      {props.searchedUntil !== undefined && props.searchedUntil !== null && (
        <span>
          Searched back to <Time at={props.searchedUntil} />.
        </span>
      )}
      {props.next !== null && (
        <a href={props.next}>{props.searchedUntil ? 'Search further back' : 'Older'}</a>
      )}
    </nav>
  );
}

/** The neighbours of a page of a list that is counted; nothing where there is one page. */
export function NumberedPages(props: {
  path: string;
  /** Further parameters of the list's address. */
  parameters?: Readonly<Record<string, string>>;
  number: number;
  size: number;
  total: number;
}) {
  const { path, number } = props;
  const pages = Math.ceil(props.total / props.size);
  if (pages <= 1) return null;
  const addressOf = (page: number) =>
    `${path}?${new URLSearchParams({ ...props.parameters, page: String(page) }).toString()}`;
  return (
    <nav class="pages" aria-label="Pages">
      {number > 1 && <a href={addressOf(number - 1)}>Newer</a>}
      <span>
        Page {number} of {pages}
      </span>
      {number < pages && <a href={addressOf(number + 1)}>Older</a>}
    </nav>
  );
}
