import type { BaseContext } from "@oneheart/kernel";
import type { CodeRow } from "../store/codes.ts";

type Parts = Pick<BaseContext, "newId" | "vault">;

/** A code as it is kept. The hash is the same for the same code of one reward, and says nothing without our key. */
export function sealedCode(reward_id: string, code: string, { newId, vault }: Parts): CodeRow {
  return {
    id: newId(),
    code_sealed: vault.seal(code, "reward_codes.code"),
    code_hash: vault.blindIndex(code, `reward_codes:${reward_id}`),
  };
}

export function openCode(code_sealed: string, { vault }: Pick<BaseContext, "vault">): string {
  return vault.open(code_sealed, "reward_codes.code");
}
