import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { Problem } from '../base/problem.ts';

const accountId = z.string().regex(/^\d{12}$/, 'an account id is 12 digits in quotes');
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region looks like eu-west-1');
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
          .regex(
            /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
            'a role is an ARN: arn:aws:iam::123456789012:role/Name',
          )
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
      project: z.string().min(1).optional(),
      statuses: z.strictObject({ todo: names, review: names, done: names }).optional(),
    })
    .optional(),
});

/** The user's configuration file. It holds no secret: tokens come from the environment or the editor. */
export type ConfigurationFile = z.infer<typeof shape>;

/**
 * @param text The file's content; an empty one configures nothing.
 * @throws Problem `configuration-invalid`, which names the place and what is expected there.
 */
export function parseConfigurationFile(file: string, text: string): ConfigurationFile {
  let document: unknown;
  try {
    document = text.trim() === '' ? {} : (load(text) ?? {});
  } catch (error) {
    if (error instanceof YAMLException) throw configurationInvalid(file, error.message.split('\n')[0] ?? '');
    throw error;
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw configurationInvalid(file, `${issue?.path.join('.') || '(top)'}: ${issue?.message}`);
}

function configurationInvalid(file: string, detail: string): Problem {
  return new Problem(
    'configuration-invalid',
    {
      en: `The configuration ${file} cannot be used: ${detail}.`,
      ja: `設定ファイル ${file} を使用できません: ${detail}。`,
    },
    {
      en: 'Mend that line; the README lists every key.',
      ja: 'その行を直してください。使えるキーは README にあります。',
    },
  );
}

export function configurationMissing(file: string): Problem {
  return new Problem(
    'configuration-missing',
    { en: `The configuration ${file} cannot be read.`, ja: `設定ファイル ${file} を読み込めません。` },
    { en: 'Check the path given to --config.', ja: '--config に指定したパスを確認してください。' },
  );
}
