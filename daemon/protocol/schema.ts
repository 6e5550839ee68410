/**
 * The params of a message as plain data. One declaration gives the compile-time type, the check in the daemon and the
 * reference in `docs/protocol.md`, so that they cannot differ. The contract checks nothing itself and needs no package.
 */
export interface Schema<Value> {
  readonly shape: Shape;
  /** Never present at run time; carries the type. */
  readonly value?: Value;
}

/** A member that may be absent. */
export interface OptionalSchema<Value> extends Schema<Value> {
  readonly isOptional: true;
}

export type Shape =
  | ({ readonly kind: 'text' } & TextLimits)
  | { readonly kind: 'number' | 'boolean' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list' | 'record'; readonly item: Shape }
  | { readonly kind: 'union'; readonly options: readonly Shape[] }
  | ObjectShape;

/** Lengths in UTF-16 units. */
export interface TextLimits {
  readonly minCharacters?: number;
  readonly maxCharacters?: number;
  /** An absolute path on the daemon's machine. */
  readonly isPath?: true;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: Members;
  /** A member that the schema does not name is an error; without this, it is ignored. */
  readonly isStrict?: true;
}

export type Members = Readonly<Record<string, Schema<unknown> | OptionalSchema<unknown>>>;

/** The type of a schema's values. */
export type ValueOf<S> = S extends Schema<infer Value> ? Value : never;

type OptionalName<M extends Members> = {
  [Name in keyof M]: M[Name] extends OptionalSchema<unknown> ? Name : never;
}[keyof M];
type ObjectOf<M extends Members> = {
  readonly [Name in keyof M as Exclude<Name, OptionalName<M>>]: ValueOf<M[Name]>;
} & { readonly [Name in keyof M as Extract<Name, OptionalName<M>>]?: ValueOf<M[Name]> };

export const text = (limits: TextLimits = {}): Schema<string> => ({ shape: { kind: 'text', ...limits } });
export const number: Schema<number> = { shape: { kind: 'number' } };
export const boolean: Schema<boolean> = { shape: { kind: 'boolean' } };

/** One of these texts. */
export function choice<const Values extends readonly string[]>(values: Values): Schema<Values[number]> {
  return { shape: { kind: 'choice', values } };
}

export function list<Item>({ shape }: Schema<Item>): Schema<readonly Item[]> {
  return { shape: { kind: 'list', item: shape } };
}

/** An object with names of any kind. */
export function record<Item>({ shape }: Schema<Item>): Schema<Readonly<Record<string, Item>>> {
  return { shape: { kind: 'record', item: shape } };
}

export function union<const Options extends readonly Schema<unknown>[]>(
  ...options: Options
): Schema<ValueOf<Options[number]>> {
  return { shape: { kind: 'union', options: options.map(({ shape }) => shape) } };
}

export function object<M extends Members>(members: M): Schema<ObjectOf<M>> {
  return { shape: { kind: 'object', members } };
}

/** An object that has no other members. */
export function strictObject<M extends Members>(members: M): Schema<ObjectOf<M>> {
  return { shape: { kind: 'object', members, isStrict: true } };
}

export function optional<Value>(schema: Schema<Value>): OptionalSchema<Value> {
  return { ...schema, isOptional: true };
}

/** No params. */
export const nothing = object({});
