import type { DeploymentNotes } from '../../../domain/problems/deployments.ts';
import type { NoteTexts } from '../texts.ts';

export const deploymentNotes: Pick<NoteTexts, keyof DeploymentNotes> = {
  'mapping-not-yaml': () =>
    'This file is not valid YAML. Write "stacks:" and below it one "stack name: template path" a line.',
  'mapping-no-stacks': () => 'Write "stacks:" and below it one "stack name: template path" a line.',
  'mapping-unknown-key': ({ key }) =>
    `"${key}" is not read: this file only says which template a stack is deployed from. Put settings in the settings of your machine.`,
  'mapping-unknown-stack-key': ({ key }) =>
    `"${key}" is not read. A stack has "template" and, if needed, "account" and "region".`,
  'mapping-no-stack': () => 'Name the stack: "stack: name". A "*" in it stands for any text.',
  'mapping-invalid-stack': ({ stack }) =>
    `"${stack}" is not a stack name. Use letters, digits, hyphens, and "*" for any text, with at least two letters or digits in a row.`,
  'mapping-no-template': ({ stack }) =>
    `Name the template that "${stack}" is deployed from: a path relative to this file.`,
  'mapping-template-outside': ({ template }) =>
    `"${template}" is not inside the workspace folder. Write a path relative to this file.`,
  'mapping-template-not-found': ({ template }) =>
    `The workspace has no file "${template}". Write a path relative to this file.`,
  'mapping-invalid-account-region': ({ stack }) =>
    `The account or region of "${stack}" is not valid: an account has 12 digits, a region looks like "eu-west-1".`,
  'deployments-file-too-long': ({ maxKilobytes }) =>
    `This file is longer than ${maxKilobytes} kB, so stacks in it are not read. Say in a .guardrail.yaml which stack a template is deployed as.`,
  'deployments-too-many': ({ max }) =>
    `This file names more than ${max} deployments: those after them are not used. Split the file, or put the rest in a .guardrail.yaml.`,
  'deployments-too-many-commands': ({ max }) =>
    `This file has more than ${max} commands that deploy, package or change the folder: those after them are not read. Split the file, or put the rest in a .guardrail.yaml.`,
  'deployments-too-many-constructs': ({ max }) =>
    `This output has more than ${max} constructs: resources after them have no line of source code. Split the application into several.`,
  'deployments-too-many-paths': ({ max }) =>
    `This file refers to more than ${max} paths, or to too much text: the rest counts as missing. Split the file, or put the rest in a .guardrail.yaml.`,
};
