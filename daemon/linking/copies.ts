/** What tools and people put beside the source of a template: it ranks behind its source. */
const copy =
  /(^|\/)(\.aws-sam|\.serverless|build|dist|out|target|archive[ds]?|backups?|old|deprecated|legacy)\/|(^|\/)(packaged|transformed|generated)[^/]*$|[-_.](bak|old|copy|backup|packaged)\.\w+$/i;
const madeByCdk = /(^|\/)cdk\.out\//;

/** @param path Relative to the workspace's folder, with `/`: what lies above it says nothing. */
export function isCopy(path: string): boolean {
  return copy.test(path);
}

/** CDK's output stands for source code that is no template: it ranks behind a template that a person wrote. */
export function isSynthesized(path: string): boolean {
  return madeByCdk.test(path);
}
