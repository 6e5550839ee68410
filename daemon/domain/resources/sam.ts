/** Resources that SAM adds for each of its types, in addition to the resource that keeps the declared id. */
const products: Readonly<Record<string, readonly RegExp[]>> = {
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
};
const productsOf = new Map(Object.entries(products));

/**
 * Returns whether SAM may generate a resource from a declared one. The id of a generated resource begins with
 * the declared id. Source: SAM's translator.
 */
export function samMakes(
  declared: { readonly type: string | null; readonly id: string },
  made: { readonly type: string; readonly logicalId: string },
): boolean {
  return (
    declared.type !== null &&
    made.logicalId.length > declared.id.length &&
    made.logicalId.startsWith(declared.id) &&
    (productsOf.get(declared.type)?.some((pattern) => pattern.test(made.type)) ?? false)
  );
}

export function isSam(type: string | null): boolean {
  return type?.startsWith('AWS::Serverless::') ?? false;
}

/** Returns whether a transform expands a declared type to several resources: SAM's types, and modules of any name. */
export function isExpanded(type: string | null): boolean {
  return type === null || isSam(type) || !type.includes('::') || type.endsWith('::MODULE');
}

/** Returns whether SAM generates this logical id without using an id of the template. */
export function isSamImplicit(logicalId: string): boolean {
  return /^(Serverless(Rest|Http)Api|ServerlessDeploymentApplication|CodeDeployServiceRole)/.test(logicalId);
}
