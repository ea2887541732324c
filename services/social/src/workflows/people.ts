import type { Output } from "@oneheart/contracts";
import { playerInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";

type Person = Output<typeof playerInternal.operations.findPlayers>["items"][number];

/** The names behind ids, as they are now: nothing of them is kept here. */
export async function findPeople(ids: readonly string[], ctx: BaseContext): Promise<(id: string) => Person> {
  const unique = [...new Set(ids)];
  const { items } = unique.length === 0 ? { items: [] } : await ctx.call(playerInternal.operations.findPlayers, { ids: unique });
  const people = new Map(items.map((person) => [person.id, person]));
  return (id) => {
    const person = people.get(id);
    if (person === undefined) throw new Error(`no player ${id}`);
    return person;
  };
}
