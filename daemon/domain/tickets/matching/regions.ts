import { regionNames, regionPhrases } from './recognised-names.ts';

const region =
  /(?<![A-Za-z0-9_.-])(?:af|ap|ca|cn|eu|eusc-de|eu-isoe|il|me|mx|sa|us|us-gov|us-iso[a-z]?)-(?:central|east|north|northeast|northwest|south|southeast|southwest|west)-\d{1,2}(?![A-Za-z0-9_-])/g;

const byFoldedName = new Map(Object.entries(regionNames).map(([name, id]) => [name.toLowerCase(), id]));
const names = Object.keys(regionNames)
  .map((name) => name.replace('.', '\\.'))
  .join('|');
const { areas, before, after } = regionPhrases;
/** `Europe (Ireland)`, `region: Tokyo`. A city alone is not a region. */
const named = new RegExp(
  `(?:${areas}) ?\\((${names})\\)|(?:${before}) ?[:=] ?(${names})|(${names}) ?(?:${after})`,
  'gi',
);

/**
 * Returns the AWS regions that a text names, by id or by the name in the console.
 * @param text In the form of `foldText`.
 */
export function regionsIn(text: string): Set<string> {
  const regions = new Set<string>(text.match(region));
  for (const [, first, second, third] of text.matchAll(named)) {
    const id = byFoldedName.get((first ?? second ?? third ?? '').toLowerCase());
    if (id !== undefined) regions.add(id);
  }
  return regions;
}
