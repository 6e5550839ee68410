import type { CauseReason } from '../../../domain/linking/causes/cause-reason.ts';
import type {
  Agreement,
  Creator,
  Doubt,
  Evidence,
  FileLine,
  LogicalResource,
  NameEvidence,
  Qualifier,
  ReadingEvidence,
  TemplateProof,
  TemplateReason,
} from '../../../domain/linking/evidence.ts';
import { dayOf } from '../day.ts';
import { counted } from './counted.ts';

/** The evidence of a link: whole sentences. */
export function evidenceText(evidence: Evidence): string {
  return [reasonText(evidence), ...(evidence.qualifiers ?? []).map(qualifierText)].join(' ');
}

/** The cause of a finding in a template: whole sentences. */
export function causeText(reasons: readonly CauseReason[]): string {
  return reasons.map(causeSentence).join(' ');
}

function reasonText(evidence: Evidence): string {
  switch (evidence.by) {
    case 'name':
      return nameText(evidence);
    case 'choice':
      return `You chose this place on ${dayOf(evidence.at)}.`;
    case 'reading':
      return readingTexts[evidence.state];
    default:
      return stackText(logicalResourceText(evidence), evidence.logicalId, evidence.reason);
  }
}

const readingTexts: Readonly<Record<ReadingEvidence['state'], string>> = {
  reading: 'Not found so far: the templates are still being read.',
  stopped: 'Not found so far: reading the templates was stopped. Refresh to continue.',
  virtual:
    'Not looked for: the files of this workspace are not on the machine where Guardrail runs. Clone the repository there and open the clone.',
};

/** @param known A clause that says how the logical resource is known. */
function stackText(known: string, logicalId: string, reason: TemplateReason): string {
  const sentence = (...clauses: readonly string[]) => `${capitalized([known, ...clauses].join('; '))}.`;
  switch (reason.kind) {
    case 'deployed':
      return sentence(proofText(reason.proof), ...creatorClauses(reason.creator));
    case 'most-shared':
      return sentence(mostSharedText(reason), ...creatorClauses(reason.creator));
    case 'not-in-template':
      return `Not declared in this workspace: ${known}; ${proofText(reason.proof)}, but ${reason.template} does not declare it.`;
    case 'in-other-files':
      return `Not found in this workspace: ${known}; ${proofText(reason.proof)}, and ${reason.template} includes other files, which may declare it.`;
    case 'deployed-as-another': {
      const where = [reason.account, reason.region].filter((part) => part !== undefined).join(' ');
      return sentence(
        `a template declares it, but ${lineText(reason.hint)} deploys that template as the stack ${reason.stack}${where && ` in ${where}`}`,
      );
    }
    case 'alike':
      return sentence(`${reason.places} places declare it in the same way`);
    case 'few-shared': {
      const { agreement } = reason;
      return sentence(
        `no template that declares it has more than ${agreement.shared} of that stack's ${totalText(agreement)}`,
      );
    }
    case 'unproven': {
      const { agreement, places } = reason;
      const [declared, subject] =
        places === 1
          ? ['only this template declares it', 'it']
          : [`${places} places declare it`, 'the best template'];
      return sentence(
        declared,
        `${subject} has ${agreement.shared} of that stack's ${counted(agreement.total, 'resource')}, but ${doubtTexts[reason.doubt]}`,
      );
    }
    case 'too-many':
      return sentence(`${reason.places} places declare it, too many to tell which one is right`);
    case 'stack-unlisted':
      return sentence(
        `${reason.places === 1 ? 'only this template declares it' : `${reason.places} places declare it`}, but too little is known about the stack to be sure`,
      );
    case 'undeclared':
      return `Not declared in this workspace: ${known}, and no template here declares it.`;
    case 'other-type':
      return `Not declared in this workspace: ${known}, but templates here declare ${logicalId} as ${reason.declared.join(', ')}, not as ${reason.type}.`;
    case 'other-name':
      return `Not declared in this workspace: ${known}, but every template that declares it gives it another name.`;
  }
}

const doubtTexts: Readonly<Record<Doubt, string>> = {
  'few-resources': 'a template in another repository may have so few resources, too',
  'larger-template': 'it declares many more, so it may belong to another stack',
  'no-common-word':
    "nothing in the workspace contains a word of the stack's name, so another repository may declare the same",
};

function logicalResourceText({ by, stack, logicalId }: LogicalResource): string {
  switch (by) {
    case 'tags':
      return `its CloudFormation tags name ${logicalId} in the stack ${stack}`;
    case 'stack-list':
      return `the stack ${stack} lists it as ${logicalId}`;
    case 'generated-name':
      return `its name is one that CloudFormation generates for ${logicalId} in the stack ${stack}`;
  }
}

