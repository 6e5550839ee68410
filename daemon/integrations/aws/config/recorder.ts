import {
  type ConfigurationRecorder,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  type RecordingGroup,
} from '@aws-sdk/client-config-service';
import type { Outcome } from '../../../domain/findings/reading.ts';
import { note } from '../../../domain/problems/note.ts';
import { outcomeOf } from '../connection/outcome.ts';
import type { ConfigApi } from './client.ts';
import { complianceType, stackType } from './queries.ts';
import { listIn, unexpectedAnswer } from './unread.ts';

/** The state of Config's recorder in one account and region. */
export interface Recording {
  /** Why Config's data may be out of date or incomplete, and which types it does not record. */
  readonly outcome: Outcome;
  /** Whether compliance items and stack items are kept up to date. `undefined` if that is not known. */
  readonly recordsCompliance: boolean | undefined;
  readonly recordsStacks: boolean | undefined;
}

/**
 * Resolves to what Config records in the client's account and region. A query cannot show that, because items
 * stay when a recorder is stopped or a type is excluded later. If the recorder cannot be read, that is a
 * separate problem. Calls: 2.
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
  return outcome.problem ? { problem: note('recorder-unknown', { reason: outcome.problem }) } : outcome;
}

/** Returns the account's own recorder. Service-linked recorders record only for their own service. */
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
  if (!status?.recording) return { problem: note('recorder-off', {}) };
  const state = String(status.lastStatus).toUpperCase();
  if (state === 'PENDING') return { problem: note('recorder-new', {}) };
  if (state !== 'FAILURE') return {};
  const { lastErrorCode: errorCode } = status;
  return { problem: note('recorder-failing', errorCode ? { errorCode } : {}) };
}

function isRecorded(group: RecordingGroup | undefined, type: string): boolean {
  const { allSupported, resourceTypes = [], exclusionByResourceTypes } = group ?? {};
  const excluded = exclusionByResourceTypes?.resourceTypes ?? [];
  if (excluded.length > 0) return !excluded.includes(type as never);
  return allSupported === true || resourceTypes.includes(type as never);
}

/**
 * Notes the types that Config is configured not to record. Rules that react to changes of these types find
 * nothing.
 */
function leftOut(group: RecordingGroup | undefined): Outcome {
  if (!group) return {};
  const excluded = group.exclusionByResourceTypes?.resourceTypes ?? [];
  const types = excluded.map(String).filter((type) => type !== complianceType);
  if (types.length > 0) return { note: note('recorder-excludes', { types: types.toSorted() }) };
  if (group.allSupported === true || excluded.length > 0) return {};
  return { note: note('recorder-limited', { typeCount: group.resourceTypes?.length ?? 0 }) };
}
