import type { Operation } from "@oneheart/contracts";
import type { ReadPages } from "../../app/calls.ts";

/** What a table needs of a list that is read page by page. */
export function pagesAsRows<O extends Operation>({ items, query }: ReadPages<O>) {
  return {
    rows: items,
    isLoading: query.isLoading,
    error: query.error,
    onRetry: () => void query.refetch(),
    onMore: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    isLoadingMore: query.isFetchingNextPage,
  };
}