function proofText({ by, hint, parent, copy }: TemplateProof): string {
  const line = hint && lineText(hint);
  if (copy !== undefined && line === undefined) {
    return `${copy} is identical to what CloudFormation deployed, and this template declares the same resources`;
  }
  if (by === 'text' || line === undefined) {
    return parent
      ? `${parent.template} is identical to the parent template that CloudFormation deployed, and includes this template as ${parent.logicalId}`
      : 'this template is identical to what CloudFormation deployed';
  }
  if (parent) {
    return `${parent.template} includes this template as ${parent.logicalId}, and ${line} deploys ${parent.template}`;
  }
  switch (by) {
    case 'mapping':
      return `${line} names this template for that stack`;
    case 'cdk':
      return `${line} says that CDK generated this template for that stack`;
    default:
      return `${line} deploys that stack from this template`;
  }
}

function mostSharedText({
  agreement,
  isNamed,
  others,
}: Extract<TemplateReason, { kind: 'most-shared' }>): string {
  const { shared, total } = agreement;
  if (total > 1 && shared === total) return `this template has all ${totalText(agreement)} of that stack`;
  if (isNamed) return 'this template gives it its name';
  if (others > 0) {
    return `${others + 1} places declare it, and this template has the most of that stack: ${shared} of its ${totalText(agreement)}`;
  }
  return 'only this template declares it';
}

function totalText({ total, isComplete }: Agreement): string {
  return counted(total, isComplete ? 'resource' : 'known resource');
}

function creatorClauses(creator: Creator | undefined): string[] {
  if (!creator) return [];
  return creator.by === 'sam'
    ? [`SAM generates it from ${creator.logicalId}`]
    : [`the Auto Scaling group ${creator.logicalId} launched it`];
}

function nameText({ name, reason }: NameEvidence): string {
  switch (reason.kind) {
    case 'literal':
      return `The template gives it the name ${name}.`;
    case 'pattern':
      return `The template names it ${reason.pattern}, which is ${name} here.`;
    case 'looks-generated':
      return `Its name ${name} looks as if CloudFormation generated it for ${reason.logicalId} in the stack ${reason.stack}, but nothing else is known about that stack.`;
    case 'several':
      return `${reason.places} places give a resource the name ${name}.`;
    case 'unknown':
      return `Not declared in this workspace: no known stack contains ${name}, and no template gives a resource that name.`;
  }
}

function qualifierText(qualifier: Qualifier): string {
  switch (qualifier.kind) {
    case 'replaced':
      return `But that stack now lists ${qualifier.physicalId} as ${qualifier.logicalId}: this resource was replaced or removed from the stack.`;
    case 'unlisted':
      return `But that stack does not list ${qualifier.logicalId} any more.`;
    case 'listed-elsewhere':
      return `But ${logicalResourceText(qualifier.other)}.`;
    case 'repeated':
      return `But the template declares ${qualifier.logicalId} more than once, and CloudFormation uses the last one.`;
    case 'construct':
      return `The CDK construct ${qualifier.path} creates it.`;
    case 'still-reading':
      return 'Not all templates have been read yet: another may match, too.';
    case 'first-shown':
      return qualifier.shown === 1
        ? 'Only the first one is shown.'
        : `The first ${qualifier.shown} are shown.`;
    case 'rejected':
      return `On ${dayOf(qualifier.at)} you said that it is not ${qualifier.logicalId} in ${qualifier.file}.`;
    case 'rejected-several':
      return `You rejected ${counted(qualifier.places, 'place')}, the last one on ${dayOf(qualifier.at)}.`;
    case 'only-one-left':
      return `Only ${qualifier.logicalId} in ${qualifier.file} is left.`;
    case 'unread':
      return `But ${qualifier.count === 1 ? 'one file or folder' : `${qualifier.count} files or folders`} of the workspace could not be read.`;
  }
}

function causeSentence(reason: CauseReason): string {
  switch (reason.kind) {
    case 'set':
      return `${reason.property} is ${reason.value ?? 'set'} here${reason.requirement ? `: ${reason.requirement.en}` : ''}.`;
    case 'right-already':
      return `${reason.property} is already ${reason.value ?? 'set'} here, so the deployed resource differs: the template is not deployed yet, or the resource was changed by hand.`;
    case 'not-set':
      return `${reason.property} is not set here: ${reason.effect.en}.`;
    case 'other-resource':
      return `${reason.logicalId} (${reason.type ?? 'no literal type'}) ${reason.effect.en}.`;
    case 'named-resource':
      return `The resource that ${reason.property} names ${reason.effect.en}.`;
    case 'unknown':
      return `No setting of ${reason.logicalId} (${reason.type ?? 'no literal type'}) here is known to decide this: the deployed resource differs, or something else decides it.`;
    case 'rule':
      return reason.text.en;
  }
}

/** A 1-based line, as editors count. */
function lineText({ file, line }: FileLine): string {
  return `${file}:${line + 1}`;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
