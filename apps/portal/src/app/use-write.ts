import type { CallInput, Operation } from "@oneheart/contracts";
import { useQueryClient } from "@tanstack/react-query";
import type { Answer } from "./calls.ts";
import { usePortal } from "./portal-context.tsx";

/** Calls an operation that changes something, and has what its service showed read again. */
export function useWrite(): <O extends Operation>(operation: O, input: CallInput<O>) => Promise<Answer<O>> {
  const { caller } = usePortal();
  const client = useQueryClient();
  return async (operation, input) => {
    const answer = await (await caller())(operation, input).catch(async (error: unknown) => {
      // What was asked for waits now, which the record's page shows.
      if ((error as { code?: string }).code === "approval_needed") await client.invalidateQueries({ queryKey: ["platform"] });
      throw error;
    });
    await client.invalidateQueries({ queryKey: [operation.service] });
    return answer;
  };
}
