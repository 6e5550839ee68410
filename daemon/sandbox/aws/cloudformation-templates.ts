import type { Stack } from '../model.ts';

/** Returns the template as it was submitted. Like CloudFormation, it returns `?` for every character beyond ASCII. */
export function originalTemplate(stack: Stack): string {
  return (stack.template ?? templateOf(stack)).replace(/[^\0-\x7f]/gu, '?');
}

/** Returns the template after its macros: the resources that exist. */
export function processedTemplate(stack: Stack): string {
  return templateOf(stack);
}

function templateOf({ name, resources }: Stack): string {
  const Resources = Object.fromEntries(resources.map(({ logicalId, type }) => [logicalId, { Type: type }]));
  return `${JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Description: name, Resources }, undefined, 2)}\n`;
}
