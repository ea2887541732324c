import type { BaseContext } from "@oneheart/kernel";
import { type Board, boardOf } from "../rules/boards.ts";
import type { Day } from "../rules/days.ts";
import { progressStore, type Standing } from "../store/progress.ts";

/** A member that no player is. Its score tells whether the board was filled since the cache last lost it; XP is never negative. */
const marker = "complete";
const filled = -1;
const size = 1_000;
const fillAtMostEvery_ms = 5_000;

type Cached = Pick<BaseContext, "backing" | "db">;

/** Who leads a board. The cache proposes, SQL decides: a board that is missing or wrong is answered from SQL and filled again. */
export async function standingsOn(ctx: BaseContext, board: Board, limit: number): Promise<Standing[]> {
  const progress = progressStore(ctx);
  try {
    const listed = await readBoard(ctx, board, limit);
    if (listed !== undefined) {
      const standings = await progress.standingsOf(board, [...listed.keys()]);
      if (standings.length === listed.size && standings.every(({ player_id, xp }) => listed.get(player_id) === xp)) return standings;
    }
    await fillBoard(ctx, board);
  } catch (error) {
    ctx.log.warn({ err: error, board: board.name }, "a leaderboard is read from SQL: the cache is away");
  }
  return progress.top(board, limit);
}

/** Brings players' scores up to date on the boards of a day. Sets them from SQL, so that it may be repeated. */
export async function updateBoards(ctx: Cached, player_ids: readonly string[], day: Day): Promise<void> {
  const boards = [boardOf("daily", day), boardOf("weekly", day)];
  const scores = await progressStore(ctx).xpIn(boards, player_ids);
  for (const [index, board] of boards.entries())
    for (const player_id of player_ids) await setScore(ctx, board, player_id, scores[index]!.get(player_id) ?? 0);
}

/** The scores of the leaders by member; undefined when the board was not filled. */
async function readBoard(ctx: BaseContext, board: Board, limit: number): Promise<Map<string, number> | undefined> {
  const { cache } = ctx.backing;
  if ((await cache.addScore(board.name, marker, 0, board)) !== filled) return undefined;
  const top = await cache.topScores(board.name, limit);
  return new Map(top.filter(({ score }) => score > 0).map(({ member, score }) => [member, score]));
}

/** Writes the leaders of SQL to the board, and the truth about everyone it held; one filler at a time. */
async function fillBoard(ctx: BaseContext, board: Board): Promise<void> {
  const { cache } = ctx.backing;
  const turn = await cache.increment(`leaderboard_fill:${board.name}`, { ttl_ms: fillAtMostEvery_ms });
  if (turn.value > 1) return;

  const progress = progressStore(ctx);
  const held = (await cache.topScores(board.name, size)).map(({ member }) => member).filter((member) => member !== marker);
  const truth = new Map(held.map((member) => [member, 0]));
  for (const standings of [await progress.standingsOf(board, held), await progress.top(board, size)])
    for (const { player_id, xp } of standings) truth.set(player_id, xp);
  for (const [member, score] of truth) await setScore(ctx, board, member, score);
  await setScore(ctx, board, marker, filled);
}

/** The port only adds, so the difference is added. Two at once may add it twice; readers notice and fill the board again. */
async function setScore(ctx: Cached, board: Board, member: string, score: number): Promise<void> {
  const { cache } = ctx.backing;
  const current = await cache.addScore(board.name, member, 0, board);
  if (current !== score) await cache.addScore(board.name, member, score - current, board);
}
