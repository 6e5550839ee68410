import type { JiraKind } from '#protocol/account.ts';
import { printable } from '../../base/printable.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import {
  jiraAccessDenied,
  jiraAnswersWithPage,
  jiraBasicDisabled,
  jiraCaptcha,
  jiraFailed,
  jiraRefused,
  jiraScopeMissing,
  jiraSiteElsewhere,
  jiraSiteUnavailable,
  jiraTokenRefused,
  ticketUnknown,
} from './problems.ts';

export interface JiraResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface ResponseContext {
  /** Address of the site. */
  readonly site: string;
  /** Absent if it is not known yet. */
  readonly kind?: JiraKind;
  /** Key of the ticket that the request is about. */
  readonly ticket?: string | undefined;
  /** Removed from Jira's own words. */
  readonly secrets: readonly string[];
}

/** Returns the Problem that a response reports; `undefined` for a success. */
export function responseProblem(
  response: JiraResponse,
  { site, kind, ticket, secrets }: ResponseContext,
): Problem | undefined {
  const { status, headers } = response;
  const said = () => saidIn(response, secrets);
  if ((status === 401 || status === 403) && refusesScope(response)) return jiraScopeMissing(site);
  if ((status === 401 || status === 403) && refusesBasic(response)) return jiraBasicDisabled(site);
  if (/CAPTCHA/.test(headers.get('x-authentication-denied-reason') ?? '')) return jiraCaptcha(site);
  // With a wrong token, Jira may treat the caller as anonymous and return an empty list that looks valid.
  if (
    status === 401 ||
    /AUTHENTICATED_FAILED|AUTHENTICATION_DENIED/.test(headers.get('x-seraph-loginreason') ?? '')
  ) {
    return jiraTokenRefused(site, kind);
  }
  const isSuccess = status >= 200 && status < 300;
  if (status === 511 || (isSuccess && isPage(response))) return jiraAnswersWithPage(site);
  if (isSuccess) return undefined;
  if (status === 404) {
    if (ticket === undefined) return jiraSiteElsewhere(site);
    return isFromJira(response) ? ticketUnknown(ticket, site, said()) : jiraSiteUnavailable(site, status);
  }
  if (status >= 400 && status < 500 && isPage(response)) return jiraSiteUnavailable(site, status);
  if (status === 403) return jiraAccessDenied(site, ticket, said());
  if (status < 400) return jiraSiteElsewhere(site, originOf(headers.get('location'), site));
  if (status === 409 || status === 408 || status >= 500) return jiraFailed(site, status);
  return jiraRefused(said(), ticket, fieldErrorsIn(response, secrets));
}

/** Returns the JSON value of a text; `undefined` if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns whether Atlassian's gateway accepts the token but not for this endpoint. It says so in
 * `{code: 401, message: 'Unauthorized; scope does not match'}`.
 */
function refusesScope({ text }: JiraResponse): boolean {
  return /scope does not match|insufficient scope/i.test(messageIn(text));
}

/**
 * Returns whether the site accepts no user name and password: since Data Center 11 by default, and earlier if
 * its administrator decided so.
 */
function refusesBasic({ text }: JiraResponse): boolean {
  return /basic auth\w* (with passwords )?(has been|is|was) (disabled|deprecated|turned off)/i.test(
    [messageIn(text), ...messagesIn(text)].join(' '),
  );
}

function messageIn(text: string): string {
  const body = parseJson(text);
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : '';
  return typeof message === 'string' ? message.slice(0, 1000) : '';
}

/** Returns Jira's own words on one line, without the secrets of the request. */
function saidIn({ text }: JiraResponse, secrets: readonly string[]): string {
  const hidden = secrets.reduce((masked, secret) => masked.replaceAll(secret, '•••'), text);
  return printable(messagesIn(hidden).join(' ')).slice(0, 300).replace(/\.$/, '');
}

/**
 * Returns whether Jira itself says that something does not exist: in JSON, in a sentence. Gateways, and sites
 * that are suspended or renamed, also respond with 404: with a page, with an empty body, or with JSON of
 * another shape.
 */
function isFromJira({ headers, text }: JiraResponse): boolean {
  const type = headers.get('content-type') ?? '';
  return (
    /\bjson\b/i.test(type) && errorMessagesIn(parseJson(text)).some((sentence) => sentence.trim() !== '')
  );
}

/** Returns whether the response is an HTML page, which a server in front of Jira sent. */
function isPage({ headers, text }: JiraResponse): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*</.test(text.slice(0, 1000));
}

const maxFieldErrors = 50;
const maxSentenceCharacters = 300;

/** Returns Jira's sentence about each field, by the field's id, without the secrets of the request. */
function fieldErrorsIn({ text }: JiraResponse, secrets: readonly string[]): Record<string, string> {
  const body = parseJson(secrets.reduce((masked, secret) => masked.replaceAll(secret, '•••'), text));
  if (typeof body !== 'object' || body === null || !('errors' in body)) return {};
  if (typeof body.errors !== 'object' || body.errors === null) return {};
  const errors = Object.entries(body.errors).filter((entry): entry is [string, string] => isText(entry[1]));
  return Object.fromEntries(
    errors
      .slice(0, maxFieldErrors)
      .map(([id, sentence]) => [
        printable(id).slice(0, maxSentenceCharacters),
        printable(sentence).slice(0, maxSentenceCharacters),
      ]),
  );
}

/** Jira's error body: `{errorMessages: [sentence], errors: {field: sentence}}`. */
function messagesIn(text: string): string[] {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null) return [];
  const fields =
    'errors' in body && typeof body.errors === 'object' && body.errors !== null ? body.errors : {};
  return [...errorMessagesIn(body), ...Object.values(fields).filter(isText)];
}

function errorMessagesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('errorMessages' in body)) return [];
  return Array.isArray(body.errorMessages) ? body.errorMessages.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function originOf(location: string | null, site: string): string {
  return location !== null && URL.canParse(location, site) ? new URL(location, site).origin : '';
}
