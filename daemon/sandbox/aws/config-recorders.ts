import { z } from 'zod';
import type { World } from '../model.ts';
import type { Call, Operations } from './call.ts';
import { complianceType } from './config-items.ts';
import { epochSeconds, operation } from './config-requests.ts';
import type { FaultState } from './faults.ts';
import { Refusal } from './refusal.ts';

const name = 'default';
const asked = z.object({ ConfigurationRecorderNames: z.array(z.string().min(1).max(256)).max(1).optional() });

/** Returns the operations of recorders. Without a fault, every account records everything in every region of the world. */
export function recorderOperations(world: World, faults: FaultState): Operations {
  const stateOf = ({ identity, region }: Call) => faults.recorderOf(identity.account, region);

  function isHere({ ConfigurationRecorderNames: names = [] }: z.output<typeof asked>, call: Call): boolean {
    const isOn = world.regions.includes(call.region) && stateOf(call) !== 'missing';
    const missing = names.find((wanted) => !isOn || wanted !== name);
    if (missing === undefined) return isOn;
    throw new Refusal(
      'NoSuchConfigurationRecorderException',
      `Cannot find configuration recorder with the specified name '${missing}'.`,
    );
  }
  const arnOf = ({ identity, region }: Call) =>
    `arn:aws:config:${region}:${identity.account}:configuration-recorder/${name}`;

  return {
    DescribeConfigurationRecorders: operation(asked, (input, call) => {
      if (!isHere(input, call)) return { ConfigurationRecorders: [] };
      const { account } = call.identity;
      const recordingGroup = faults.recordsCompliance(account, call.region)
        ? {
            allSupported: true,
            includeGlobalResourceTypes: true,
            resourceTypes: [],
            recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
          }
        : {
            allSupported: false,
            includeGlobalResourceTypes: false,
            resourceTypes: [],
            exclusionByResourceTypes: { resourceTypes: [complianceType] },
            recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
          };
      const roleARN = `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
      return {
        ConfigurationRecorders: [
          {
            arn: arnOf(call),
            name,
            roleARN,
            recordingGroup,
            recordingMode: { recordingFrequency: 'CONTINUOUS' },
            recordingScope: 'PAID',
          },
        ],
      };
    }),
    DescribeConfigurationRecorderStatus: operation(asked, (input, call) => {
      if (!isHere(input, call)) return { ConfigurationRecordersStatus: [] };
      const started = epochSeconds('2024-04-01T09:00:00Z');
      return {
        ConfigurationRecordersStatus: [
          {
            arn: arnOf(call),
            name,
            lastStartTime: started,
            recording: stateOf(call) !== 'stopped',
            ...(stateOf(call) === 'failing'
              ? { lastStatus: 'FAILURE', lastErrorCode: 'InsufficientDeliveryPolicyException' }
              : { lastStatus: 'SUCCESS' }),
            lastStatusChangeTime: started,
          },
        ],
      };
    }),
  };
}
