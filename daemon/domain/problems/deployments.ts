/** Lines of files that say which stack a template is deployed as, and that cannot be used. */
export interface DeploymentNotes {
  /** A `.guardrail.yaml` does not parse. */
  'mapping-not-yaml': object;
  'mapping-no-stacks': object;
  'mapping-unknown-key': { readonly key: string };
  'mapping-unknown-stack-key': { readonly key: string };
  'mapping-no-stack': object;
  'mapping-invalid-stack': { readonly stack: string };
  'mapping-no-template': { readonly stack: string };
  /** `template`: the path as written. */
  'mapping-template-outside': { readonly template: string };
  'mapping-template-not-found': { readonly template: string };
  'mapping-invalid-account-region': { readonly stack: string };
  /** Bounds of one file. */
  'deployments-file-too-long': { readonly maxKilobytes: number };
  'deployments-too-many': { readonly max: number };
  'deployments-too-many-commands': { readonly max: number };
  'deployments-too-many-constructs': { readonly max: number };
  'deployments-too-many-paths': { readonly max: number };
}
