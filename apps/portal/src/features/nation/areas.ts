import { mapContract } from "@oneheart/contracts";
import { useEffect } from "react";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useLanguage } from "../../app/i18n.ts";
import { monthOfToday } from "./nation-asked.ts";

export type Area = Answer<typeof mapContract.operations.listAreas>["items"][number];
interface Named {
  name: string | null;
  name_local: string | null;
}

/** A name as people of the language know it. */
export function useAreaName(): (area: Named) => string {
  const language = useLanguage();
  return ({ name, name_local }) => (language === "th" ? (name_local ?? name) : name) ?? "";
}

/** All areas that hold today, each after the one that it lies in. */
export function useAreas(): { areas: Area[]; nameOf: (area: Named) => string } {
  const nameOf = useAreaName();
  const { items, query } = useReadPages(mapContract.operations.listAreas, { month: monthOfToday(), limit: 100 });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const known = new Set(items.map(({ id }) => id));
  const below = Map.groupBy(items, ({ parent_id }) => (parent_id !== null && known.has(parent_id) ? parent_id : null));
  const branch = (id: string | null): Area[] =>
    (below.get(id) ?? []).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))).flatMap((area) => [area, ...branch(area.id)]);
  return { areas: branch(null), nameOf };
}
