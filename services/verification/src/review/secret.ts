import type { BaseContext } from "@oneheart/kernel";

/** What draws are made with, so that neither players nor reviewers can foresee them. */
export function drawSecret({ vault }: Pick<BaseContext, "vault">): Buffer {
  return vault.derive("review-draws");
}
