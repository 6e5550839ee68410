import type { Stack } from '../model.ts';

/** As it was submitted; but CloudFormation answers `?` for what is beyond ASCII. */
export function originalTemplate(stack: Stack): string {
  return (stack.template ?? templateOf(stack)).replace(/[^\0-\x7f]/gu, '?');
}

/** What macros made of it: the resources that exist. */
export function processedTemplate(stack: Stack): string {
  return templateOf(stack);
}

function templateOf({ name, resources }: Stack): string {
  const Resources = Object.fromEntries(resources.map(({ logicalId, type }) => [logicalId, { Type: type }]));
  return `${JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Description: name, Resources }, undefined, 2)}\n`;
}
