import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { locales } from '../base/text.ts';
import { regionPattern } from '../domain/accounts/partition.ts';
import type { ExpectedValue } from '../domain/problems/configuration.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';
import { isTicketPattern } from '../domain/tickets/matching/pattern/ticket-pattern.ts';
import { conditionOf } from '../domain/tickets/selection.ts';

/** Expected forms of a value. zod carries them as its message, in place of a sentence. */
const forms = ['account', 'region', 'role', 'jql', 'pattern'] as const;
type Form = (typeof forms)[number];

const accountId = z.string('account' satisfies Form).regex(/^\d{12}$/, 'account' satisfies Form);
const region = z.string('region' satisfies Form).regex(regionPattern, 'region' satisfies Form);
const names = z.array(z.string().min(1)).optional();

const shape = z.strictObject({
  team: z.string().min(1).optional(),
  pollMinutes: z.number().min(1).max(1440).optional(),
  regions: z.array(region).min(1).optional(),
  accounts: z
    .array(
      z.strictObject({
        id: accountId,
        name: z.string().optional(),
        profile: z.string().min(1).optional(),
        role: z
          .string()
          .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'role' satisfies Form)
          .optional(),
        regions: z.array(region).min(1).optional(),
      }),
    )
    .min(1)
    .optional(),
  aws: z
    .strictObject({
      profile: z.string().min(1).optional(),
      region: region.optional(),
      aggregator: z.string().min(1).optional(),
    })
    .optional(),
  jira: z
    .strictObject({
      site: z.string().min(1).optional(),
      email: z.string().min(1).optional(),
      /** Hosts of Data Center sites that are used without TLS: `jira.example.com`, or with a port. */
      allowHttp: z.array(z.string().trim().min(1)).optional(),
      project: z.string().trim().min(1).optional(),
      projects: z.array(z.string().trim().min(1)).min(1).optional(),
      jql: z
        .string()
        .refine((text) => conditionOf(text) !== undefined, 'jql' satisfies Form)
        .optional(),
      /** Reads the team's own form of tickets. */
      ticketPattern: z
        .string()
        .refine(isTicketPattern, 'pattern' satisfies Form)
        .optional(),
      doneDays: z.int().min(0).max(36_500).optional(),
      statuses: z.strictObject({ todo: names, review: names, done: names }).optional(),
      /** Language of Guardrail's comments. */
      language: z.enum(locales).optional(),
    })
    .optional(),
});

/** The user's configuration file. It contains no secrets: tokens come from the environment or the editor. */
export type ConfigurationFile = z.infer<typeof shape>;

/**
 * Returns the parsed configuration file.
 * @param text The file's content. An empty file configures nothing.
 * @throws Problem `configuration-invalid`, with the key and the form that is expected there.
 */
export function parseConfigurationFile(file: string, text: string): ConfigurationFile {
  let document: unknown;
  try {
    document = text.trim() === '' ? {} : (load(text) ?? {});
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const said = error.message.split('\n')[0] ?? '';
    throw problem('configuration-invalid', { reason: 'not-yaml', file, said });
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw parsed.error;
  throw problem('configuration-invalid', {
    reason: 'value',
    file,
    key: issue.path.join('.'),
    ...expectedAt(issue),
  });
}

function expectedAt(issue: z.core.$ZodIssue): ExpectedValue {
  const form = forms.find((name) => name === issue.message);
  if (form) return { expected: form };
  switch (issue.code) {
    case 'unrecognized_keys':
      return { expected: 'known-keys', unknown: issue.keys };
    case 'invalid_type':
      return { expected: 'type', type: issue.expected };
    case 'invalid_value':
      return { expected: 'one-of', values: issue.values.map(String) };
    case 'too_small':
      return issue.origin === 'number'
        ? { expected: 'at-least', limit: Number(issue.minimum) }
        : { expected: 'not-empty' };
    case 'too_big':
      return { expected: 'at-most', limit: Number(issue.maximum) };
    default:
      return { expected: 'other', said: issue.message };
  }
}

export function configurationMissing(file: string, cause: unknown): Problem {
  return problem('configuration-missing', { file }, { cause });
}
