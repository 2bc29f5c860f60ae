import type { ApiVersion, Webhooks } from './generated/types.gen.js';

/** An event of a type of the catalogue, as it is delivered; the API's description has its parts. */
export type CatalogueEvent = Webhooks['body'];

/** One of the 41 types of the catalogue. */
export type CatalogueEventType = CatalogueEvent['type'];

/** `data` of a type of the catalogue, such as `Order` of `order.paid`. */
export type CatalogueEventData<Type extends CatalogueEventType> = Extract<
  CatalogueEvent,
  { type: Type }
>['data'];

/**
 * Your own event types, name by name, with their data. Declare them once:
 *
 * ```ts
 * declare module 'signalpost' {
 *   interface OwnEvents {
 *     'invoice.paid': { id: string; total: number };
 *   }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by those who use it
export interface OwnEvents {}

// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- `never` until then
type OwnEventType = keyof OwnEvents & string;

/** An event of a type that OwnEvents declares. */
export type OwnEvent = {
  [Type in OwnEventType]: {
    readonly type: Type;
    readonly timestamp: string;
    readonly api_version?: ApiVersion;
    readonly data: OwnEvents[Type];
  };
}[OwnEventType];

/**
 * Some text, but none of the known names: of what could stand here, an enum alone lets a comparison with
 * one of those rule it out. It is never there at run time.
 */
declare enum UndeclaredType {
  name = 'a name that is not declared',
}

/** An event of a type that neither the catalogue nor OwnEvents has. */
export interface UntypedEvent {
  /** To compare it with a name that is not declared, take it as text: `const type: string = event.type`. */
  readonly type: UndeclaredType;
  readonly timestamp: string;
  readonly api_version?: ApiVersion;
  readonly data: Record<string, unknown>;
}

/**
 * What an endpoint of the format raw gets. Comparing `type` narrows `data`. The data is what was
 * published, as it came: a producer may have left fields out.
 */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- as above
export type ReceivedEvent = CatalogueEvent | OwnEvent | UntypedEvent;

/** The name of an event type: of the catalogue, or of your own. */
// eslint-disable-next-line @typescript-eslint/no-redundant-type-constituents -- as above
export type EventTypeName = CatalogueEventType | OwnEventType | (string & {});

/** With whatever was left out, at any depth. */
type Loose<Value> = Value extends readonly (infer Item)[]
  ? Loose<Item>[]
  : Value extends object
    ? { [Key in keyof Value]?: Loose<Value[Key]> }
    : Value;

/** What may be published as `data` of a type: parts of what the catalogue says, or any object. */
export type PublishedData<Type extends string> = Type extends CatalogueEventType
  ? Loose<CatalogueEventData<Type>>
  : Type extends OwnEventType
    ? OwnEvents[Type]
    : object;
