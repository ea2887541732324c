import { playerContract } from "@oneheart/contracts";
import { useRead } from "../../app/calls.ts";

/** What an account is called; its id until that is known, or where it is no more. */
export function PersonName({ id }: { id: string }) {
  const { data } = useRead(playerContract.operations.getPlayer, { id });
  return <span>{data?.username ?? id.slice(-8)}</span>;
}
