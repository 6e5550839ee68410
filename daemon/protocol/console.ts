/** The AWS console's host in each partition that has one on the public internet; regional pages are on subdomains of it. */
export const consoleHosts = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
} as const;
