import { mapInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import type { EntryColumns } from "../rules/columns.ts";
import { AreaTree } from "../rules/nation/area-tree.ts";
import { dayAtoms, monthAtom, type NationAtom } from "../rules/nation/day-atoms.ts";
import { nationAtoms } from "../rules/nation-cells.ts";

/** Everything that may be told up to a position: one partition, by months and, of the same parts cut finer, by days. */
export interface ToldNation {
  tree: AreaTree;
  months: readonly NationAtom[];
  days(): readonly NationAtom[];
}

/** What this process told last, kept until there is more to tell. */
export interface Nation {
  tree(ctx: Pick<BaseContext, "call">): Promise<AreaTree>;
  told(columns: EntryColumns, upto: number, tree: AreaTree): ToldNation;
}

export function createNation(): Nation {
  let known: AreaTree | undefined;
  let kept: { upto: number; told: ToldNation } | undefined;
  return {
    async tree({ call }) {
      const { version, places } = await call(mapInternal.operations.areaPlaces, known === undefined ? {} : { version_seen: known.version });
      if (places !== null && version !== known?.version) known = new AreaTree(version, places);
      return known!;
    },
    told(columns, upto, tree) {
      if (kept?.upto !== upto || kept.told.tree !== tree) kept = { upto, told: tell(columns, upto, tree) };
      return kept.told;
    },
  };
}

function tell(columns: EntryColumns, upto: number, tree: AreaTree): ToldNation {
  const atoms = nationAtoms(columns, upto, tree);
  let days: NationAtom[] | undefined;
  return {
    tree,
    months: atoms.map(monthAtom),
    days() {
      days ??= atoms.flatMap(dayAtoms);
      return days;
    },
  };
}
