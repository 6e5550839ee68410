/** The purpose of each command. These names are the commands: each other language has the same. */
export const summaries = {
  sync: 'Reads AWS and Jira once, in full. Shows what changed, what it cost and what could not be read.',
  status: 'How much is read and how old it is, and how many findings and tickets disagree. Makes no call.',
  findings: 'What fails now, with ticket and template line; --all also shows resolved findings.',
  tickets: "The team's tickets as last read.",
  match:
    'Which finding a ticket tracks. --confirm or --reject decides a probable match once, --forget takes that back.',
  ticket: 'The text, links and latest comments of one ticket.',
  review: 'Says "I checked this": moves the ticket to review, with the outcome and the reason as a comment.',
  moves: 'The moves that Jira has for a ticket, with the fields that each asks for.',
  approve: 'Closes tickets in review as done, with the reason as a comment if there is one.',
  'send-back': 'Gives tickets in review back to their developers, with the reason as a comment.',
  file: 'Files a Jira ticket for a finding, never a second one. FINDING is a key of "findings --json".',
  reviews:
    'The reviews and decisions that Jira has not confirmed, for every site: where they belong, and why they wait.',
  assign: 'Assigns tickets to you, with the reason as a comment if there is one.',
  comment: 'Adds a comment to tickets, once each.',
  due: 'Changes the due date of tickets, and says why in a comment. DATE is a day such as 2027-01-31.',
  undo: 'Undoes your last action on a ticket: moves the ticket back, or withdraws what was not sent.',
  resolve:
    'Resolves a conflict: sends it again from the ticket as it is, adds the comment alone, or withdraws it.',
  withdraw: 'Withdraws a review that waits or is in conflict. What Jira already did of it stays.',
  templates: 'The CloudFormation templates below a folder, with the position of every resource.',
  daemon: 'Serves editor windows until some minutes after the last one left. Editors start it by themselves.',
  sandbox: 'An invented organization: AWS and Jira on loopback. Prints one JSON line and stays up.',
  demo: 'A first look: an invented organization, one sync, two reviews and the decisions on them. Nothing of yours is read or kept.',
} as const;
