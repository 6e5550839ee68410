import type { ResourceTypes } from '../resource-type.ts';

export const messagingTypes: ResourceTypes = {
  'AWS::SNS::Topic': { configId: 'arn', name: 'TopicName' },
  // Config's id is the queue's URL.
  'AWS::SQS::Queue': { name: 'QueueName', maxNameCharacters: 80 },
  'AWS::Kinesis::Stream': { configId: 'name', name: 'Name' },
  'AWS::KinesisFirehose::DeliveryStream': { configId: 'name', name: 'DeliveryStreamName' },
  'AWS::MSK::Cluster': { configId: 'arn', name: 'ClusterName' },
};
