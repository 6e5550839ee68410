import {
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  type RecordingGroup,
} from '@aws-sdk/client-config-service';
import type { Text } from '../../../base/text.ts';
import type { Outcome } from '../../../domain/findings/reading.ts';
import { outcomeOf } from '../connection/outcome.ts';
import type { ConfigApi } from './client.ts';
import { complianceType, stackType } from './queries.ts';
import { listIn, unexpectedAnswer } from './unread.ts';

/** What Config records in one account and region. */
export interface Recording {
  /** Why what Config says may be old or incomplete; what it leaves out. */
  readonly outcome: Outcome;
  /** Whether items of compliance, and those of stacks, are kept up to date. Undefined if that is not known. */
  readonly recordsCompliance: boolean | undefined;
  readonly recordsStacks: boolean | undefined;
}

/**
 * Whether Config records in the client's account and region, and what. Items stay when a recorder is stopped or a
 * type is left out later, so what a query finds does not tell. Not knowing is a problem, too. Calls: 2.
 */
export async function readRecording(client: ConfigApi, signal: AbortSignal): Promise<Recording> {
  const options = { abortSignal: signal };
  const [recorders, statuses] = await Promise.allSettled([
    client.send(new DescribeConfigurationRecordersCommand({}), options).then(recorderIn),
    client.send(new DescribeConfigurationRecorderStatusCommand({}), options).then(statusIn),
  ]);
  const group = recorders.status === 'fulfilled' ? recorders.value?.recordingGroup : undefined;
  const isKnown = recorders.status === 'fulfilled';
  const failed = [recorders, statuses].find((answer) => answer.status === 'rejected');
  const state =
    recorders.status === 'fulfilled' && statuses.status === 'fulfilled' ? statuses.value : undefined;
  return {
    outcome: failed ? unknown(failed.reason) : { ...leftOut(group), ...problemOfStatus(state) },
    recordsCompliance: isKnown ? isRecorded(group, complianceType) : undefined,
    recordsStacks: isKnown ? isRecorded(group, stackType) : undefined,
  };
}

function unknown(error: unknown): Outcome {
  const outcome = outcomeOf(error);
  if (!outcome.problem) return outcome;
  const { en, ja } = outcome.problem;
  return {
    problem: {
      en: `It is not known whether AWS Config records here: ${en}`,
      ja: `ここで AWS Config が記録しているか不明です: ${ja}`,
    },
  };
}

/** The account's own recorder. Those of other services (service-linked) record for these alone. */
function recorderIn(answer: {
  readonly ConfigurationRecorders?: ConfigurationRecorder[] | undefined;
}): ConfigurationRecorder | undefined {
  const list = listIn(answer.ConfigurationRecorders);
  if (!list) throw unexpectedAnswer('config:DescribeConfigurationRecorders');
  return list.find((recorder) => !recorder?.servicePrincipal);
}

function statusIn(answer: {
  readonly ConfigurationRecordersStatus?: ConfigurationRecorderStatus[] | undefined;
}): ConfigurationRecorderStatus | undefined {
  const list = listIn(answer.ConfigurationRecordersStatus);
  const own = list?.find((status) => !status?.servicePrincipal);
  if (!list || (own && typeof own.recording !== 'boolean'))
    throw unexpectedAnswer('config:DescribeConfigurationRecorderStatus');
  return own;
}

function problemOfStatus(status: ConfigurationRecorderStatus | undefined): Outcome {
  if (!status?.recording) return { problem: recorderOff };
  const state = String(status.lastStatus).toUpperCase();
  if (state === 'PENDING') return { problem: recorderNew };
  return state === 'FAILURE' ? { problem: recorderFailing(status.lastErrorCode) } : {};
}

function isRecorded(group: RecordingGroup | undefined, type: string): boolean {
  const { allSupported, resourceTypes = [], exclusionByResourceTypes } = group ?? {};
  const excluded = exclusionByResourceTypes?.resourceTypes ?? [];
  if (excluded.length > 0) return !excluded.includes(type as never);
  return allSupported === true || resourceTypes.includes(type as never);
}

/** Types of which Config is told to keep nothing: change-triggered rules about them find nothing. */
function leftOut(group: RecordingGroup | undefined): Outcome {
  if (!group) return {};
  const excluded = group.exclusionByResourceTypes?.resourceTypes ?? [];
  const others = excluded.map(String).filter((type) => type !== complianceType);
  if (others.length > 0) {
    const some = others.toSorted().slice(0, mostNamed).join(', ') + (others.length > mostNamed ? ', …' : '');
    return {
      note: {
        en: `AWS Config does not record some resource types (${some}): rules about them find nothing.`,
        ja: `AWS Config は一部のリソースタイプ（${some}）を記録していません。それらのルールは何も検出しません。`,
      },
    };
  }
  if (group.allSupported === true || excluded.length > 0) return {};
  const count = group.resourceTypes?.length ?? 0;
  return {
    note: {
      en: `AWS Config records only ${count} resource types: rules about others find nothing.`,
      ja: `AWS Config は ${count} 種類のリソースタイプだけを記録しています。それ以外のルールは何も検出しません。`,
    },
  };
}

const mostNamed = 3;

const recorderOff: Text = {
  en: 'AWS Config does not record here, so nothing new can be found. Turn its recorder on, or leave the region out of `regions`.',
  ja: 'ここでは AWS Config が記録していないため、新しい検出ができません。レコーダーを有効にするか、このリージョンを `regions` から外してください。',
};

const recorderNew: Text = {
  en: 'The recorder of AWS Config has started here, but has recorded nothing yet. Sync again in some minutes.',
  ja: 'AWS Config のレコーダーは開始されましたが、まだ何も記録していません。数分後にもう一度同期してください。',
};

function recorderFailing(code: string | undefined): Text {
  const said = code ? ` (${code})` : '';
  return {
    en: `The recorder of AWS Config fails here${said}, so findings may be old. Check its role and its delivery channel.`,
    ja: `ここで AWS Config のレコーダーが失敗しています${said}。検出結果が古い可能性があります。ロールと配信チャネルを確認してください。`,
  };
}
