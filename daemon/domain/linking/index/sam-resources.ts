/** What SAM's types become beside the resource that keeps their id. Its id begins with the id that was written. */
const makes = new Map<string, readonly RegExp[]>(
  Object.entries({
    'AWS::Serverless::Function': [
      /^AWS::IAM::Role$/,
      /^AWS::Lambda::/,
      /^AWS::Events::Rule$/,
      /^AWS::Scheduler::/,
      /^AWS::SNS::Subscription$/,
      /^AWS::SQS::/,
      /^AWS::Logs::SubscriptionFilter$/,
      /^AWS::IoT::TopicRule$/,
    ],
    'AWS::Serverless::StateMachine': [/^AWS::IAM::Role$/, /^AWS::Events::Rule$/, /^AWS::Scheduler::/],
    'AWS::Serverless::Api': [/^AWS::ApiGateway::/],
    'AWS::Serverless::HttpApi': [/^AWS::ApiGatewayV2::/],
    'AWS::Serverless::WebSocketApi': [/^AWS::ApiGatewayV2::/],
    'AWS::Serverless::GraphQLApi': [/^AWS::AppSync::/, /^AWS::IAM::Role$/],
    'AWS::Serverless::LayerVersion': [/^AWS::Lambda::LayerVersion$/],
    'AWS::Serverless::Connector': [/^AWS::IAM::/, /^AWS::Lambda::Permission$/, /^AWS::SNS::/, /^AWS::SQS::/],
  }),
);

/** Whether SAM, from a resource of this type and id, may make a resource of that type and id. Source: SAM's translator. */
export function samMakes(
  written: { readonly type: string | null; readonly id: string },
  made: { readonly type: string; readonly logicalId: string },
): boolean {
  return (
    written.type !== null &&
    made.logicalId.length > written.id.length &&
    made.logicalId.startsWith(written.id) &&
    (makes.get(written.type)?.some((pattern) => pattern.test(made.type)) ?? false)
  );
}
