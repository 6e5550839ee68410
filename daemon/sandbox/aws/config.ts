import type { World } from '../model.ts';
import type { Operations } from './call.ts';
import { aggregatorOperations } from './config-aggregator.ts';
import { batchOperations } from './config-batch.ts';
import { complianceOperations } from './config-compliance.ts';
import { ConfigItems } from './config-items.ts';
import { recorderOperations } from './config-recorders.ts';
import { Rules, ruleOperations } from './config-rules.ts';
import { selectOperations } from './config-select.ts';
import type { FaultState } from './faults.ts';

/** Returns AWS Config's operations. Config is on in every account and region of the world, and one aggregator covers all. */
export function configOperations(world: World, faults: FaultState): Operations {
  const items = new ConfigItems(world);
  const rules = new Rules(world);
  return {
    ...selectOperations(world, items, faults),
    ...batchOperations(world, items, faults),
    ...ruleOperations(rules),
    ...complianceOperations(world, rules, faults),
    ...aggregatorOperations(world, faults),
    ...recorderOperations(world, faults),
  };
}
