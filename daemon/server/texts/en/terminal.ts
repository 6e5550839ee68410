import type { FoundEditView } from '#protocol/pending-review.ts';
import type { TerminalTexts } from '../terminal-texts.ts';
import { counted } from './counted.ts';
import { fieldForm, need } from './fields.ts';
import { summaries } from './summaries.ts';

const actionNames = {
  review: 'review',
  approve: 'approval',
  'send-back': 'sending back',
  undo: 'undo',
  assign: 'assignment',
  comment: 'comment',
  due: 'due date',
} as const;
const matchReasons = {
  label: 'certain: it has the label of the finding',
  link: 'certain: it has a remote link to the finding',
  confirmed: 'confirmed by a person',
  text: 'probable: its text names account, resource and rule',
} as const;

function editedValue({ field, value }: FoundEditView): string {
  if (field === 'due') return value === undefined ? 'no due date' : `due ${value}`;
  return value === undefined ? 'not assigned' : `assigned to ${value}`;
}

export const terminal: TerminalTexts = {
  summaries,
  help: {
    intro: "Guardrail: your team's AWS security findings and their Jira tickets.",
    exitCodes:
      'Every command takes --config FILE. Exit codes: 0 done, 1 failed (one line says why), 2 wrong usage.',
  },
  usage: {
    line: (command, problem) =>
      `guardrail ${command}: ${problem}${/[.?]$/.test(problem) ? '' : '.'} Run "guardrail ${command} --help".`,
    wordCount: 'wrong number of words',
    reviewOptions: '--outcome and --reason are needed',
    fieldForm: '--field needs NAME=VALUE',
    oneVerdict: 'only one of --confirm, --reject and --forget can be given',
    oneResolution: 'one of --send-anyway, --comment-only and --withdraw is needed',
    moveOptions: '--via, --transition and --field can only be given with --send-anyway',
    previewOfPatch: '--preview shows the changes of --patch: give both',
    editReasonNeeded: '--reason is needed: it becomes the comment',
    dayLast: 'the last word is the new day, such as 2027-01-31',
    reasonNeeded: '--reason is needed: the developer reads it',
    oneOf: (option, words) => `${option} takes one of ${words.join(', ')}`,
    numberBetween: (option, min, max) => `${option} takes a number from ${min} to ${max}`,
    wholeNumber: (option) => `${option} takes a whole number`,
    findingOfVerdict: '--finding belongs to --confirm, --reject or --forget',
    previewOrWithdraw: 'only one of --preview and --withdraw can be given',
    dashValue: (option) => `write ${option}="…" for a value that begins with a dash`,
    needsValue: (option) => `${option} needs a value`,
    takesNoValue: (option) => `${option} takes no value`,
    unknownOption: (option, meant) =>
      `there is no option ${option}${meant === undefined ? '' : `, did you mean ${meant}?`}`,
  },
  run: {
    cancelled: 'guardrail: cancelled.',
    noSuchCommand: (name, meant) =>
      `guardrail: there is no command ${name}${meant === undefined ? '.' : `, did you mean ${meant}?`} Run "guardrail --help".`,
    unexpected: (stateDir) =>
      `guardrail: something unexpected happened. Please report the details, which are in daemon.log in ${stateDir}.`,
  },
  tables: {
    findingHead: ['SEVERITY', 'FINDING', 'RESOURCE', 'WHERE', 'TICKET', 'DUE', 'TEMPLATE'],
    ticketHead: ['TICKET', 'STATUS', 'PRIORITY', 'DUE', 'ASSIGNEE', 'FINDING', 'SUMMARY'],
    severity: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
    match: { label: 'yes', link: 'yes', confirmed: 'yes', text: 'probable' },
    pending: {
      waiting: (kind) => `${actionNames[kind]} waits`,
      conflict: (kind) => `${actionNames[kind]} in conflict`,
    },
    review: {
      given: (outcome, at, { until, team, by, reason }) =>
        `Developer: ${[outcome, until && `until ${until}`, team].filter(Boolean).join(' ')} (${[by, at].filter(Boolean).join(', ')}): ${reason}`,
      none: 'Developer: the latest comments contain no review by Guardrail.',
      unread: 'Developer: the review was not read from Jira.',
      noFinding: 'AWS: no finding is known for this ticket.',
      failing: 'AWS: still reports it',
      resolved: (at) => `AWS: has not reported it since ${at}`,
      readAt: (at) => `read ${at}`,
      neverRead: 'never read completely',
      unreadNow: 'the last sync could not read this account and region',
      probable: 'the finding is only probable',
    },
    outcome: { fixed: 'fixed', intended: 'intended', 'not-ours': 'not ours' },
    noTicket: 'no ticket',
    filing: { waiting: 'ticket waits for Jira', conflict: 'ticket refused' },
    ticketsNotRead: 'tickets not read yet',
    probable: (ticket) => `${ticket} (probable)`,
    due: (date) => `due ${date}`,
    dueIn: {
      overdue: (days) => `overdue by ${counted(-days, 'day')}`,
      'due-soon': (days) => (days === 0 ? 'today' : `in ${counted(days, 'day')}`),
    },
    divergence: {
      'resolved-open': 'resolved, still open',
      reopened: 'reopened',
      'done-failing': 'done, still failing',
      duplicate: 'duplicate',
      'without-ticket': 'no ticket',
      'without-finding': 'no finding',
    },
    findingUnknown: 'unknown',
    candidates: (count) => counted(count, 'candidate'),
  },
  status: {
    findings: (count) => counted(count, 'finding'),
    tickets: (count) => counted(count, 'ticket'),
    due: (overdue, dueSoon) =>
      [overdue > 0 && `${overdue} overdue`, dueSoon > 0 && `${dueSoon} due within 7 days`]
        .filter(Boolean)
        .join(', '),
    divergences: (counts) =>
      `Findings and tickets disagree: ${Object.entries(counts)
        .map(([code, count]) => `${count} ${code}`)
        .join(
          ', ',
        )}. "guardrail findings --divergence any" and "guardrail tickets --divergence any" list them.`,
    divergence: (code, count) =>
      `  ${String(count).padStart(5)}  ${code}: ${
        {
          'resolved-open': 'AWS no longer reports it, and the ticket is open',
          reopened: 'it fails again, or its ticket is open again',
          'done-failing': 'the ticket is done, and AWS still reports it',
          duplicate: 'several open tickets track it',
          'without-ticket': 'it fails, and has no ticket',
          'without-finding': 'an open ticket for which AWS reports nothing',
        }[code]
      }`,
    noDivergences: 'No finding disagrees with its ticket.',
    next: (step) => `Next: ${step}`,
    readAt: (service, when) => `${service} read ${when}`,
    justNow: 'less than a minute ago',
    neverRead: 'AWS was not read yet. Run "guardrail sync".',
    notRead: (count) => `${counted(count, 'place')} could not be read, so this may not be all:`,
    templatesNotRead: 'Not all templates were read, so links may be missing.',
  },
  sync: {
    incomplete: (failed, all, cause) =>
      `Not everything was read: ${failed} of ${counted(all, 'place')} ${failed === 1 ? 'is' : 'are'} missing. ${cause}`,
    andMore: (note, others) => `${note} (and ${others} more like it)`,
    report: ({ team, accounts, findings, tickets }, { read, calls, seconds }) => [
      `${team}: ${counted(accounts, 'account')}, ${counted(findings.failing, 'failing finding')} (${findings.added} new, ${findings.resolved} resolved)`,
      `Jira: ${counted(tickets.total, 'ticket')} (${tickets.changed} new or changed, ${tickets.linked} with a finding)`,
      `read: ${read} ${read.endsWith('/1') ? 'place' : 'places'} (account × region × source), ${counted(calls, 'API call')}, ${seconds} s`,
    ],
    gap: (cause) => `not read: ${cause}`,
  },
  filing: {
    notAsked: (name) => `"${name}": Jira does not ask for this field. Leave it out, or check its name.`,
    filed: (ticket, url) => `${ticket} is filed: ${url}`,
    existing: (ticket, url) => `${ticket} was filed before: ${url}`,
    waits: (note) => `The ticket is saved. Guardrail files it when Jira answers. ${note}`,
    withdrawn:
      'No ticket waits for this finding any more. If Jira has created one, it stays: look for it in Jira.',
  },
  reviews: {
    confirmed: (ticket, status) => `${ticket} is now "${status}".`,
    stands: (ticket, { status, due, assignee }) =>
      `${ticket} is now "${status}", ${due === '' ? 'has no due date' : `due on ${due}`} and ${assignee === '' ? 'not assigned' : `assigned to ${assignee}`}.`,
    waits: (ticket, note) => `${ticket}: it is saved. Guardrail sends it when Jira answers. ${note}`,
    none: 'No review or decision is waiting.',
    moved: 'Moved; only the comment is missing.',
    resolve: (ticket, resolutions) =>
      `Resolve it: guardrail resolve ${ticket} ${[...resolutions, 'withdraw'].map((each) => `--${each}`).join(' | ')}`,
    withdraw: (words) => `Withdraw it: guardrail withdraw ${words}`,
    found: ({ status, edited, movedBy, at }) => {
      const by = edited ? edited.by : movedBy;
      return `In Jira: ${edited ? editedValue(edited) : `"${status}"`}, changed${by === undefined ? '' : ` by ${by}`} ${at}`;
    },
    steps: (steps) => `Steps: ${steps.join(', ')}`,
    step: {
      queued: 'saved',
      'move-sent': 'move sent',
      moved: 'moved',
      'edit-sent': 'change sent',
      edited: 'changed',
      'comment-sent': 'comment sent',
    },
    notListed: "Not in the team's list of tickets as last read.",
    otherSite: 'For a Jira site that is not in use. Guardrail sends it when you configure that site again.',
    reason: (reason) => `Reason: ${reason}`,
    undoneUnsent: (ticket) => `Your last action on ${ticket} is withdrawn; nothing of it was sent.`,
    confirmedAct: (kind, undone) => `${actionNames[kind]} ${undone ? 'undone' : 'confirmed'}`,
    withdrawn: ({ kind, ticket, moved, reason }) =>
      `The ${actionNames[kind]} of ${ticket} is withdrawn${moved ? '; the move stays' : ''}.${reason === '' ? '' : ` Its reason was: ${reason}`}`,
    patch: (file, base, { added, removed, hidden, isCut }) =>
      `${file} compared with ${base}: +${added} −${removed}${isCut ? ', the rest is left out' : ''}${hidden > 0 ? ', values that look like secrets are hidden' : ''}`,
    notRead: (count, cause = 'Only the first 200 tickets are read.') =>
      `The developer's review of ${counted(count, 'ticket')} was not read. ${cause}`,
  },
  edits: {
    done: {
      assign: (ticket, { assignee }) => `${ticket} is assigned to ${assignee}.`,
      comment: (ticket) => `${ticket} has the comment.`,
      due: (ticket, { due }) => `${ticket} is due on ${due}.`,
    },
    preview: (ticket, kind, { now, due, summary }) => {
      const change = {
        assign: `${now || 'not assigned'} → you`,
        comment: 'a comment',
        due: `${now || 'no due date'} → ${due}`,
      }[kind];
      return [ticket, change, summary].filter((part) => part !== '').join('  ');
    },
    notListed: (ticket) =>
      `${ticket} is not in the team's list of tickets as last read. Check the key, or run "guardrail sync".`,
  },
  moves: {
    from: (ticket, status) => `${ticket} is at "${status}". Jira has these moves:`,
    none: (ticket, status) => `${ticket} is at "${status}", and Jira offers no move to your account.`,
    unavailable: '(not allowed now: a condition of the workflow is not met)',
    field: (field) => `${fieldForm(field)}; ${need(field)}`,
    personUnclear: (given, field, found) =>
      found.length === 0
        ? `No user of the site fits "${given}" for "${field}". Give an e-mail address or an account id.`
        : `Several users fit "${given}" for "${field}": ${found.join(', ')}. Give an e-mail address or an account id.`,
  },
  matches: {
    shown: ({ key, finding, findings, match = 'text' }) => {
      if (findings)
        return [
          `${key} is about ${counted(findings.length, 'finding')} (${matchReasons[match]}):`,
          ...findings.map((each) => `  ${each}`),
        ];
      return finding === undefined
        ? [`${key} tracks no known finding.`]
        : [`${key} tracks ${finding} (${matchReasons[match]}).`];
    },
    judged: {
      confirmed: (ticket, finding) => `Confirmed: ${ticket} tracks ${finding}.`,
      rejected: (ticket, finding) => `Rejected: ${ticket} does not track ${finding}.`,
      forget: (ticket, finding) => `Forgotten: the verdict on ${ticket} and ${finding}.`,
    },
  },
  demo: {
    start: ({ aws, jira, team }) =>
      `An invented organization answers on this machine:\n  AWS   ${aws}\n  Jira  ${jira}\n\nReading the team "${team}" …`,
    findings: (count) =>
      `\nIts ${counted(count, 'finding')} by due date, then severity, with ticket and template line:\n`,
    review: (ticket) => `\nA developer has checked ${ticket}, and moves it to review:\n`,
    asks: (ticket, field) => `\n${ticket} is an incident: the move to review asks for "${field}":\n`,
    reviewer:
      "\nThe reviewer sees the developer's outcome and AWS's answer (guardrail tickets --state review), and decides:\n",
    answer: '\nThe developer reads why the ticket came back:\n',
    reasons: {
      intended: 'Meant to be like this, as agreed with the security team.',
      fixed: 'Closed in the template.',
      sentBack: 'AWS still reports it. Deploy the change, then ask again.',
    },
    changes: (board) => `\nWhat changed in Jira:\n  ${board}`,
    next: '\nNext, in a checkout:\n  npm run demo -- --editor   the same in an editor\n  README.md                  how to connect your own team',
  },
};
