import type { CallInput, Operation } from "@oneheart/contracts";
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { z } from "zod";
import { usePortal } from "./portal-context.tsx";

export type Answer<O extends Operation> = z.output<O["output"]>;

interface QueryChoice<Data = unknown> {
  enabled?: boolean;
  /** Asks again so often while the page is looked at, or as often as what was read last asks for. */
  every_ms?: number | ((last: Data | undefined) => number | false);
  /** Asks whatever was read before. */
  fresh?: boolean;
}

/** Reads by an operation; what several parts of a page ask is asked once. */
export function useRead<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  { enabled = true, every_ms, fresh = false }: QueryChoice<Answer<O>> = {},
): UseQueryResult<Answer<O>> {
  const { caller } = usePortal();
  return useQuery({
    queryKey: [operation.service, operation.name, input],
    queryFn: async ({ signal }) => (await caller())(operation, input, { signal }),
    enabled,
    refetchInterval: typeof every_ms === "function" ? ({ state }) => every_ms(state.data) : every_ms,
    refetchOnMount: fresh ? "always" : true,
    placeholderData: keepPreviousData as never,
  }) as UseQueryResult<Answer<O>>;
}

interface PageOf<Item> {
  items: Item[];
  next_cursor: string | null;
}
type ItemOf<O extends Operation> = Answer<O> extends { items: Array<infer Item> } ? Item : never;

/** A list by its pages, and all items that were read so far. */
export interface ReadPages<O extends Operation> {
  items: Array<ItemOf<O>>;
  query: UseInfiniteQueryResult<InfiniteData<Answer<O>>>;
}

/** Reads a list page by page. */
export function useReadPages<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  { enabled = true, every_ms }: { enabled?: boolean; every_ms?: number } = {},
): ReadPages<O> {
  const { caller } = usePortal();
  const query = useInfiniteQuery({
    queryKey: [operation.service, operation.name, "pages", input],
    queryFn: async ({ signal, pageParam }) => (await caller())(operation, { ...input, cursor: pageParam } as CallInput<O>, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page as PageOf<ItemOf<O>>).next_cursor ?? undefined,
    enabled,
    refetchInterval: every_ms,
    placeholderData: keepPreviousData as never,
  }) as UseInfiniteQueryResult<InfiniteData<Answer<O>>>;
  const items = query.data?.pages.flatMap((page) => (page as PageOf<ItemOf<O>>).items) ?? [];
  return { items, query };
}
