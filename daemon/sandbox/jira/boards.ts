import type { Project, World } from '../model.ts';
import { type Answer, type Question, Refusal } from './answer.ts';
import { projectId } from './issue-json.ts';

const maxPageBoards = 50;

interface Board {
  readonly id: number;
  readonly project: Project;
}

/** Each software project has one Kanban board. A service desk has queues and no board. */
function boardsOf({ projects }: World): Board[] {
  return projects.flatMap((project, index) =>
    project.type === undefined ? [{ id: index + 1, project }] : [],
  );
}

/** Returns a page of the boards, of one project if `projectKeyOrId` names it. @throws Refusal 400 for an unknown project. */
export function listBoards(base: string, world: World, { query }: Question): Answer {
  const wanted = query.get('projectKeyOrId');
  const type = query.get('type');
  if (wanted !== null && !world.projects.some((project) => isNamed(world, project, wanted))) {
    throw new Refusal(400, [`No project could be found with key or id '${wanted}'.`]);
  }
  const startAt = Math.max(0, Number(query.get('startAt') ?? 0) || 0);
  const maxResults = Math.min(
    maxPageBoards,
    Math.max(1, Number(query.get('maxResults') ?? maxPageBoards) || 1),
  );
  const boards = boardsOf(world).filter(
    ({ project }) =>
      (wanted === null || isNamed(world, project, wanted)) &&
      (type === null || type.split(',').includes('kanban')),
  );
  const values = boards.slice(startAt, startAt + maxResults).map((board) => ({
    ...boardJson(base, board),
    location: {
      projectId: Number(projectId(world, board.project.key)),
      displayName: `${board.project.name} (${board.project.key})`,
      projectName: board.project.name,
      projectKey: board.project.key,
      projectTypeKey: 'software',
      name: `${board.project.name} (${board.project.key})`,
    },
  }));
  const isLast = startAt + values.length >= boards.length;
  return { status: 200, body: { maxResults, startAt, total: boards.length, isLast, values } };
}

/** Returns the columns of a board, from left to right. @throws Refusal 404 */
export function getBoardConfiguration(base: string, world: World, { parts: [id] }: Question): Answer {
  const board = boardsOf(world).find((each) => String(each.id) === id);
  if (board === undefined) {
    throw new Refusal(404, [
      'The requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
    ]);
  }
  const columns = Object.values(board.project.statuses).map((status) => ({
    name: status.name,
    statuses: [{ id: status.id, self: `${base}/rest/api/3/status/${status.id}` }],
  }));
  const filterId = String(10_000 + board.id);
  return {
    status: 200,
    body: {
      ...boardJson(base, board),
      self: `${base}/rest/agile/1.0/board/${board.id}/configuration`,
      filter: { id: filterId, self: `${base}/rest/api/3/filter/${filterId}` },
      columnConfig: { columns, constraintType: 'none' },
      ranking: { rankCustomFieldId: 10_019 },
    },
  };
}

function boardJson(base: string, { id, project }: Board) {
  return { id, self: `${base}/rest/agile/1.0/board/${id}`, name: `${project.key} board`, type: 'kanban' };
}

function isNamed(world: World, { key }: Project, name: string): boolean {
  return key === name.toUpperCase() || projectId(world, key) === name;
}
