import { localDay } from "@oneheart/contracts";
import type { BaseContext } from "@oneheart/kernel";
import { programmeStore } from "../store/programme.ts";

/** The month of today on the programme's calendar, `YYYY-MM`. */
export async function monthNow(ctx: Pick<BaseContext, "db" | "clock">): Promise<string> {
  const { time_zone } = await programmeStore(ctx).get();
  return localDay(ctx.clock.now(), time_zone).slice(0, 7);
}
