import { type ReviewReason, reasonsFor, verificationContract } from "@oneheart/contracts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer } from "../../app/calls.ts";
import { useLanguage } from "../../app/i18n.ts";
import { usePortal, useSession } from "../../app/portal-context.tsx";

const { claimReview, getReview } = verificationContract.operations;

export type Item = Answer<typeof getReview>;

/** The keys of the reasons to reject, in the order of the contract; the tenth is 0. */
export const rejectReasons: ReadonlyArray<{ key: string; reason: ReviewReason }> = reasonsFor("reject").map((reason, at) => ({
  key: String((at + 1) % 10),
  reason,
}));
export const approveReasons: ReadonlyArray<{ key: string; reason: ReviewReason }> = [
  { key: "W", reason: "convincing" },
  { key: "C", reason: "camera_clock_wrong" },
  { key: "P", reason: "position_imprecise" },
  { key: "K", reason: "place_known" },
  { key: "O", reason: "other" },
];

/** New items are looked for so often while there is none. */
const lookAgain_ms = 10_000;

/** The item that the reviewer holds, taken from the queue where they hold none; null when nothing waits. */
export function useItem({ mayTake }: { mayTake: boolean }) {
  const { caller } = usePortal();
  const { status, person } = useSession();
  const language = useLanguage();
  const [round, setRound] = useState(0);
  const query = useQuery({
    queryKey: ["review item", person?.id, round, language],
    queryFn: async ({ signal }): Promise<Item | null> => {
      const call = await caller();
      const { review } = await call(claimReview, {}, { signal });
      return review && call(getReview, { item_id: review.item_id }, { signal });
    },
    enabled: status === "signed_in" && mayTake,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) => (state.data === null ? lookAgain_ms : false),
    placeholderData: (earlier: Item | null | undefined, before) => (before?.queryKey[2] === round ? earlier : undefined),
  });
  return { query, next: () => setRound((one) => one + 1) };
}
