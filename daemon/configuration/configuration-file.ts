import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import type { Text } from '../base/text.ts';
import { regionPattern } from '../domain/accounts/partition.ts';
import { Problem } from '../domain/problems/problem.ts';

/** What a value must look like, in every language. The English sentence travels through zod. */
const forms = {
  account: {
    en: 'an account id is 12 digits in quotes',
    ja: 'アカウント ID は 12 桁の数字を引用符で囲みます',
  },
  region: { en: 'a region looks like eu-west-1', ja: 'リージョンは eu-west-1 のような形です' },
  role: {
    en: 'a role is an ARN: arn:aws:iam::123456789012:role/Name',
    ja: 'ロールは ARN です: arn:aws:iam::123456789012:role/Name',
  },
} satisfies Record<string, Text>;

const accountId = z.string(forms.account.en).regex(/^\d{12}$/, forms.account.en);
const region = z.string(forms.region.en).regex(regionPattern, forms.region.en);
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
          .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, forms.role.en)
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
      project: z.string().trim().min(1).optional(),
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
    if (!(error instanceof YAMLException)) throw error;
    const said = error.message.split('\n')[0] ?? '';
    throw configurationInvalid(file, { en: said, ja: `YAML として読めません: ${said}` });
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw parsed.error;
  const place = issue.path.join('.') || '(top)';
  const { en, ja } = expectation(issue);
  throw configurationInvalid(file, { en: `${place}: ${en}`, ja: `${place}: ${ja}` });
}

function expectation(issue: z.core.$ZodIssue): Text {
  const form = Object.values(forms).find(({ en }) => en === issue.message);
  if (form) return form;
  const { message: en } = issue;
  if (issue.code === 'unrecognized_keys') return { en, ja: `不明なキーです: ${issue.keys.join('、')}` };
  if (issue.code === 'invalid_type') return { en, ja: `値の型が違います（必要な型: ${issue.expected}）` };
  return { en, ja: `値が正しくありません (${en})` };
}

function configurationInvalid(file: string, detail: Text): Problem {
  return new Problem(
    'configuration-invalid',
    {
      en: `The configuration ${file} cannot be used: ${detail.en}.`,
      ja: `設定ファイル ${file} を使用できません: ${detail.ja}。`,
    },
    {
      en: 'Mend it and refresh; the README lists every key.',
      ja: '修正してから更新してください。使えるキーは README にあります。',
    },
  );
}

export function configurationMissing(file: string, cause: unknown): Problem {
  return new Problem(
    'configuration-missing',
    { en: `The configuration ${file} cannot be read.`, ja: `設定ファイル ${file} を読み込めません。` },
    {
      en: 'Check that the file is there and that you may read it.',
      ja: 'ファイルの有無と読み取り権限を確認してください。',
    },
    cause,
  );
}
