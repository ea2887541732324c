import type { AreaLevel } from "@oneheart/contracts";
import { type BaseContext, decodeCursor, foreignCursor, pageFrom } from "@oneheart/kernel";
import { areaStore } from "../store/areas.ts";

interface Asked {
  level?: AreaLevel;
  parent?: string;
  month?: string;
  limit: number;
  cursor?: string;
}

/** A page of areas, by code and time. */
export async function areasPage(ctx: Pick<BaseContext, "db">, { cursor, limit, ...asked }: Asked, withLines: boolean) {
  const rows = await areaStore(ctx).page({ ...asked, limit: limit + 1, after: placeIn(cursor) }, withLines);
  return pageFrom(rows, limit, ({ code, from }) => [code, from]);
}

function placeIn(cursor: string | undefined): { code: string; from: string } | undefined {
  const place = decodeCursor(cursor, 2);
  if (place === undefined) return undefined;
  const [code, from] = place;
  if (typeof code !== "string" || typeof from !== "string" || !/^\d{4}-\d\d$/.test(from)) throw foreignCursor();
  return { code, from };
}
