import { type ResourceTypes, regionalPage } from '../resource-type.ts';

/** The id of most resources of EC2 is a prefix and hexadecimal digits, and ends its ARN. */
const ec2 = (prefix: string, kind: string) => ({
  configId: { prefix },
  arn: `arn:{partition}:ec2:{region}:{account}:${kind}/{id}`,
});

export const ec2Types: ResourceTypes = {
  'AWS::EC2::SecurityGroup': {
    ...ec2('sg-', 'security-group'),
    name: 'GroupName',
    console: regionalPage('ec2/home?region={region}#SecurityGroup:groupId={id}'),
  },
  'AWS::EC2::Instance': {
    ...ec2('i-', 'instance'),
    launchedBy: ['AWS::AutoScaling::AutoScalingGroup'],
    console: regionalPage('ec2/home?region={region}#InstanceDetails:instanceId={id}'),
  },
  'AWS::EC2::Volume': {
    ...ec2('vol-', 'volume'),
    console: regionalPage('ec2/home?region={region}#VolumeDetails:volumeId={id}'),
  },
  'AWS::EC2::Subnet': {
    ...ec2('subnet-', 'subnet'),
    console: regionalPage('vpc/home?region={region}#SubnetDetails:subnetId={id}'),
  },
  // Config's name is the public address.
  'AWS::EC2::EIP': { ...ec2('eipalloc-', 'eip-allocation'), physicalId: 'name' },
  'AWS::EC2::LaunchTemplate': { ...ec2('lt-', 'launch-template'), name: 'LaunchTemplateName' },
  'AWS::AutoScaling::AutoScalingGroup': {
    configId: 'arn',
    physicalId: 'name',
    name: 'AutoScalingGroupName',
  },
  'AWS::AutoScaling::LaunchConfiguration': {
    configId: 'arn',
    physicalId: 'name',
    name: 'LaunchConfigurationName',
  },
};
