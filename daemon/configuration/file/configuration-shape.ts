import { z } from 'zod';
import { locales } from '../../base/text.ts';
import { regionPattern } from '../../domain/accounts/partition.ts';
import { isTicketPattern } from '../../domain/tickets/matching/pattern/ticket-pattern.ts';
import { conditionOf } from '../../domain/tickets/selection.ts';

/** Expected forms of a value. zod carries them as its message, in place of a sentence. */
export const forms = ['account', 'region', 'role', 'jql', 'pattern'] as const;
export type Form = (typeof forms)[number];

const accountId = z.string('account' satisfies Form).regex(/^\d{12}$/, 'account' satisfies Form);
const region = z.string('region' satisfies Form).regex(regionPattern, 'region' satisfies Form);
const names = z.array(z.string().min(1)).optional();

/**
 * The keys of `config.yaml`: what the daemon reads, what the editor completes and checks, and what the documents list. It has
 * no key for a secret: tokens come from the environment or from the editor's secret storage. `configurationTexts` describes
 * each key.
 */
export const configurationShape = z.strictObject({
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
      allowHttp: z.array(z.string().trim().min(1)).optional(),
      project: z.string().trim().min(1).optional(),
      projects: z.array(z.string().trim().min(1)).min(1).optional(),
      jql: z
        .string()
        .refine((text) => conditionOf(text) !== undefined, 'jql' satisfies Form)
        .optional(),
      ticketPattern: z
        .string()
        .refine(isTicketPattern, 'pattern' satisfies Form)
        .optional(),
      doneDays: z.int().min(0).max(36_500).optional(),
      statuses: z.strictObject({ todo: names, review: names, done: names }).optional(),
      language: z.enum(locales).optional(),
    })
    .optional(),
});
